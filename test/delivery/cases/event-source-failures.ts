import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role } from './delivery-case';

export const EVENT_SOURCE_FAILURES: DeliveryCase = {
  resources: {
    Stream: resource('AWS::Kinesis::Stream'),
    Key: key(),
    Bucket: resource('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key') } }],
      },
    }),
    Role: role('lambda.amazonaws.com',
      allow(['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'], att('Stream')),
      allow('s3:PutObject', { 'Fn::Sub': '${Bucket.Arn}/*' }),
      allow('s3:ListBucket', att('Bucket')),
      allow('kms:GenerateDataKey', att('Key'))),
    Function: lambda('Role'),
    EventSource: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: att('Stream'), FunctionName: ref('Function'), StartingPosition: 'LATEST', DestinationConfig: { OnFailure: { Destination: att('Bucket') } },
    }),
  },
  broken: {
    'KEEL-SOURCE-FAILURE-01': { at: 'Role', by: ({ Role }) => revoke(Role, 's3:PutObject') },
    'KEEL-SOURCE-FAILURE-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
  },
};
