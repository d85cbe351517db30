import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const KINESIS_TO_LAMBDA: DeliveryCase = {
  resources: {
    Key: key(),
    Stream: resource('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS', KeyId: att('Key') } }),
    Consumer: resource('AWS::Kinesis::StreamConsumer', { ConsumerName: 'orders', StreamARN: att('Stream') }),
    Role: role('lambda.amazonaws.com',
      allow(['kinesis:DescribeStreamSummary', 'kinesis:ListShards'], att('Stream')),
      allow('kinesis:SubscribeToShard', att('Consumer', 'ConsumerARN')),
      allow('kms:Decrypt', att('Key'))),
    Function: lambda('Role'),
    EventSource: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: att('Consumer', 'ConsumerARN'), FunctionName: ref('Function'), StartingPosition: 'LATEST',
    }),
  },
  broken: {
    'KEEL-KINESIS-LAMBDA-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'kinesis:SubscribeToShard') },
    'KEEL-KINESIS-LAMBDA-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-KINESIS-LAMBDA-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-KINESIS-LAMBDA-04': { at: 'EventSource', by: ({ EventSource }) => { delete EventSource.Properties!.StartingPosition; } },
  },
};
