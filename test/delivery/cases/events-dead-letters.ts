import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';
import { EVENTS_TO_SQS } from './events-to-sqs';

export const EVENTS_DEAD_LETTERS: DeliveryCase = {
  resources: {
    ...EVENTS_TO_SQS.resources,
    DeadLetterKey: key(allowKey('events.amazonaws.com')),
    DeadLetterQueue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('DeadLetterKey') }),
    DeadLetterQueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('DeadLetterQueue')],
      PolicyDocument: policy(allowService('events.amazonaws.com', 'sqs:SendMessage', att('DeadLetterQueue'), att('Rule'))),
    }),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Queue', Arn: att('Queue'), DeadLetterConfig: { Arn: att('DeadLetterQueue') } }],
    }),
  },
  broken: {
    'KEEL-EVENTS-DLQ-01': { at: 'DeadLetterQueue', by: (resources) => { delete resources.DeadLetterQueuePolicy; } },
    'KEEL-EVENTS-DLQ-02': { at: 'DeadLetterKey', by: ({ DeadLetterKey }) => closeKey(DeadLetterKey, 'events.amazonaws.com') },
    'KEEL-EVENTS-DLQ-03': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.FifoQueue = true; } },
  },
};
