import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const S3_TO_SQS: DeliveryCase = {
  resources: {
    Key: key(allowKey('s3.amazonaws.com')),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Queue')], PolicyDocument: policy(allowService('s3.amazonaws.com', 'sqs:SendMessage', att('Queue'))),
    }),
    Bucket: resource('AWS::S3::Bucket', { NotificationConfiguration: { QueueConfigurations: [{ Event: 's3:ObjectCreated:*', Queue: att('Queue') }] } }),
  },
  broken: {
    'KEEL-S3-SQS-01': { at: 'Queue', by: (resources) => { delete resources.QueuePolicy; } },
    'KEEL-S3-SQS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 's3.amazonaws.com') },
    'KEEL-S3-FIFO-01': { at: 'Queue', by: ({ Queue }) => { Queue.Properties!.FifoQueue = true; } },
  },
};
