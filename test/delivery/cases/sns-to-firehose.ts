import { allow, att, DeliveryCase, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const SNS_TO_FIREHOSE: DeliveryCase = {
  resources: {
    Topic: resource('AWS::SNS::Topic'),
    Stream: resource('AWS::KinesisFirehose::DeliveryStream'),
    Role: role('sns.amazonaws.com', allow(['firehose:PutRecord', 'firehose:PutRecordBatch'], att('Stream'))),
    Subscription: resource('AWS::SNS::Subscription', {
      TopicArn: ref('Topic'), Protocol: 'firehose', Endpoint: att('Stream'), SubscriptionRoleArn: att('Role'),
    }),
  },
  broken: {
    'KEEL-SNS-FIREHOSE-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'firehose:PutRecord') },
    'KEEL-SNS-FIREHOSE-02': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-SNS-FIREHOSE-03': { at: 'Subscription', by: ({ Subscription }) => { delete Subscription.Properties!.SubscriptionRoleArn; } },
    'KEEL-SNS-FIREHOSE-05': { at: 'Subscription', by: ({ Subscription }) => { Subscription.Properties!.Protocol = 'sqs'; } },
    'KEEL-SNS-FIREHOSE-04': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
  },
};
