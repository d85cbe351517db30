import { allow, att, DeliveryCase, key, ref, resource, revoke, role, trustAnother } from './delivery-case';

const uri = (rest: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:apigateway:\${AWS::Region}:${rest}` });
const method = (Uri: object, template: unknown) => resource('AWS::ApiGateway::Method', {
  HttpMethod: 'POST',
  RestApiId: ref('Api'),
  ResourceId: att('Api', 'RootResourceId'),
  Integration: { Type: 'AWS', IntegrationHttpMethod: 'POST', Uri, Credentials: att('Role'), RequestTemplates: { 'application/json': template } },
});

export const API_TO_SQS: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key'), FifoQueue: true, ContentBasedDeduplication: true }),
    Role: role('apigateway.amazonaws.com', allow('sqs:SendMessage', att('Queue')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Api: resource('AWS::ApiGateway::RestApi'),
    Method: method(uri('sqs:path/${AWS::AccountId}/${Queue.QueueName}'), 'Action=SendMessage&MessageGroupId=web&MessageBody=$input.body'),
    HttpApi: resource('AWS::ApiGatewayV2::Api', { ProtocolType: 'HTTP' }),
    Integration: resource('AWS::ApiGatewayV2::Integration', {
      ApiId: ref('HttpApi'),
      IntegrationType: 'AWS_PROXY',
      IntegrationSubtype: 'SQS-SendMessage',
      PayloadFormatVersion: '1.0',
      CredentialsArn: att('Role'),
      RequestParameters: { QueueUrl: ref('Queue'), MessageBody: '$request.body', MessageGroupId: 'web' },
    }),
  },
  broken: {
    'KEEL-API-SQS-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sqs:SendMessage'), others: ['KEEL-API-SQS-01'] },
    'KEEL-API-SQS-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt'), others: ['KEEL-API-SQS-02'] },
    'KEEL-API-SQS-03': { at: 'Role', by: ({ Role }) => trustAnother(Role), others: ['KEEL-API-SQS-03'] },
    'KEEL-API-SQS-04': { at: 'Method', by: ({ Method }) => { delete Method.Properties!.Integration.Credentials; } },
    'KEEL-API-SQS-05': { at: 'Integration', by: ({ Integration }) => { delete Integration.Properties!.RequestParameters.MessageGroupId; } },
    'KEEL-API-SQS-06': { at: 'Queue', by: ({ Queue }) => { delete Queue.Properties!.ContentBasedDeduplication; }, others: ['KEEL-API-SQS-06'] },
  },
};

export const API_TO_SFN: DeliveryCase = {
  resources: {
    MachineRole: role('states.amazonaws.com'),
    StateMachine: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('MachineRole'), StateMachineType: 'EXPRESS', DefinitionString: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
    }),
    Role: role('apigateway.amazonaws.com', allow('states:StartSyncExecution', ref('StateMachine'))),
    Api: resource('AWS::ApiGateway::RestApi'),
    Method: method(uri('states:action/StartSyncExecution'), {
      'Fn::Sub': '{"input": "$util.escapeJavaScript($input.body)", "stateMachineArn": "${StateMachine}"}',
    }),
  },
  broken: {
    'KEEL-API-SFN-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'states:StartSyncExecution') },
    'KEEL-API-SFN-02': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-API-SFN-03': { at: 'Method', by: ({ Method }) => { delete Method.Properties!.Integration.Credentials; } },
    'KEEL-API-SFN-04': { at: 'StateMachine', by: ({ StateMachine }) => { delete StateMachine.Properties!.StateMachineType; } },
  },
};
