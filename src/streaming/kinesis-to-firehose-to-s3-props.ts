import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { DeliverySource } from './delivery-source';
import { DynamicPartitioning } from './dynamic-partitioning';
import { prefixRules } from './object-prefixes';
import { RecordFormat } from './record-format';
import { mebibytes, RecordTransform, transformRules } from './record-transform';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { deliveryAlarmKeys } from '../alarms/delivery-stream-alarms';
import { STREAM_ALARM_KEYS } from '../alarms/stream-alarms';
import { keyItselfRule, keyRules } from '../encryption/key-rules';
import { removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';

/** Which records are written to the bucket as they came. */
export enum RecordBackup {
  /** Those that could not be transformed, converted, partitioned or delivered: to `errors/`. */
  FAILED_RECORDS = 'FAILED_RECORDS',
  /** Those, and besides every record before it is transformed: to `source/`. It cannot be switched off again on the same delivery stream. */
  ALL_RECORDS = 'ALL_RECORDS',
}

/** Properties of a KinesisToFirehoseToS3. */
export interface KinesisToFirehoseToS3Props {
  /**
   * Where records come from. A change to or from `directPut` or `topic` replaces the delivery stream.
   *
   * @default - `DeliverySource.onDemandStream()`: a stream of its own
   */
  readonly source?: DeliverySource;

  /**
   * The form in which records are written.
   *
   * @default - `RecordFormat.gzip()`: as they are, one on each line, compressed with GZIP
   */
  readonly format?: RecordFormat;

  /**
   * What the keys of objects begin with: empty, or ending in `/`. Expressions of Firehose are evaluated. Partition keys (`device=…/`) and the date
   * (`2026/11/21/10/`, UTC) follow unless the prefix names them itself.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
   * @default 'data/'
   */
  readonly prefix?: string;

  /**
   * Put records under prefixes that follow from the records themselves. To switch it on or off replaces the delivery stream.
   *
   * @default - records are ordered by date only
   */
  readonly partitioning?: DynamicPartitioning;

  /**
   * Have a function change, drop or mark records before they are delivered.
   *
   * @default - records are delivered as they are
   */
  readonly transform?: RecordTransform;

  /**
   * Which records are written to the bucket as they came.
   *
   * @default RecordBackup.FAILED_RECORDS
   */
  readonly backup?: RecordBackup;

  /**
   * How long records are gathered before an object is written: 0 to 900 whole seconds, with partitioning at least 60.
   *
   * @default Duration.minutes(5)
   */
  readonly bufferingInterval?: Duration;

  /**
   * How much is gathered before an object is written: 1 to 128 whole MiB, with partitioning, Parquet or ORC at least 64.
   *
   * @default - 5 MiB; 128 MiB with partitioning, Parquet or ORC
   */
  readonly bufferingSize?: Size;

  /**
   * The customer-managed key that encrypts the stream, the bucket and the log of errors.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key. With a stream: `IteratorAge`, `WriteThrottled`, `ReadThrottled`, `PutFailed`, `BehindLatest`; without: `PutThrottled`; always
   * `DeliveryDelayed`, `DeliveryFailed`, `KeyUnusable`; with what they are about `TransformFailed`, `ConversionFailed`, `PartitionsExceeded`, `BackupDelayed`.
   *
   * @default - all of those, with thresholds that follow from the other props
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the stream, the buckets, the log group, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * What the props of a KinesisToFirehoseToS3 must fulfil.
 * @see https://docs.aws.amazon.com/firehose/latest/APIReference/API_BufferingHints.html
 * @see https://docs.aws.amazon.com/firehose/latest/dev/buffering.html
 */
export function deliveryPropsRules(scope: IConstruct, props: KinesisToFirehoseToS3Props): Rule[] {
  const { source, format, partitioning, transform, encryptionKey } = props;
  const leastSeconds = partitioning ? 60 : 0;
  const leastSize = isLargelyBuffered(props) ? 64 : 1;
  return [
    ...(source?._rules() ?? []),
    ...(format?._rules() ?? []),
    ...prefixRules(props.prefix, partitioning),
    ...(partitioning?._rules(transform !== undefined) ?? []),
    ...(transform ? transformRules(transform) : []),
    {
      prop: 'bufferingInterval',
      value: seconds(props.bufferingInterval),
      holds: wholeNumber(leastSeconds, 900),
      must: `must be ${leastSeconds} to 900 whole seconds${partitioning ? ' with partitioning' : ''}`,
    },
    {
      prop: 'bufferingSize',
      value: mebibytes(props.bufferingSize),
      holds: wholeNumber(leastSize, 128),
      must: `must be ${leastSize} to 128 whole MiB${leastSize === 1 ? '' : ' with partitioning, Parquet or ORC'}`,
    },
    keyItselfRule(encryptionKey),
    ...keyRules(scope, encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, [
      ...(source?._hasStream ?? true ? STREAM_ALARM_KEYS : []),
      ...deliveryAlarmKeys({
        readsStream: source?._hasStream ?? true,
        transforms: transform !== undefined,
        converts: format?._isConverted ?? false,
        partitions: partitioning !== undefined,
        backsUpAll: props.backup === RecordBackup.ALL_RECORDS,
      }),
    ]),
  ];
}

/** Firehose takes no small buffers where it partitions or converts. */
export function isLargelyBuffered({ format, partitioning }: KinesisToFirehoseToS3Props): boolean {
  return partitioning !== undefined || (format?._isConverted ?? false);
}
