import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

/** Keys of the alarms of `streamConsumerAlarms`. */
export const STREAM_CONSUMER_ALARM_KEYS = ['IteratorAge', 'FailedBatch'];

const MAXIMUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) };

/**
 * Alarms on a function that reads a stream.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 *
 * @param fn the function
 * @param failureQueue where batches go that are given up
 * @param recordAgeSeconds when records are given up
 */
export function streamConsumerAlarms(fn: lambda.IFunction, failureQueue: sqs.IQueue, recordAgeSeconds: number): AlarmDefinition[] {
  return [
    {
      key: 'IteratorAge',
      metric: fn.metric('IteratorAge', MAXIMUM_OF_A_MINUTE),
      threshold: recordAgeSeconds * 1000 * 0.5,
      severity: Severity.CRITICAL,
      evaluationPeriods: 5,
      meaning: 'The function is behind its stream by half of the time after which records are given up.',
      firstStep: 'look whether the function fails, is throttled or is too slow for what is written.',
    },
    {
      key: 'FailedBatch',
      metric: failureQueue.metricApproximateNumberOfMessagesVisible(MAXIMUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'Lambda has given up records of the stream; the failure queue says which, but does not hold them.',
      firstStep: 'read the message: shard and sequence numbers lead to the records while the stream still keeps them.',
    },
  ];
}
