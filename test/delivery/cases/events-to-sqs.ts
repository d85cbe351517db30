import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const EVENTS_TO_SQS: DeliveryCase = {
  resources: {
    Key: key(allowKey('events.amazonaws.com')),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Queue')], PolicyDocument: policy(allowService('events.amazonaws.com', 'sqs:SendMessage', att('Queue'), att('Rule'))),
    }),
    Rule: resource('AWS::Events::Rule', { EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Queue', Arn: att('Queue') }] }),
  },
  broken: {
    'KEEL-EVENTS-SQS-01': { at: 'Queue', by: (resources) => { delete resources.QueuePolicy; } },
    'KEEL-EVENTS-SQS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'events.amazonaws.com') },
  },
};
