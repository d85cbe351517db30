import { allowRules, allowService, att, DeliveryCase, policy, ref, resource } from './delivery-case';

export const EVENTS_TO_FIFO: DeliveryCase = {
  resources: {
    Queue: resource('AWS::SQS::Queue', { FifoQueue: true, ContentBasedDeduplication: true }),
    QueuePolicy: resource('AWS::SQS::QueuePolicy', {
      Queues: [ref('Queue')], PolicyDocument: policy(allowService('events.amazonaws.com', 'sqs:SendMessage', att('Queue'), att('Rule'))),
    }),
    Topic: resource('AWS::SNS::Topic'),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', {
      Topics: [ref('Topic')], PolicyDocument: policy(allowRules('sns:Publish', ref('Topic'))),
    }),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] },
      Targets: [{ Id: 'Queue', Arn: att('Queue'), SqsParameters: { MessageGroupId: 'orders' } }, { Id: 'Topic', Arn: ref('Topic') }],
    }),
  },
  broken: {
    'KEEL-EVENTS-FIFO-01': { at: 'Rule', by: ({ Rule }) => { delete Rule.Properties!.Targets[0].SqsParameters; } },
    'KEEL-EVENTS-FIFO-02': { at: 'Queue', by: ({ Queue }) => { delete Queue.Properties!.ContentBasedDeduplication; } },
    'KEEL-EVENTS-FIFO-03': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
  },
};
