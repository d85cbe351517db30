import { allow, att, DeliveryCase, key, resource, revoke, role, trustAnother } from './delivery-case';

export const SFN_TASKS: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key'), FifoQueue: true, ContentBasedDeduplication: true }),
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
              Parameters: { 'QueueUrl': '${Queue}', 'MessageBody.$': '$$.Task.Token', 'MessageGroupId': 'tokens' },
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
    'KEEL-SFN-TASK-04': {
      at: 'StateMachine',
      by: ({ StateMachine: { Properties } }) => { Properties!.DefinitionString['Fn::Sub'] = Properties!.DefinitionString['Fn::Sub'].replace('MessageGroupId', 'Group'); },
    },
    'KEEL-SFN-TASK-05': { at: 'Queue', by: ({ Queue }) => { delete Queue.Properties!.ContentBasedDeduplication; } },
  },
};
