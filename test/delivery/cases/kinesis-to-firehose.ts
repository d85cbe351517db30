import { allow, att, DeliveryCase, key, resource, revoke, role, trustAnother } from './delivery-case';

export const KINESIS_TO_FIREHOSE: DeliveryCase = {
  resources: {
    Key: key(),
    Source: resource('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS', KeyId: att('Key') } }),
    Role: role('firehose.amazonaws.com',
      allow(['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords', 'kinesis:ListShards'], att('Source')),
      allow('kms:Decrypt', att('Key'))),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'KinesisStreamAsSource',
      KinesisStreamSourceConfiguration: { KinesisStreamARN: att('Source'), RoleARN: att('Role') },
    }),
  },
  broken: {
    'KEEL-KINESIS-FIREHOSE-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'kinesis:GetShardIterator') },
    'KEEL-KINESIS-FIREHOSE-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-KINESIS-FIREHOSE-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-KINESIS-FIREHOSE-04': {
      at: 'Stream', by: ({ Stream }) => { Stream.Properties!.DeliveryStreamEncryptionConfigurationInput = { KeyType: 'AWS_OWNED_CMK' }; },
    },
  },
};
