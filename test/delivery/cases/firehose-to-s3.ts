import { allow, att, DeliveryCase, key, resource, ResourceJson, revoke, role, trustAnother } from './delivery-case';

const objects = { 'Fn::Sub': '${Bucket.Arn}/*' };

function destination({ Properties }: ResourceJson): Record<string, any> {
  return Properties!.ExtendedS3DestinationConfiguration;
}

export const FIREHOSE_TO_S3: DeliveryCase = {
  resources: {
    Key: key(),
    Bucket: resource('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key') } }],
      },
    }),
    Role: role('firehose.amazonaws.com',
      allow(['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], att('Bucket')),
      allow(['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject'], objects),
      allow(['kms:Decrypt', 'kms:GenerateDataKey'], att('Key'))),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream', {
      DeliveryStreamType: 'DirectPut',
      ExtendedS3DestinationConfiguration: {
        BucketARN: att('Bucket'),
        RoleARN: att('Role'),
        Prefix: 'data/!{timestamp:yyyy}/',
        ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/',
      },
    }),
  },
  broken: {
    'KEEL-FIREHOSE-S3-01': { at: 'Role', by: ({ Role }) => revoke(Role, 's3:PutObject') },
    'KEEL-FIREHOSE-S3-02': { at: 'Role', by: ({ Role }) => revoke(Role, 's3:AbortMultipartUpload') },
    'KEEL-FIREHOSE-S3-03': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-FIREHOSE-S3-04': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-FIREHOSE-S3-05': { at: 'Stream', by: ({ Stream }) => { delete destination(Stream).ErrorOutputPrefix; } },
    'KEEL-FIREHOSE-S3-06': { at: 'Stream', by: ({ Stream }) => { destination(Stream).ErrorOutputPrefix = 'errors/!{timestamp:yyyy}/'; } },
    'KEEL-FIREHOSE-S3-07': { at: 'Stream', by: ({ Stream }) => { destination(Stream).Prefix = 'data/!{firehose:error-output-type}/'; } },
  },
};
