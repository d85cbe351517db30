import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const SNS_TO_SQS: DeliveryCase = {
  resources: {
    Topic: resource('AWS::SNS::Topic'),
    Key: key(allowKey('sns.amazonaws.com')),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Queue')], PolicyDocument: policy(allowService('sns.amazonaws.com', 'sqs:SendMessage', att('Queue'), ref('Topic'))),
    }),
    Subscription: resource('AWS::SNS::Subscription', { TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att('Queue') }),
  },
  broken: {
    'KEEL-SNS-SQS-04': { at: 'Subscription', by: ({ Subscription }) => { Subscription.Properties!.Protocol = 'lambda'; } },
    'KEEL-SNS-SQS-01': { at: 'Queue', by: (resources) => { delete resources.QueuePolicy; } },
    'KEEL-SNS-SQS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'sns.amazonaws.com') },
    'KEEL-SNS-SQS-03': { at: 'Queue', by: ({ Queue }) => { Queue.Properties!.FifoQueue = true; } },
  },
};
