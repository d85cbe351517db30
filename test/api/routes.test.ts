import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { FUNCTION, notes } from './api-specimen';
import { ApiAuth, QueueWithDlq, RouteTarget, ServerlessApi, StepFunctionsWorkflow, TableAccess } from '../../src';
import { Statement } from '../statements';

const ONE_STATE = sfn.DefinitionBody.fromString('{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}');

/** What the role may do that API Gateway has for a route. */
function rightsOfRoute(stack: Stack, api: ServerlessApi, path: string, method: string): Statement[] {
  const role = api.restApi.root.resourceForPath(path).node.findChild(`${method}Role`);
  const roles = [stack.resolve((role.node.defaultChild as any).ref)];
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { Roles: roles } }));
  return policies.flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

function methodOf(stack: Stack, HttpMethod: string): any {
  const [{ Properties }] = Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod } }));
  return Properties;
}

describe('a route to a function of its own', () => {
  const { stack, api } = notes();
  const reader = api.addFunction('Reader', { ...FUNCTION, timeout: Duration.seconds(3), tableAccess: TableAccess.READ });
  api.addRoute('GET', '/notes/{id}', RouteTarget.function(reader));
  const template = Template.fromStack(stack);

  test('invokes it, and only that route may', () => {
    template.hasResourceProperties('AWS::Lambda::Permission', {
      FunctionName: stack.resolve(reader.functionArn),
      Principal: 'apigateway.amazonaws.com',
      SourceArn: { 'Fn::Join': ['', Match.arrayWith(['/GET/notes/*'])] },
    });
    template.resourceCountIs('AWS::Lambda::Permission', 3);
  });

  test('has the authorisation and the validation of the API', () => {
    template.hasResourceProperties('AWS::ApiGateway::Method', { HttpMethod: 'GET', AuthorizationType: 'AWS_IAM', RequestValidatorId: Match.anyValue() });
  });

  test('lets it read the table and no more', () => {
    const [, policy] = Object.entries(template.findResources('AWS::IAM::Policy')).find(([id]) => id.includes('Reader'))!;
    const actions = policy.Properties.PolicyDocument.Statement.flatMap(({ Action }: Statement) => Action);
    expect(actions).toContain('dynamodb:GetItem');
    expect(actions).not.toContain('dynamodb:PutItem');
  });

  test('does not let it touch the table at all where it needs none', () => {
    const other = notes();
    other.api.addFunction('Pure', { ...FUNCTION, tableAccess: TableAccess.NONE });
    const [, policy] = Object.entries(Template.fromStack(other.stack).findResources('AWS::IAM::Policy')).find(([id]) => id.includes('Pure'))!;
    expect(JSON.stringify(policy)).not.toMatch(/dynamodb|kms/);
  });

  test('has alarms of its own, with thresholds that follow from its timeout', () => {
    template.hasResourceProperties('AWS::CloudWatch::Alarm', {
      MetricName: 'Duration', Threshold: 2700, Dimensions: [{ Name: 'FunctionName', Value: stack.resolve(reader.functionName) }],
    });
  });
});

describe('a route that starts a workflow', () => {
  const { stack, api } = notes({ corsOrigin: 'https://shop.example.com' });
  const { stateMachine } = new StepFunctionsWorkflow(stack, 'Order', { definition: ONE_STATE });
  api.addRoute('POST', '/orders', RouteTarget.startWorkflow(stateMachine), {
    requestSchema: { type: apigateway.JsonSchemaType.OBJECT, required: ['item'] },
  });

  test('may start that one, and nothing else', () => {
    expect(rightsOfRoute(stack, api, '/orders', 'POST')).toEqual([
      { Effect: 'Allow', Action: 'states:StartExecution', Resource: stack.resolve(stateMachine.stateMachineArn) },
    ]);
  });

  test('names the execution after the request, and gives it the body', () => {
    const template = JSON.stringify(methodOf(stack, 'POST').Integration.RequestTemplates['application/json']);
    expect(JSON.parse(template)['Fn::Join'][1]).toEqual([
      String.raw`{"name": "$context.requestId", "input": "$util.escapeJavaScript($input.json('$')).replaceAll("\\'", "'")", "stateMachineArn": "`,
      stack.resolve(stateMachine.stateMachineArn),
      '"}',
    ]);
  });

  test('answers with the id, refusals of the service with 502, both readable by the page', () => {
    const { Integration, MethodResponses } = methodOf(stack, 'POST');
    expect(Integration.IntegrationResponses.map((one: any) => [one.StatusCode, one.SelectionPattern])).toEqual([['202', undefined], ['502', '[45]\\d{2}']]);
    expect(Integration.IntegrationResponses.map((one: any) => Object.values(one.ResponseParameters))).toEqual(Array(2).fill(["'https://shop.example.com'"]));
    expect(MethodResponses.map(({ StatusCode }: any) => StatusCode)).toEqual(['202', '502']);
    expect(Integration.PassthroughBehavior).toBe('NEVER');
  });

  test('takes bodies that fit the schema only', () => {
    Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Model', { ContentType: 'application/json', Schema: Match.objectLike({ required: ['item'] }) });
    expect(methodOf(stack, 'POST').RequestModels).toEqual({ 'application/json': expect.anything() });
  });
});

describe('a route that sends to a queue', () => {
  const { stack, api } = notes();
  const jobs = new QueueWithDlq(stack, 'Jobs');
  api.addRoute('PUT', '/jobs/{id}', RouteTarget.sendTo(jobs.queue));

  test('may send to that one and use its key, and nothing else', () => {
    expect(rightsOfRoute(stack, api, '/jobs/{id}', 'PUT')).toEqual([
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: stack.resolve(jobs.queue.queueArn) },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: stack.resolve(jobs.encryptionKey.keyArn) },
    ]);
  });

  test('sends the body, and the id of the request as an attribute', () => {
    const { Integration } = methodOf(stack, 'PUT');
    expect(Integration.RequestParameters).toEqual({ 'integration.request.header.Content-Type': "'application/x-www-form-urlencoded'" });
    expect(Integration.RequestTemplates['application/json']).toBe('Action=SendMessage&MessageBody=$util.urlEncode($input.body)'
      + '&MessageAttribute.1.Name=requestId&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=$context.requestId');
  });

  test('is there only when its role may send', () => {
    Template.fromStack(stack).hasResource('AWS::ApiGateway::Method', {
      Properties: { HttpMethod: 'PUT' }, DependsOn: Match.arrayWith([Match.stringLikeRegexp('PUTRoleDefaultPolicy')]),
    });
  });
});

test('the role of a route is trusted without a condition, because API Gateway meets none', () => {
  const { stack, api } = notes();
  api.addRoute('POST', '/jobs', RouteTarget.sendTo(new sqs.Queue(stack, 'Queue')));
  Template.fromStack(stack).hasResourceProperties('AWS::IAM::Role', {
    AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'apigateway.amazonaws.com' } }] },
  });
});

describe('fails when', () => {
  const add = (method: string, path: string, target?: (api: ServerlessApi, stack: Stack) => RouteTarget) => () => {
    const { api, stack } = notes();
    api.addRoute(method, path, target ? target(api, stack) : RouteTarget.function(api.fn));
  };

  test.each([
    ['the method does not exist', add('LIST', '/notes'), "'method' must be one of ANY, GET, HEAD, POST, PUT, PATCH, DELETE; OPTIONS is what corsOrigin answers, but got LIST"],
    ['the path has no slash', add('GET', 'notes'), "'path' must begin with / and have parts such as notes, {id} and, as the last one, {rest+}, as in '/notes/{id}', but got notes"],
    ['a greedy part is not the last one', add('GET', '/{rest+}/notes'), "'path' must begin with /"],
    ['the path ends with a slash', add('GET', '/notes/'), "'path' must begin with /"],
    ['the route is there already', add('ANY', '/{proxy+}'), "'path' must be free for ANY, and there is such a route already, but got /{proxy+}"],
    ['a queue is to answer GET', add('GET', '/jobs', (_, stack) => RouteTarget.sendTo(new sqs.Queue(stack, 'Queue'))),
      "'method' must be POST, PUT, PATCH for this target, which takes the body of the request, but got GET"],
    ['the queue is FIFO', add('POST', '/jobs', (_, stack) => RouteTarget.sendTo(new sqs.Queue(stack, 'Queue', { fifo: true }))),
      "'target' must be a standard queue, because a request does not say to which message group it belongs: send to a FIFO queue from a function"],
    ['a function may take longer than API Gateway waits', add('GET', '/slow', (_, stack) => RouteTarget.function(
      new lambda.Function(stack, 'Slow', { ...FUNCTION, runtime: lambda.Runtime.NODEJS_24_X, timeout: Duration.seconds(29) }),
    )), "'target' must be a function with a timeout below 29 seconds, because API Gateway waits no longer, but got 29"],
  ])('%s', (_, act, message) => {
    expect(act).toThrow(message);
  });

  test('a route asks for no scope', () => {
    const { api, stack } = notes();
    const auth = () => ApiAuth.cognito({ node: stack.node } as never, { scopes: [] });
    expect(() => api.addRoute('GET', '/notes', RouteTarget.function(api.fn), { auth: auth() })).toThrow(
      "'auth.scopes' must hold at least one scope, because without any API Gateway expects ID tokens: use ApiAuth.cognitoIdTokens where that is meant, but got []",
    );
  });

  test('the id of a function is taken', () => {
    const { api } = notes();
    expect(() => api.addFunction('Table', FUNCTION)).toThrow("'id' must be free, and it is taken, but got Table");
  });
});

test('an imported function answers a route', () => {
  const stack = new Stack(new App(), 'Shop', { env: { account: '111111111111', region: 'eu-west-1' } });
  const api = new ServerlessApi(stack, 'Notes', { ...FUNCTION, auth: ApiAuth.iam() });
  const fn = lambda.Function.fromFunctionArn(stack, 'Imported', 'arn:aws:lambda:eu-west-1:111111111111:function:other');
  api.addRoute('GET', '/other', RouteTarget.function(fn));
  Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Permission', { FunctionName: fn.functionArn });
});

test('the same schema gives the same deployment, in whatever order a language keeps its keys', () => {
  const deployment = (requestSchema: apigateway.JsonSchema) => {
    const { stack, api } = notes();
    api.addRoute('POST', '/orders', RouteTarget.function(api.fn), { requestSchema });
    return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  };
  const [item, count] = [{ type: apigateway.JsonSchemaType.STRING }, { type: apigateway.JsonSchemaType.INTEGER }];
  const type = apigateway.JsonSchemaType.OBJECT;
  expect(deployment({ type, properties: { item, count } })).toEqual(deployment({ properties: { count, item }, type }));
});
