import { allow, att, DeliveryCase, key, resource, revoke, role } from './delivery-case';

export const EVENTS_TO_STREAMS: DeliveryCase = {
  resources: {
    Key: key(),
    Stream: resource('AWS::Kinesis::Stream', { StreamEncryption: { EncryptionType: 'KMS', KeyId: att('Key') } }),
    Bucket: resource('AWS::S3::Bucket'),
    DeliveryRole: role('firehose.amazonaws.com', allow('s3:*')),
    DeliveryStream: resource('AWS::KinesisFirehose::DeliveryStream', {
      ExtendedS3DestinationConfiguration: { BucketARN: att('Bucket'), RoleARN: att('DeliveryRole') },
    }),
    Role: role('events.amazonaws.com',
      allow('kinesis:PutRecord', att('Stream')), allow('kms:GenerateDataKey', att('Key')), allow('firehose:PutRecordBatch', att('DeliveryStream'))),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] },
      Targets: [
        { Id: 'Stream', Arn: att('Stream'), RoleArn: att('Role') },
        { Id: 'DeliveryStream', Arn: att('DeliveryStream'), RoleArn: att('Role') },
      ],
    }),
  },
  broken: {
    'KEEL-EVENTS-STREAM-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'kinesis:PutRecord') },
    'KEEL-EVENTS-STREAM-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
  },
};
