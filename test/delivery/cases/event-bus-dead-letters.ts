import { allowRules, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const EVENT_BUS_DEAD_LETTERS: DeliveryCase = {
  resources: {
    Key: key(allowRules(['kms:GenerateDataKey', 'kms:Decrypt'], '*')),
    Dead: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', { Queues: [ref('Dead')], PolicyDocument: policy(allowRules('sqs:SendMessage', att('Dead'))) }),
    Bus: resource('AWS::Events::EventBus', { Name: 'orders', DeadLetterConfig: { Arn: att('Dead') } }),
  },
  broken: {
    'KEEL-EVENTS-BUS-DLQ-01': { at: 'Dead', by: ({ QueuePolicy }) => { QueuePolicy.Properties!.PolicyDocument.Statement = []; } },
    'KEEL-EVENTS-BUS-DLQ-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'events.amazonaws.com') },
    'KEEL-EVENTS-BUS-DLQ-03': { at: 'Dead', by: ({ Dead }) => { Dead.Properties!.FifoQueue = true; } },
  },
};
