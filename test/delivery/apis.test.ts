import { arn, either, ref, Resources, verdicts as allVerdicts } from './wiring';
import { DeliveryChecks } from '../../src';

const verdicts = (resources: Resources) => allVerdicts(resources).filter((one) => one.includes('KEEL-API-LAMBDA'));
const ROOT = { 'Fn::GetAtt': ['Api', 'RootResourceId'] };

const EXECUTE = 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:';
const invoke = (path: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:${path}` });
const URI = invoke('lambda:path/2015-03-31/functions/${Function.Arn}/invocations');

const permission = (source: string): Resources => ({
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction', FunctionName: ref('Function'), Principal: 'apigateway.amazonaws.com', SourceArn: { 'Fn::Sub': EXECUTE + source },
    },
  },
});
const code = { Function: { Type: 'AWS::Lambda::Function' } };

const rest = (method: object, more: Resources = {}): Resources => ({
  ...code,
  Api: { Type: 'AWS::ApiGateway::RestApi' },
  Orders: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: ref('Api'), ParentId: ROOT, PathPart: 'orders' } },
  Order: { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: ref('Api'), ParentId: ref('Orders'), PathPart: '{id}' } },
  Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { RestApiId: ref('Api'), StageName: 'prod' } },
  Method: {
    Type: 'AWS::ApiGateway::Method',
    Properties: { RestApiId: ref('Api'), ResourceId: ref('Order'), HttpMethod: 'GET', Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: URI }, ...method },
  },
  ...more,
});

const OK: string[] = [];
const NO = ['no: KEEL-API-LAMBDA-01 Function'];
const UNKNOWN = ['unknown: KEEL-API-LAMBDA-01 Function'];

describe('a method of a REST API', () => {
  test.each<[string, string[], string, object]>([
    ['everything', OK, '*', {}],
    ['everything of the API', OK, '${Api}/*', {}],
    ['its stage, method and path', OK, '${Api}/prod/GET/orders/*', {}],
    ['its stage by reference', OK, '${Api}/${Stage}/*/orders/*', {}],
    ['a path parameter', UNKNOWN, '${Api}/prod/GET/orders/{id}', {}],
    ['another stage', NO, '${Api}/beta/*', {}],
    ['the stage for tests', NO, '${Api}/test-invoke-stage/GET/orders/*', {}],
    ['another method', NO, '${Api}/*/POST/orders', { ResourceId: ref('Orders') }],
    ['another path', NO, '${Api}/*/GET/returns', { ResourceId: ref('Orders') }],
    ['another API', NO, '${Other}/*', {}],
    ['an API by its id', UNKNOWN, 'a1b2c3d4e5/*', {}],
    ['one method, and ANY is called', UNKNOWN, '${Api}/*/GET/orders/*', { HttpMethod: 'ANY' }],
    ['the root', OK, '${Api}/*/GET/', { ResourceId: ROOT }],
    ['the root, and another path is called', NO, '${Api}/*/GET/', { ResourceId: ref('Orders') }],
    ['a path, and one that is a parameter is called', UNKNOWN, '${Api}/*/GET/orders', { ResourceId: ref('Parameter') }],
    ['all paths, and one that is a parameter is called', OK, '${Api}/*/GET/*', { ResourceId: ref('Parameter') }],
    ['everything, and the API is a parameter', OK, '*', { RestApiId: ref('Parameter') }],
    ['an API that is a parameter', OK, '${Parameter}/*', { RestApiId: ref('Parameter') }],
  ])('the permission is for %s', (_name, expected, source, method) => {
    const Other = { Type: 'AWS::ApiGateway::RestApi' };
    expect(verdicts(rest(method, { ...permission(source), Other }))).toEqual(expected);
  });

  test.each<[string, string[], object]>([
    ['another service', OK, { Type: 'AWS', Uri: invoke('sqs:path/queue') }],
    ['a site', OK, { Type: 'HTTP_PROXY', Uri: ref('Parameter') }],
    ['nothing', OK, { Type: 'MOCK' }],
    ['a function by a stream', NO, { Type: 'AWS_PROXY', Uri: invoke('lambda:path/2021-11-15/functions/${Function.Arn}/response-streaming-invocations') }],
    ['a function in a custom integration', NO, { Type: 'AWS', Uri: URI }],
    ['a function in one branch', [...NO, 'unknown: KEEL-API-LAMBDA-01 Method'], { Type: 'AWS_PROXY', Uri: either(URI, ref('Parameter')) }],
    ['a function of a stage variable', ['unknown: KEEL-API-LAMBDA-01 Method'], {
      Type: 'AWS_PROXY', Uri: invoke('lambda:path/2015-03-31/functions/${Function.Arn}:${!stageVariables.alias}/invocations'),
    }],
    ['a parameter', ['unknown: KEEL-API-LAMBDA-01 Method'], { Type: 'AWS_PROXY', Uri: ref('Parameter') }],
    ['a function with the caller\'s rights', ['unknown: KEEL-API-LAMBDA-01 Method', 'unknown: KEEL-API-LAMBDA-02 Method'], {
      Type: 'AWS_PROXY', Uri: URI, Credentials: 'arn:aws:iam::*:user/*',
    }],
    ['an ARN that is cut off', ['unknown: KEEL-API-LAMBDA-01 Method'], { Type: 'AWS_PROXY', Uri: invoke('lambda:path') }],
  ])('it calls %s', (_name, expected, Integration) => {
    expect(verdicts(rest({ Integration: { IntegrationHttpMethod: 'POST', ...Integration } }))).toEqual(expected);
  });

  test('the permission to add is for the API', () => {
    const [{ statement }] = DeliveryChecks.findingsOf({ Shop: { Resources: rest({}) } });
    expect(JSON.parse(statement!).Properties.SourceArn).toEqual({ 'Fn::Sub': `${EXECUTE}\${Api}/*` });
  });

  test('of two stages, both are let in', () => {
    const Beta = { Type: 'AWS::ApiGateway::Deployment', Properties: { RestApiId: ref('Api'), StageName: 'beta' } };
    expect(verdicts(rest({}, { ...permission('${Api}/prod/*'), Beta }))).toEqual(NO);
    expect(verdicts(rest({}, { ...permission('${Api}/*'), Beta }))).toEqual(OK);
  });

  test('without a stage, any may be called', () => {
    const { Stage, ...others } = rest({});
    expect(Stage).toBeDefined();
    expect(verdicts({ ...others, ...permission('${Api}/prod/*') })).toEqual(UNKNOWN);
    expect(verdicts({ ...others, ...permission('${Api}/*/GET/orders/*') })).toEqual(OK);
  });

  test('a path that leads to itself breaks nothing', () => {
    const Order = { Type: 'AWS::ApiGateway::Resource', Properties: { RestApiId: ref('Api'), ParentId: ref('Order'), PathPart: ref('Part') } };
    expect(verdicts(rest({}, { Order, ...permission('${Api}/*') }))).toEqual(OK);
  });

  test.each<[unknown]>([[undefined], [null], [7], [[]], ['x'], [{ Type: {} }], [{ Type: 'AWS', Uri: {} }], [ref('X')]])('%j as integration', (Integration) => {
    expect(verdicts(rest({ Integration }))).toEqual(expect.not.arrayContaining([expect.stringMatching(/^no/)]));
  });
});

describe('a route of an API of version 2', () => {
  const http = (RouteKey: unknown, source: string, change: object = {}): Resources => ({
    ...code,
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Stage: { Type: 'AWS::ApiGatewayV2::Stage', Properties: { ApiId: ref('Api'), StageName: '$default' } },
    Integration: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: { ApiId: ref('Api'), IntegrationType: 'AWS_PROXY', IntegrationUri: arn('Function'), ...change },
    },
    Route: {
      Type: 'AWS::ApiGatewayV2::Route', Properties: { ApiId: ref('Api'), RouteKey, Target: { 'Fn::Join': ['/', ['integrations', ref('Integration')]] } },
    },
    ...permission(source),
  });

  test.each<[string[], unknown, string]>([
    [OK, 'GET /orders', '${Api}/*/GET/orders'],
    [OK, 'GET /orders', '${Api}/${Stage}/*/orders'],
    [NO, 'GET /orders', '${Api}/*/POST/orders'],
    [NO, 'GET /orders', '${Api}/*/*/returns'],
    [OK, 'ANY /orders/{id}', '${Api}/*/*/orders/{id}'],
    [UNKNOWN, 'ANY /orders', '${Api}/*/GET/orders'],
    [OK, '$default', '${Api}/*/$default'],
    [OK, '$connect', '${Api}/*$connect'],
    [NO, '$connect', '${Api}/*$disconnect'],
    [UNKNOWN, ref('Parameter'), '${Api}/*/GET/orders'],
  ])('%j: %j with a permission for %s', (expected, routeKey, source) => {
    expect(verdicts(http(routeKey, source))).toEqual(expected);
  });

  test('an integration without a route may serve any', () => {
    const { Route, ...others } = http('', '${Api}/*/GET/orders');
    expect(Route).toBeDefined();
    expect(verdicts(others)).toEqual(UNKNOWN);
    expect(verdicts({ ...others, ...permission('${Api}/*') })).toEqual(OK);
  });

  test('an integration of another service calls no function', () => {
    expect(verdicts(http('$default', '', { IntegrationSubtype: 'SQS-SendMessage', IntegrationUri: undefined }))).toEqual(OK);
    expect(verdicts(http('$default', '', { IntegrationType: 'HTTP_PROXY', IntegrationUri: 'https://example.com' }))).toEqual(OK);
  });
});

describe('an authorizer', () => {
  const authorizer = (Type: string, Properties: Record<string, unknown>, source: string): Resources => ({
    ...code,
    Api: { Type: Type.replace('Authorizer', Type.includes('V2') ? 'Api' : 'RestApi') },
    Authorizer: { Type, Properties: { RestApiId: ref('Api'), ApiId: ref('Api'), AuthorizerUri: URI, ...Properties } },
    ...permission(source),
  });

  test.each<[string[], string, Record<string, unknown>, string]>([
    [OK, 'AWS::ApiGateway::Authorizer', { Type: 'TOKEN' }, '${Api}/authorizers/${Authorizer}'],
    [OK, 'AWS::ApiGateway::Authorizer', { Type: 'REQUEST' }, '${Api}/authorizers/*'],
    [NO, 'AWS::ApiGateway::Authorizer', { Type: 'REQUEST' }, '${Api}/prod/*'],
    [OK, 'AWS::ApiGateway::Authorizer', { Type: 'COGNITO_USER_POOLS' }, 'x'],
    [OK, 'AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'REQUEST' }, '${Api}/authorizers/${Authorizer}'],
    [NO, 'AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'REQUEST' }, '${Api}/$default/*'],
    [OK, 'AWS::ApiGatewayV2::Authorizer', { AuthorizerType: 'JWT' }, 'x'],
  ])('%j: %s %j with a permission for %s', (expected, type, properties, source) => {
    expect(verdicts(authorizer(type, properties, source))).toEqual(expected);
  });
});
