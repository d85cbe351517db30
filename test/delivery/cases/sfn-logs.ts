import { allow, allowService, att, closeKey, DeliveryCase, key, resource, revoke, role } from './delivery-case';

export const SFN_LOGS: DeliveryCase = {
  resources: {
    Key: key({
      ...allowService('delivery.logs.amazonaws.com', 'kms:Decrypt'),
      Condition: { StringEquals: { 'kms:EncryptionContext:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*' } } },
    }),
    LogGroup: resource('AWS::Logs::LogGroup'),
    Role: role('states.amazonaws.com', allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key')), allow([
      'logs:CreateLogDelivery', 'logs:GetLogDelivery', 'logs:UpdateLogDelivery', 'logs:DeleteLogDelivery', 'logs:ListLogDeliveries',
      'logs:PutResourcePolicy', 'logs:DescribeResourcePolicies', 'logs:DescribeLogGroups',
    ])),
    StateMachine: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('Role'),
      DefinitionString: '{"StartAt":"Done","States":{"Done":{"Type":"Succeed"}}}',
      LoggingConfiguration: { Level: 'ERROR', Destinations: [{ CloudWatchLogsLogGroup: { LogGroupArn: att('LogGroup') } }] },
      EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY', KmsKeyId: att('Key') },
    }),
  },
  broken: {
    'KEEL-SFN-LOGS-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'logs:CreateLogDelivery') },
    'KEEL-SFN-LOGS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'delivery.logs.amazonaws.com') },
    'KEEL-SFN-LOGS-03': { at: 'StateMachine', by: ({ StateMachine }) => { delete StateMachine.Properties!.LoggingConfiguration.Destinations; } },
    'KEEL-SFN-LOGS-04': {
      at: 'Role',
      by: ({ Role }) => {
        const [{ PolicyDocument: { Statement: [statement] } }] = Role.Properties!.Policies;
        statement.Condition = { ArnLike: { 'kms:EncryptionContext:aws:states:stateMachineArn': '*' } };
      },
    },
    'KEEL-SFN-KEY-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
  },
};
