import { allow, att, DeliveryCase, lambda, permission, ref, resource, role, trustAnother } from './delivery-case';

const uri = (functionId: string) => ({
  'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${functionId}.Arn}/invocations`,
});

export const API_TO_LAMBDA: DeliveryCase = {
  resources: {
    Role: role('lambda.amazonaws.com'),
    Function: lambda('Role'),
    Authorize: lambda('Role'),
    Api: resource('AWS::ApiGateway::RestApi', { Name: 'orders' }),
    Orders: resource('AWS::ApiGateway::Resource', { RestApiId: ref('Api'), ParentId: att('Api', 'RootResourceId'), PathPart: 'orders' }),
    AuthorizerRole: role('apigateway.amazonaws.com', allow('lambda:InvokeFunction', att('Authorize'))),
    Authorizer: resource('AWS::ApiGateway::Authorizer', {
      RestApiId: ref('Api'), Name: 'tokens', Type: 'TOKEN', AuthorizerUri: uri('Authorize'), AuthorizerCredentials: att('AuthorizerRole'),
    }),
    List: resource('AWS::ApiGateway::Method', {
      RestApiId: ref('Api'),
      ResourceId: ref('Orders'),
      HttpMethod: 'GET',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: ref('Authorizer'),
      Integration: { Type: 'AWS_PROXY', IntegrationHttpMethod: 'POST', Uri: uri('Function') },
    }),
    Deployment: resource('AWS::ApiGateway::Deployment', { RestApiId: ref('Api') }),
    Stage: resource('AWS::ApiGateway::Stage', { RestApiId: ref('Api'), DeploymentId: ref('Deployment'), StageName: 'prod' }),
    Permission: permission(att('Function'), 'apigateway.amazonaws.com', {
      'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/${Stage}/GET/orders',
    }),
    TestPermission: permission(att('Function'), 'apigateway.amazonaws.com', {
      'Fn::Sub': 'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/test-invoke-stage/GET/orders',
    }),
  },
  broken: {
    'KEEL-API-LAMBDA-01': { at: 'Function', by: (resources) => { delete resources.Permission; } },
    'KEEL-API-LAMBDA-02': { at: 'AuthorizerRole', by: ({ AuthorizerRole }) => trustAnother(AuthorizerRole) },
    'KEEL-API-LAMBDA-03': { at: 'List', by: ({ List }) => { List.Properties!.Integration.IntegrationHttpMethod = 'GET'; } },
  },
};
