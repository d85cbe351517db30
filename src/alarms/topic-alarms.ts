import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const SUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(1) };

/** Keys of the alarms of `topicAlarms`. */
export const TOPIC_ALARM_KEYS = [
  'NotificationsFailed', 'RedrivenToDeadLetterQueue', 'FailedToRedriveToDeadLetterQueue', 'FilteredOutInvalidAttributes', 'FilteredOutInvalidMessageBody',
];

/**
 * Alarms on a topic: one lost delivery is enough to set them off.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export function topicAlarms(topic: sns.ITopic): AlarmDefinition[] {
  return [
    {
      key: 'NotificationsFailed',
      metric: topic.metricNumberOfNotificationsFailed(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'A subscriber could not be reached, or refused the message.',
      firstStep: 'compare the policies of its queue and key with the template; switch on deliveryLogging to see the error.',
    },
    {
      key: 'RedrivenToDeadLetterQueue',
      metric: topic.metric('NumberOfNotificationsRedrivenToDlq', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'A message went to the subscription dead-letter queue, because its subscriber could not be reached.',
      firstStep: 'read its attributes there: they name the subscription and the error.',
    },
    {
      key: 'FailedToRedriveToDeadLetterQueue',
      metric: topic.metric('NumberOfNotificationsFailedToRedriveToDlq', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'A message is lost: neither its subscriber nor the subscription dead-letter queue could take it.',
      firstStep: 'compare the policies of the subscription dead-letter queue and of its key with the template.',
    },
    {
      key: 'FilteredOutInvalidAttributes',
      metric: topic.metric('NumberOfNotificationsFilteredOut-InvalidAttributes', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'A message was not delivered because SNS could not read its attributes, so no filter policy could match.',
      firstStep: 'look at the attributes that the publisher sets: a String.Array must be valid JSON.',
    },
    {
      key: 'FilteredOutInvalidMessageBody',
      metric: topic.metric('NumberOfNotificationsFilteredOut-InvalidMessageBody', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'A message was not delivered because its body is not JSON, so no filter policy on the body could match.',
      firstStep: 'look at the body that the publisher sends.',
    },
  ];
}
