import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';
import { SNS_TO_SQS } from './sns-to-sqs';

export const SNS_DEAD_LETTERS: DeliveryCase = {
  resources: {
    ...SNS_TO_SQS.resources,
    DeadLetterKey: key(allowKey('sns.amazonaws.com')),
    DeadLetterQueue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('DeadLetterKey') }),
    DeadLetterQueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('DeadLetterQueue')], PolicyDocument: policy(allowService('sns.amazonaws.com', 'sqs:SendMessage', att('DeadLetterQueue'), ref('Topic'))),
    }),
    Subscription: resource('AWS::SNS::Subscription', {
      TopicArn: ref('Topic'), Protocol: 'sqs', Endpoint: att('Queue'), RedrivePolicy: { deadLetterTargetArn: att('DeadLetterQueue') },
    }),
  },
  broken: {
    'KEEL-SNS-DLQ-01': { at: 'DeadLetterQueue', by: (resources) => { delete resources.DeadLetterQueuePolicy; } },
    'KEEL-SNS-DLQ-02': { at: 'DeadLetterKey', by: ({ DeadLetterKey }) => closeKey(DeadLetterKey, 'sns.amazonaws.com') },
    'KEEL-SNS-DLQ-03': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.FifoQueue = true; } },
  },
};
