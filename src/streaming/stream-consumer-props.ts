import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import { ConsumedStream, consumerPlaceRules } from './consumed-stream';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { STREAM_CONSUMER_ALARM_KEYS } from '../alarms/stream-consumer-alarms';
import { removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';
import { filterRules } from '../validation/filter-rules';

/** Properties of a StreamConsumer. */
export interface StreamConsumerProps {
  /** What is read. */
  readonly source: ConsumedStream;

  /** The function that gets the records. It returns `batchItemFailures`: the first record that failed, from which Lambda tries again. */
  readonly fn: lambda.IFunction;

  /**
   * Where a new consumer begins: with the oldest record that is kept, or with the next that is written.
   *
   * @default StartingPosition.TRIM_HORIZON
   */
  readonly startingPosition?: lambda.StartingPosition;

  /**
   * Records that one invocation gets at the most: 1 to 10,000.
   *
   * @default 100
   */
  readonly batchSize?: number;

  /**
   * How long Lambda gathers records before it invokes the function: 0 to 300 whole seconds.
   *
   * @default - the function is invoked as soon as there are records
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Invocations at a time for each shard: 1 to 10. Records with the same partition key stay in order.
   *
   * @default 1
   */
  readonly parallelizationFactor?: number;

  /**
   * How often a batch is tried again: 0 to 10,000 times. Until it is given up, its shard waits.
   *
   * @default 5
   */
  readonly retryAttempts?: number;

  /**
   * Older records are given up: 60 to 604,800 whole seconds (7 days), and less than the stream keeps them.
   *
   * @default - half of the time for which the stream keeps records, at most 7 days
   */
  readonly maxRecordAge?: Duration;

  /**
   * Have the function aggregate over windows of this length: 1 to 900 whole seconds.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-windows.html
   * @default - no windows
   */
  readonly tumblingWindow?: Duration;

  /**
   * Only records that match one of these reach the function. Made with `lambda.FilterCriteria.filter`.
   *
   * @default - every record
   */
  readonly filters?: { [key: string]: any }[];

  /**
   * Changes to alarms, by key: `IteratorAge`, `FailedBatch`. Those of the failure queue are its own.
   *
   * @default - both
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the failure queue, its dead-letter queue and their key when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Seconds after which records are given up: as asked for, or half of the retention. Lambda takes a week at the most. */
export function recordAgeSeconds({ source, maxRecordAge }: StreamConsumerProps): number {
  return seconds(maxRecordAge) ?? Math.min(source._retentionSeconds / 2, 604_800);
}

/**
 * What the props of a StreamConsumer must fulfil.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export function consumerPropsRules(scope: IConstruct, props: StreamConsumerProps): Rule[] {
  const { source, fn } = props;
  return [
    ...source._rules(scope),
    ...consumerPlaceRules('fn', fn, scope),
    {
      prop: 'fn',
      value: fn.node.path,
      holds: () => Stack.of(fn) === Stack.of(scope),
      must: 'must be in the stack of the StreamConsumer, because otherwise each stack would need the other: make the StreamConsumer there',
    },
    {
      prop: 'startingPosition',
      value: props.startingPosition,
      holds: (position: lambda.StartingPosition) => position !== lambda.StartingPosition.AT_TIMESTAMP,
      must: 'must be TRIM_HORIZON or LATEST',
    },
    { prop: 'batchSize', value: props.batchSize, holds: wholeNumber(1, 10_000), must: 'must be a whole number from 1 to 10,000' },
    { prop: 'maxBatchingWindow', value: seconds(props.maxBatchingWindow), holds: wholeNumber(0, 300), must: 'must be 0 to 300 whole seconds' },
    { prop: 'parallelizationFactor', value: props.parallelizationFactor, holds: wholeNumber(1, 10), must: 'must be a whole number from 1 to 10' },
    { prop: 'retryAttempts', value: props.retryAttempts, holds: wholeNumber(0, 10_000), must: 'must be a whole number from 0 to 10,000' },
    { prop: 'maxRecordAge', value: seconds(props.maxRecordAge), holds: wholeNumber(60, 604_800), must: 'must be 60 to 604,800 whole seconds (7 days)' },
    {
      prop: 'maxRecordAge',
      value: seconds(props.maxRecordAge),
      holds: (age: number) => age < source._retentionSeconds,
      must: `must be less than the ${source._retentionSeconds} seconds for which records are kept, or they are gone before they are given up`,
    },
    { prop: 'tumblingWindow', value: seconds(props.tumblingWindow), holds: wholeNumber(1, 900), must: 'must be 1 to 900 whole seconds' },
    ...filterRules(props.filters),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, STREAM_CONSUMER_ALARM_KEYS),
  ];
}
