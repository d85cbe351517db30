import { DeliveryCase, policy, ref, resource } from './delivery-case';

export const ALB_LOGS_TO_S3: DeliveryCase = {
  resources: {
    Bucket: resource('AWS::S3::Bucket', {
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] },
    }),
    BucketPolicy: resource('AWS::S3::BucketPolicy', {
      Bucket: ref('Bucket'),
      PolicyDocument: policy({
        Effect: 'Allow',
        Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: { 'Fn::Sub': '${Bucket.Arn}/web/AWSLogs/${AWS::AccountId}/*' },
      }),
    }),
    Balancer: resource('AWS::ElasticLoadBalancingV2::LoadBalancer', {
      LoadBalancerAttributes: [
        { Key: 'access_logs.s3.enabled', Value: 'true' },
        { Key: 'access_logs.s3.bucket', Value: ref('Bucket') },
        { Key: 'access_logs.s3.prefix', Value: 'web' },
      ],
    }),
  },
  broken: {
    'KEEL-ALB-S3-01': { at: 'Bucket', by: ({ Balancer }) => { Balancer.Properties!.LoadBalancerAttributes[2].Value = 'shop'; } },
    'KEEL-ALB-S3-02': {
      at: 'Bucket',
      by: ({ Bucket }) => {
        Bucket.Properties!.BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm = 'aws:kms';
      },
    },
  },
};
