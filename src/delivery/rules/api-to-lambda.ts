import { Rule } from './rule';
import { trustRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { judgeAccess } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { FUNCTION, receivers } from '../access/receivers';
import { literal, Text, text } from '../expression/text';
import { certain } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possible } from '../model/template';
import { apiCalls } from '../senders/api-routes';

const edge = 'API to function';

const edges = perModel((model) => apiCalls(model).flatMap(({ from, by = from, path, api, uri, credentials }): Edge[] => {
  const sourceArn = text('arn:', by.partition, ':execute-api:', by.region, ':', by.account, ':', path)
    .map((piece) => (typeof piece !== 'string' && piece.kind === 'any' ? { ...piece, kind: 'word' as const } : piece));
  return possible(uri).flatMap((one) => functionsIn(model, by, one)).map((to) => ({
    from,
    by,
    to,
    sourceReference: callsOf(api),
    sender: { services: [text('apigateway.amazonaws.com')], sourceArn, sourceAccount: by.account },
    role: roleOf(model, by, credentials),
    actions: ['lambda:InvokeFunction'],
  }));
}));

/** The function in a URI, undefined in the list if it is in none of the templates; none where the URI is that of another service. */
function functionsIn(model: DeliveryModel, holder: Resource, uri: Json): (Resource | undefined)[] {
  const value = holder.textOf(uri);
  const known = value.map((piece) => (typeof piece === 'string' ? piece : '?')).join('');
  const [, service] = /^arn:[^:]*:apigateway:[^:]*:([^:]*):/.exec(known) ?? [];
  if (service === undefined) return receivers(model, holder, uri, FUNCTION);
  return service === 'lambda' ? [model.called(holder, functionArn(value), ...FUNCTION)] : [];
}

/** What stands between `/functions/` and `/invocations` in a URI. */
function functionArn(uri: Text): Text {
  const start = uri.findIndex((piece) => typeof piece === 'string' && piece.includes('/functions/'));
  const [first, ...rest] = uri.slice(start);
  const after = typeof first === 'string' ? first.slice(first.indexOf('/functions/') + '/functions/'.length) : '';
  return text(...text(after, rest).map((piece) => (typeof piece === 'string' ? piece.replace(/\/(response-streaming-)?invocations$/, '') : piece)));
}

/** All stages and routes of an API of the same template. */
function callsOf(api: Json): Json {
  const { Ref } = objectOf(api);
  return typeof Ref !== 'string' ? undefined : { 'Fn::Sub': `arn:\${AWS::Partition}:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${${Ref}}/*` };
}

const INTEGRATION = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-apigateway-method-integration.html';

/** Lambda takes nothing but POST, whatever the method of the API is. */
function judgeVerbs(model: DeliveryModel, method: Resource): Judgement[] {
  return possible(method.properties.Integration).map(objectOf).flatMap(({ Type, Uri, IntegrationHttpMethod }) => {
    if (!['AWS', 'AWS_PROXY'].includes(literal(method.textOf(Type)) ?? '')) return [];
    const verb = IntegrationHttpMethod === undefined ? '' : literal(method.textOf(IntegrationHttpMethod));
    return possible(Uri).flatMap((uri) => functionsIn(model, method, uri)).filter((to) => to !== undefined).map((to) => ({
      from: method,
      to,
      delivers: verb === undefined ? 'unknown' : certain(verb === 'POST'),
      at: method,
      because: 'the method of its integration is not POST, the only one with which functions can be called',
      fix: 'Set IntegrationHttpMethod of its Integration to POST.',
    }));
  });
}

/** API Gateway to functions, by integrations and by authorizers. */
export const API_TO_LAMBDA: Rule[] = [
  {
    id: 'KEEL-API-LAMBDA-01',
    proves: `${edge}: the permissions of the function, or the role of the integration, allow the call.`,
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/services-apigateway.html',
    judge: (model) => edges(model).map((one) => judgeAccess(model, one)),
  },
  trustRule({
    id: 'KEEL-API-LAMBDA-02',
    edge,
    source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/integrating-api-with-aws-services-lambda.html',
    // In whose name API Gateway assumes a role is not documented.
    edges: (model) => edges(model).map((one) => ({ ...one, sender: { ...one.sender, sourceArn: undefined } })),
  }),
  {
    id: 'KEEL-API-LAMBDA-03',
    proves: `${edge}: the integration of a REST API calls it by POST.`,
    source: INTEGRATION,
    judge: (model) => model.ofType('AWS::ApiGateway::Method').flatMap((method) => judgeVerbs(model, method)),
  },
];
