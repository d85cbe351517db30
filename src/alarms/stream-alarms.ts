import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const MINUTE = Duration.minutes(1);
const SUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: MINUTE };

/** Keys of the alarms of `streamAlarms`. */
export const STREAM_ALARM_KEYS = ['IteratorAge', 'WriteThrottled', 'ReadThrottled', 'PutFailed'];

/**
 * Alarms on a stream.
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 *
 * @param stream the stream
 * @param retentionSeconds how long its records can be read
 */
export function streamAlarms(stream: kinesis.IStream, retentionSeconds: number): AlarmDefinition[] {
  return [
    {
      key: 'IteratorAge',
      metric: stream.metricGetRecordsIteratorAgeMilliseconds({ statistic: cloudwatch.Stats.MAXIMUM, period: MINUTE }),
      threshold: retentionSeconds * 1000 * 0.5,
      severity: Severity.CRITICAL,
      evaluationPeriods: 5,
      meaning: 'A consumer of the stream is behind by half of the time for which records are kept; what is not read by then is lost.',
      firstStep: 'lengthen the retention of the stream, then look why its consumers do not read.',
    },
    {
      key: 'WriteThrottled',
      metric: stream.metricWriteProvisionedThroughputExceeded(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'Producers write more to a shard than it takes, and have to try again.',
      firstStep: 'compare incoming bytes and records with the number of shards, and look whether one partition key is used for most records.',
    },
    {
      key: 'ReadThrottled',
      metric: stream.metricReadProvisionedThroughputExceeded(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'Consumers read more from a shard than it gives, and fall behind.',
      firstStep: 'count the consumers of the stream; give those beside Firehose enhanced fan-out.',
    },
    {
      key: 'PutFailed',
      metric: stream.metricPutRecordsFailedRecords(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'Kinesis has refused records of batches; they are lost unless their producer looks at the response and sends them again.',
      firstStep: 'look whether the producers send records again for which PutRecords answers with an ErrorCode.',
    },
  ];
}
