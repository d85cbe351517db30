import { allow, att, DeliveryCase, key, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const PIPE_TARGETS: DeliveryCase = {
  resources: {
    Source: resource('AWS::SQS::Queue'),
    MachineRole: role('states.amazonaws.com'),
    Machine: resource('AWS::StepFunctions::StateMachine', {
      Definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, RoleArn: att('MachineRole'), StateMachineType: 'EXPRESS',
    }),
    Key: key(),
    Stream: resource('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS', KeyId: att('Key') } }),
    Role: role('pipes.amazonaws.com',
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], att('Source')),
      allow('states:StartSyncExecution', ref('Machine')),
      allow('kinesis:PutRecords', att('Stream')),
      allow('kms:GenerateDataKey', att('Key')),
      allow('sqs:SendMessage', att('Orders')),
      allow('sns:Publish', ref('Topic'))),
    Orders: resource('AWS::SQS::Queue', { FifoQueue: true, ContentBasedDeduplication: true }),
    OrdersPipe: resource('AWS::Pipes::Pipe', {
      RoleArn: att('Role'), Source: att('Source'), Target: att('Orders'), TargetParameters: { SqsQueueParameters: { MessageGroupId: '$.messageId' } },
    }),
    Topic: resource('AWS::SNS::Topic'),
    TopicPipe: resource('AWS::Pipes::Pipe', { RoleArn: att('Role'), Source: att('Source'), Target: ref('Topic') }),
    Pipe: resource('AWS::Pipes::Pipe', {
      RoleArn: att('Role'),
      Source: att('Source'),
      Enrichment: ref('Machine'),
      Target: att('Stream'),
      TargetParameters: { KinesisStreamParameters: { PartitionKey: '$.messageId' } },
    }),
  },
  broken: {
    'KEEL-PIPE-03': { at: 'Role', by: ({ Role }) => revoke(Role, 'states:StartSyncExecution') },
    'KEEL-PIPE-04': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-PIPE-05': { at: 'Role', by: ({ Role }) => trustAnother(Role), others: ['KEEL-PIPE-05', 'KEEL-PIPE-05'] },
    'KEEL-PIPE-06': { at: 'OrdersPipe', by: ({ OrdersPipe }) => { delete OrdersPipe.Properties!.TargetParameters; } },
    'KEEL-PIPE-07': { at: 'Orders', by: ({ Orders }) => { delete Orders.Properties!.ContentBasedDeduplication; } },
    'KEEL-PIPE-08': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
    'KEEL-PIPE-12': { at: 'Machine', by: ({ Machine }) => { delete Machine.Properties!.StateMachineType; } },
    'KEEL-PIPE-09': { at: 'Pipe', by: ({ Pipe }) => { delete Pipe.Properties!.TargetParameters; } },
  },
};
