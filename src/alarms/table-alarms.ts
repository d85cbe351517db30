import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const SUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(1) };

/** Keys of the alarms of `tableAlarms`. */
export const TABLE_ALARM_KEYS = ['TableReadThrottles', 'TableWriteThrottles', 'TableSystemErrors'];

/**
 * Alarms on a table with on-demand capacity, without its indexes.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Best_Practice_Recommended_Alarms_AWS_Services.html
 */
export function tableAlarms(table: dynamodb.ITable): AlarmDefinition[] {
  return [
    {
      key: 'TableReadThrottles',
      metric: table.metric('ReadThrottleEvents', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'DynamoDB has refused reads, which on demand means one partition key is read too often, or traffic has more than doubled at once.',
      firstStep: 'look in Contributor Insights which keys are throttled.',
    },
    {
      key: 'TableWriteThrottles',
      metric: table.metric('WriteThrottleEvents', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'DynamoDB has refused writes, which on demand means one partition key is written too often, or traffic has more than doubled at once.',
      firstStep: 'look in Contributor Insights which keys are throttled.',
    },
    {
      key: 'TableSystemErrors',
      metric: table.metric('SystemErrors', SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: 3,
      meaning: 'For 3 minutes DynamoDB has answered requests with an internal error.',
      firstStep: 'look at the health dashboard of AWS, and whether the SDK of the function has retried with success.',
    },
  ];
}
