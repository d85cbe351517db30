import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const ALARM_TO_SNS: DeliveryCase = {
  resources: {
    Key: key(allowKey('cloudwatch.amazonaws.com')),
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: att('Key') }),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', {
      Topics: [ref('Topic')], PolicyDocument: policy(allowService('cloudwatch.amazonaws.com', 'sns:Publish', ref('Topic'))),
    }),
    Queue: resource('AWS::SQS::Queue'),
    Alarm: resource('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 600,
      AlarmActions: [ref('Topic')],
    }),
  },
  broken: {
    'KEEL-ALARM-SNS-01': {
      at: 'Topic',
      by: ({ TopicPolicy }) => { TopicPolicy.Properties!.PolicyDocument = policy(allowService('s3.amazonaws.com', 'sns:Publish', ref('Topic'))); },
    },
    'KEEL-ALARM-SNS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'cloudwatch.amazonaws.com') },
    'KEEL-ALARM-SNS-03': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
    'KEEL-ALARM-01': { at: 'Alarm', by: ({ Alarm }) => { delete Alarm.Properties!.AlarmActions; } },
  },
};
