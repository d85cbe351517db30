import { Edge, roleOf } from '../access/edge';
import { Elsewhere, elsewhere, QUEUE, STATE_MACHINE } from '../access/receivers';
import { literal, print, segments, Text, text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, JsonObject, objectOf, possible } from '../model/template';

/** What API Gateway calls for a method or route without a function in between, for example `sqs:SendMessage`. */
export interface ServiceIntegration extends Edge {
  readonly call: string;
  /** What it sets on messages; an expression where that is up to the request. */
  readonly parameters: Json;
}

/** All of them that send to queues or start state machines. Those without a role have none in their edge. */
export const serviceIntegrations = perModel((model): ServiceIntegration[] => [
  ...model.ofType('AWS::ApiGateway::Method').flatMap((method) => possible(method.properties.Integration).map(objectOf)
    .filter(({ Type }) => literal(method.textOf(Type)) === 'AWS').flatMap((integration) => ofMethod(model, method, integration))),
  ...model.ofType('AWS::ApiGatewayV2::Integration').flatMap((integration) => ofRoute(model, integration)),
]);

/** What is called: of the templates, or as its ARN has it. */
interface Called {
  readonly to?: Resource;
  readonly outside?: Elsewhere;
}

function edge(
  model: DeliveryModel, from: Resource, call: string, { to, outside }: Called, credentials: Json, parameters: Json,
): ServiceIntegration {
  return {
    call,
    parameters,
    from,
    to,
    elsewhere: outside,
    role: roleOf(model, from, credentials),
    sender: { services: [text('apigateway.amazonaws.com')] },
    actions: [call === 'sqs:SendMessageBatch' ? 'sqs:SendMessage' : call],
  };
}

const CALLS = ['sqs:SendMessage', 'sqs:SendMessageBatch', 'states:StartExecution', 'states:StartSyncExecution'];

/** @see https://docs.aws.amazon.com/apigateway/latest/api/API_Integration.html#apigw-Type-Integration-uri */
function ofMethod(model: DeliveryModel, method: Resource, integration: JsonObject): ServiceIntegration[] {
  const [, , , region, service, ...rest] = segments(method.textOf(integration.Uri)) ?? [];
  const of = service && literal(service);
  if (rest.length !== 1 || (of !== 'sqs' && of !== 'states')) return [];
  const [how, ...path] = slices(rest[0]);
  const action = print(how) === 'action' ? print(path[0] ?? []) : actionIn(integration);
  const call = `${of}:${action}`;
  if (action !== undefined && !CALLS.includes(call)) return [];
  const [account, name] = path;
  const to = print(how) === 'path' && account !== undefined && name !== undefined
    ? { to: model.called(method, text('arn:', method.partition, ':sqs:', region, ':', account, ':', name), ...QUEUE) }
    : targetIn(model, method, integration);
  return [edge(model, method, call, action === undefined ? {} : to, integration.Credentials, parametersIn(integration))];
}

/** The parts between slashes. */
function slices(value: Text): Text[] {
  return segments(value.map((piece) => (typeof piece === 'string' ? piece.replaceAll('/', ':') : piece))) ?? [value];
}

/** The action that the mapping of a request names, in the query string or in the body. */
function actionIn(integration: JsonObject): string | undefined {
  return /Action(?:=|":"')(\w+)/.exec(JSON.stringify(integration))?.[1];
}

const OF_REQUEST = { Ref: 'request' };

/** What the mapping of a request sets on a message, if it is a mapping of one. */
function parametersIn(integration: JsonObject): Json {
  const templates = Object.values(objectOf(integration.RequestTemplates)).map((template) => JSON.stringify(template));
  if (templates.length === 0 || !templates.every((template) => template.includes('MessageBody='))) return OF_REQUEST;
  const names = ['MessageGroupId', 'MessageDeduplicationId'].filter((name) => JSON.stringify(integration).includes(name));
  return Object.fromEntries(names.map((name) => [name, OF_REQUEST]));
}

/** The queue or state machine that all request templates name as they stand. */
function targetIn(model: DeliveryModel, method: Resource, { RequestTemplates }: JsonObject): Called {
  const names = Object.values(objectOf(RequestTemplates)).map((template) => (
    /"stateMachineArn"\s*:\s*"([^"]+)"|(?:^|&)QueueUrl=([^&\s]+)/.exec(print(method.textOf(template)))?.slice(1).find((name) => name !== undefined)
  ));
  if (new Set(names).size !== 1) return {};
  const named = [...QUEUE, ...STATE_MACHINE].flatMap((type) => model.ofType(type))
    .filter(({ identifiers }) => identifiers.some((identifier) => print(identifier) === names[0]));
  return named.length === 1 ? { to: named[0] } : { outside: elsewhere(method, names[0], STATE_MACHINE) };
}

/** Subtypes of integrations of HTTP APIs, with what they call and the parameter that names it. */
const SUBTYPES: ReadonlyMap<string, readonly [call: string, parameter: string, types: readonly string[]]> = new Map([
  ['SQS-SendMessage', ['sqs:SendMessage', 'QueueUrl', QUEUE]],
  ['StepFunctions-StartExecution', ['states:StartExecution', 'StateMachineArn', STATE_MACHINE]],
  ['StepFunctions-StartSyncExecution', ['states:StartSyncExecution', 'StateMachineArn', STATE_MACHINE]],
]);

/** @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html */
function ofRoute(model: DeliveryModel, integration: Resource): ServiceIntegration[] {
  const { IntegrationSubtype, RequestParameters, CredentialsArn } = integration.properties;
  const known = SUBTYPES.get(literal(integration.textOf(IntegrationSubtype)) ?? '');
  if (known === undefined) return [];
  const [call, parameter, types] = known;
  const name = objectOf(RequestParameters)[parameter];
  const to = model.find(integration, name, ...types);
  return [edge(model, integration, call, { to, outside: to ? undefined : elsewhere(integration, name, types) }, CredentialsArn, RequestParameters)];
}
