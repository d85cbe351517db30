import { allow, att, DeliveryCase, key, resource, revoke, role, trustAnother } from './delivery-case';

export const SFN_TASKS: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Role: role('states.amazonaws.com', allow('sqs:SendMessage', att('Queue')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    StateMachine: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('Role'),
      DefinitionString: {
        'Fn::Sub': JSON.stringify({
          StartAt: 'Ask',
          States: {
            Ask: {
              Type: 'Task',
              Resource: 'arn:${AWS::Partition}:states:::sqs:sendMessage.waitForTaskToken',
              Parameters: { 'QueueUrl': '${Queue}', 'MessageBody.$': '$$.Task.Token' },
              End: true,
            },
          },
        }),
      },
    }),
  },
  broken: {
    'KEEL-SFN-TASK-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sqs:SendMessage') },
    'KEEL-SFN-TASK-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-SFN-TASK-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
  },
};
