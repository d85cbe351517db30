import { att, DeliveryCase, ref, resource } from './delivery-case';

const metric = (MetricName: string) => ({ Namespace: 'AWS/SQS', MetricName, Dimensions: [{ Name: 'QueueName', Value: att('Queue', 'QueueName') }] });
const query = (Id: string, MetricName: string) => ({ Id, ReturnData: false, MetricStat: { Metric: metric(MetricName), Period: 60, Stat: 'Sum' } });

export const ALARM_METRICS: DeliveryCase = {
  resources: {
    Topic: resource('AWS::SNS::Topic'),
    Queue: resource('AWS::SQS::Queue'),
    Alarm: resource('AWS::CloudWatch::Alarm', {
      ...metric('ApproximateAgeOfOldestMessage'),
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 1,
      ComparisonOperator: 'GreaterThanThreshold',
      Threshold: 600,
      AlarmActions: [ref('Topic')],
    }),
    Ratio: resource('AWS::CloudWatch::Alarm', {
      Metrics: [query('sent', 'NumberOfMessagesSent'), query('deleted', 'NumberOfMessagesDeleted'), { Id: 'ratio', Expression: 'deleted / sent' }],
      EvaluationPeriods: 1,
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      AlarmActions: [ref('Topic')],
    }),
  },
  broken: {
    'KEEL-ALARM-02': { at: 'Ratio', by: ({ Ratio }) => { Ratio.Properties!.Metrics[0].MetricStat.Metric.Dimensions[0].Name = 'Queue'; } },
    'KEEL-ALARM-03': { at: 'Alarm', by: ({ Alarm }) => { Alarm.Properties!.Dimensions[0].Value = att('Queue'); } },
  },
};
