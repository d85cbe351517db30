import { att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

const service = 'delivery.logs.amazonaws.com';

export const NLB_LOGS_TO_S3: DeliveryCase = {
  resources: {
    Key: key({
      Effect: 'Allow',
      Principal: { Service: service },
      Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      Resource: '*',
    }),
    Bucket: resource('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key') } }],
      },
    }),
    BucketPolicy: resource('AWS::S3::BucketPolicy', {
      Bucket: ref('Bucket'),
      PolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: service },
        Action: 's3:PutObject',
        Resource: { 'Fn::Sub': '${Bucket.Arn}/AWSLogs/${AWS::AccountId}/*' },
        Condition: {
          StringEquals: { 's3:x-amz-acl': 'bucket-owner-full-control', 'aws:SourceAccount': ref('AWS::AccountId') },
          ArnLike: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:*' } },
        },
      }),
    }),
    Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      Type: 'network',
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: ref('Bucket') },
      ],
    }),
  },
  broken: {
    'KEEL-NLB-S3-01': { at: 'Bucket', by: (resources) => { delete resources.BucketPolicy; } },
    'KEEL-NLB-S3-02': { at: 'Key', by: ({ Key }) => closeKey(Key, service) },
  },
};
