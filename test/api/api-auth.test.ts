import { App, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { FUNCTION, notes, readers } from './api-specimen';
import { ApiAuth, RouteTarget, ServerlessApi } from '../../src';

const imported = (stack: Stack) => cognito.UserPool.fromUserPoolId(stack, 'Imported', 'eu-west-1_1');

/** Every method but OPTIONS. */
function closed(template: Template): Record<string, any>[] {
  return Object.values(template.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => Properties).filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS');
}

test('access tokens with a scope are asked for, by one authorizer for all routes of a pool', () => {
  const { api, stack } = notes({ auth: ApiAuth.publicAccess() });
  const auth = readers(stack);
  api.addRoute('GET', '/a', RouteTarget.function(api.fn), { auth });
  api.addRoute('GET', '/b', RouteTarget.function(api.fn), { auth });
  const template = Template.fromStack(stack);
  template.hasResourceProperties('AWS::ApiGateway::Authorizer', {
    Type: 'COGNITO_USER_POOLS', IdentitySource: 'method.request.header.Authorization', ProviderARNs: [Match.anyValue()],
  });
  template.resourceCountIs('AWS::ApiGateway::Authorizer', 1);
  template.resourcePropertiesCountIs('AWS::ApiGateway::Method', { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['notes/read'] }, 2);
});

test('a changed authorizer makes a new deployment, with and without feature flags', () => {
  const deploymentOf = (id: string) => {
    const { api, stack } = notes();
    api.addRoute('GET', '/me', RouteTarget.function(api.fn), { auth: ApiAuth.cognitoIdTokens(cognito.UserPool.fromUserPoolId(stack, 'Pool', id)) });
    return Object.keys(Template.fromStack(stack).findResources('AWS::ApiGateway::Deployment'));
  };
  expect(deploymentOf('eu-west-1_1')).not.toEqual(deploymentOf('eu-west-1_2'));
});

test('ID tokens are asked for only where that is said', () => {
  const { api, stack } = notes();
  api.addRoute('GET', '/me', RouteTarget.function(api.fn), { auth: ApiAuth.cognitoIdTokens(imported(stack)) });
  Template.fromStack(stack).hasResourceProperties('AWS::ApiGateway::Method', {
    HttpMethod: 'GET', AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: Match.absent(),
  });
});

test('callers sign their requests', () => {
  expect(closed(Template.fromStack(notes().stack)).map(({ AuthorizationType }) => AuthorizationType)).toEqual(['AWS_IAM', 'AWS_IAM']);
});

test('one route may be open, the others stay closed', () => {
  const { api, stack } = notes();
  api.addRoute('GET', '/health', RouteTarget.function(api.fn), { auth: ApiAuth.publicAccess() });
  expect(closed(Template.fromStack(stack)).map(({ HttpMethod, AuthorizationType }) => `${HttpMethod} ${AuthorizationType}`).sort())
    .toEqual(['ANY AWS_IAM', 'ANY AWS_IAM', 'GET NONE']);
});

describe('web pages of another origin', () => {
  const stack = new Stack(new App(), 'Shop');
  const api = new ServerlessApi(stack, 'Notes', { ...FUNCTION, auth: readers(stack), corsOrigin: 'https://shop.example.com' });
  api.addRoute('GET', '/notes/{id}', RouteTarget.function(api.fn));
  const template = Template.fromStack(stack);

  test('need no token for a preflight, on any path', () => {
    const methods = Object.values(template.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => Properties);
    const preflights = methods.filter(({ HttpMethod }) => HttpMethod === 'OPTIONS');
    expect(preflights).toHaveLength(4);
    expect(preflights.every((one) => one.AuthorizationType === 'NONE' && one.AuthorizerId === undefined && one.ApiKeyRequired === false)).toBe(true);
  });

  test.each(['DEFAULT_4XX', 'DEFAULT_5XX'])('can read the error %s of API Gateway itself', (ResponseType) => {
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', {
      ResponseType, ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'https://shop.example.com'" },
    });
  });

  test('are known to the function', () => {
    template.hasResourceProperties('AWS::Lambda::Function', { Environment: { Variables: Match.objectLike({ CORS_ORIGIN: 'https://shop.example.com' }) } });
  });

  test('are not let in otherwise', () => {
    const others = Template.fromStack(notes().stack);
    others.resourceCountIs('AWS::ApiGateway::GatewayResponse', 0);
    expect(JSON.stringify(others.toJSON())).not.toContain('Access-Control');
  });
});

describe('third parties', () => {
  const { stack, api } = notes({ apiKeyRequired: true, corsOrigin: '*' });
  const plan = api.addUsagePlan('Partners', { rateLimit: 5, burstLimit: 10, quota: { limit: 1000, period: apigateway.Period.DAY } });
  api.addApiKey('Partner', plan);
  api.addRoute('GET', '/health', RouteTarget.function(api.fn), { auth: ApiAuth.publicAccess() });
  const template = Template.fromStack(stack);

  test('have a plan with limits on the stage', () => {
    template.hasResourceProperties('AWS::ApiGateway::UsagePlan', {
      Throttle: { RateLimit: 5, BurstLimit: 10 },
      Quota: { Limit: 1000, Period: 'DAY' },
      ApiStages: [{ ApiId: stack.resolve(api.restApi.restApiId), Stage: stack.resolve(api.stage.stageName), Throttle: {} }],
    });
  });

  test('have a key that the template does not show', () => {
    template.hasResourceProperties('AWS::ApiGateway::ApiKey', { Enabled: true, Value: Match.absent() });
    template.hasResourceProperties('AWS::ApiGateway::UsagePlanKey', { UsagePlanId: stack.resolve(plan.usagePlanId) });
  });

  test('need it beside their authorisation, and not where anybody may call', () => {
    expect(closed(template).map((one) => `${one.AuthorizationType} ${one.ApiKeyRequired}`).sort()).toEqual(['AWS_IAM true', 'AWS_IAM true', 'NONE false']);
  });
});
