import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

/** What a delivery stream does beside delivering. */
export interface DeliveryFeatures {
  readonly readsStream: boolean;
  readonly transforms: boolean;
  readonly converts: boolean;
  readonly partitions: boolean;
  readonly backsUpAll: boolean;
}

/** The settings of a delivery stream that its alarms follow from. */
export interface DeliveryAlarmSettings extends DeliveryFeatures {
  /** How long records of the stream can be read. */
  readonly retentionSeconds: number;
  /** How long records are gathered, for the function and for the bucket. */
  readonly bufferingSeconds: number;
}

/** The longest that Firehose gathers records, so that each period has a delivery. */
const QUARTER = Duration.minutes(15);
const MAXIMUM_OF_FIVE_MINUTES: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(5) };
const SUM_OF_FIVE_MINUTES: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(5) };

/** Keys of the alarms of `deliveryStreamAlarms`. */
export function deliveryAlarmKeys({ readsStream, transforms, converts, partitions, backsUpAll }: DeliveryFeatures): string[] {
  return [
    readsStream ? 'BehindLatest' : 'PutThrottled', 'DeliveryDelayed', 'DeliveryFailed', 'KeyUnusable',
    ...(transforms ? ['TransformFailed'] : []),
    ...(converts ? ['ConversionFailed'] : []),
    ...(partitions ? ['PartitionsExceeded'] : []),
    ...(backsUpAll ? ['BackupDelayed'] : []),
  ];
}

/**
 * Alarms on a delivery stream to a bucket.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/firehose/latest/dev/firehose-cloudwatch-metrics-best-practices.html
 */
export function deliveryStreamAlarms(stream: firehose.IDeliveryStream, settings: DeliveryAlarmSettings): AlarmDefinition[] {
  const lateSeconds = lateAfter(settings);
  const definitions: AlarmDefinition[] = [
    {
      key: 'BehindLatest',
      metric: stream.metric('KinesisMillisBehindLatest', { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) }),
      threshold: settings.retentionSeconds * 1000 * 0.1,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'Firehose is behind the stream by a tenth of the time for which records are kept.',
      firstStep: 'look at the log of errors of the delivery stream, and at ThrottledGetRecords.',
    },
    {
      key: 'PutThrottled',
      metric: stream.metric('ThrottledRecords', SUM_OF_FIVE_MINUTES),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'Producers put more into the delivery stream than it takes, and have to try again.',
      firstStep: 'compare IncomingBytes and IncomingRecords with BytesPerSecondLimit and RecordsPerSecondLimit; ask AWS for a higher quota.',
    },
    {
      key: 'DeliveryDelayed',
      metric: stream.metric('DeliveryToS3.DataFreshness', MAXIMUM_OF_FIVE_MINUTES),
      threshold: lateSeconds,
      severity: Severity.CRITICAL,
      meaning: 'Records are in Firehose for 15 minutes longer than they are gathered: it cannot deliver, and gives up after 24 hours.',
      firstStep: 'read the log of errors of the delivery stream, and compare the policies of its role, bucket and key with the template.',
    },
    {
      key: 'DeliveryFailed',
      metric: failureRate(stream, 'DeliveryToS3.Success', 'Share of puts to the bucket that failed'),
      threshold: 0.05,
      severity: Severity.WARNING,
      meaning: 'S3 refuses one in twenty objects or more, and Firehose tries them again.',
      firstStep: 'read the log of errors of the delivery stream.',
    },
    {
      key: 'KeyUnusable',
      metric: keyErrors(stream),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'Firehose cannot use the key under which records wait to be delivered.',
      firstStep: 'look whether the key is disabled or about to be deleted, and whether its policy was changed.',
    },
    {
      key: 'TransformFailed',
      metric: failureRate(stream, 'ExecuteProcessing.Success', 'Share of invocations of the function that failed'),
      threshold: 0.05,
      severity: Severity.CRITICAL,
      meaning: 'One in twenty invocations of the function that transforms records fails or more; after all retries their records go to errors/.',
      firstStep: 'read the log of the function, then replay what is under errors/processing-failed/.',
    },
    {
      key: 'ConversionFailed',
      metric: stream.metric('FailedConversion.Records', SUM_OF_FIVE_MINUTES),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'Records do not fit the schema of the table and go to errors/.',
      firstStep: 'compare a record under errors/format-conversion-failed/ with the columns of the table.',
    },
    {
      key: 'PartitionsExceeded',
      metric: stream.metric('PartitionCountExceeded', MAXIMUM_OF_FIVE_MINUTES),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'There are more partitions at a time than Firehose takes, and records of the others go to errors/.',
      firstStep: 'look for a key with a value of its own in every record; ask AWS for a higher quota, or shorten bufferingInterval.',
    },
    {
      key: 'BackupDelayed',
      metric: stream.metric('BackupToS3.DataFreshness', MAXIMUM_OF_FIVE_MINUTES),
      threshold: lateSeconds,
      severity: Severity.WARNING,
      meaning: 'The backup of source records is 15 minutes later than they are gathered.',
      firstStep: 'read the log of errors of the backup.',
    },
  ];
  const keys = deliveryAlarmKeys(settings);
  return definitions.filter(({ key }) => keys.includes(key));
}

/**
 * Seconds after which a record should be in the bucket: the time for which it is gathered, half as much again with partitioning, and 15 minutes.
 * @see https://docs.aws.amazon.com/firehose/latest/dev/buffering.html
 */
function lateAfter({ bufferingSeconds, partitions }: DeliveryAlarmSettings): number {
  return bufferingSeconds * (partitions ? 1.5 : 1) + QUARTER.toSeconds();
}

function failureRate(stream: firehose.IDeliveryStream, successMetric: string, label: string): cloudwatch.IMetric {
  const success = stream.metric(successMetric, { statistic: cloudwatch.Stats.AVERAGE });
  return new cloudwatch.MathExpression({ expression: '1 - success', usingMetrics: { success }, label, period: QUARTER });
}

function keyErrors(stream: firehose.IDeliveryStream): cloudwatch.IMetric {
  const sumOf = (metricName: string) => stream.metric(metricName, { statistic: cloudwatch.Stats.SUM });
  return new cloudwatch.MathExpression({
    expression: 'FILL(denied, 0) + FILL(disabled, 0) + FILL(invalid, 0) + FILL(missing, 0)',
    usingMetrics: {
      denied: sumOf('KMSKeyAccessDenied'),
      disabled: sumOf('KMSKeyDisabled'),
      invalid: sumOf('KMSKeyInvalidState'),
      missing: sumOf('KMSKeyNotFound'),
    },
    label: 'Errors of the key',
    period: Duration.minutes(5),
  });
}
