import { allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

const service = 'logging.s3.amazonaws.com';

export const S3_LOGS_TO_S3: DeliveryCase = {
  resources: {
    Key: key({ Effect: 'Allow', Principal: { Service: service }, Action: 'kms:GenerateDataKey', Resource: '*' }),
    Logs: resource('AWS::S3::Bucket', {
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: att('Key') } }],
      },
    }),
    LogsPolicy: resource('AWS::S3::BucketPolicy', {
      Bucket: ref('Logs'),
      PolicyDocument: policy(allowService(service, 's3:PutObject', { 'Fn::Sub': '${Logs.Arn}/orders/*' }, att('Bucket'))),
    }),
    Bucket: resource('AWS::S3::Bucket', { LoggingConfiguration: { DestinationBucketName: ref('Logs'), LogFilePrefix: 'orders/' } }),
  },
  broken: {
    'KEEL-S3-S3-01': { at: 'Logs', by: (resources) => { delete resources.LogsPolicy; } },
    'KEEL-S3-S3-02': { at: 'Key', by: ({ Key }) => closeKey(Key, service) },
    'KEEL-S3-S3-03': {
      at: 'Logs',
      by: ({ Logs }) => { Logs.Properties!.ObjectLockConfiguration = { ObjectLockEnabled: 'Enabled', Rule: { DefaultRetention: { Mode: 'GOVERNANCE', Days: 1 } } }; },
    },
  },
};
