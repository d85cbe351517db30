import { Duration, Size, SizeRoundingBehavior } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { knownDuration, knownNumber, knownSize, Rule, seconds, wholeNumber } from '../validation/check-props';

/**
 * A function that changes, drops or marks records before they are delivered.
 *
 * It returns each record with `Ok`, `Dropped` or `ProcessingFailed`. Those that failed, and those of an invocation that failed after all retries, go to
 * `errors/processing-failed/`.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
export interface RecordTransform {
  /** The function. It may run for 5 minutes at the most. */
  readonly fn: lambda.IFunction;

  /**
   * How often an invocation is tried again that timed out or was throttled: 0 or more times.
   *
   * @default 3
   */
  readonly retries?: number;

  /**
   * How long records are gathered before the function is invoked: 0 to 900 whole seconds.
   *
   * @default Duration.minutes(1)
   */
  readonly bufferingInterval?: Duration;

  /**
   * How much is gathered before the function is invoked: 0.2 to 3 MiB. Request and response of a function may be 6 MB each.
   *
   * @default - 1 MiB
   */
  readonly bufferingSize?: Size;
}

/** What a transform must fulfil. */
export function transformRules({ fn, retries, bufferingInterval, bufferingSize }: RecordTransform): Rule[] {
  return [
    {
      prop: 'transform.fn',
      value: fn instanceof lambda.Function ? seconds(fn.timeout) : undefined,
      holds: (timeout: number) => timeout <= 300,
      must: 'must have a timeout of at most 300 seconds (5 minutes), after which Firehose gives up the invocation',
    },
    knownNumber('transform.retries', retries),
    knownDuration('transform.bufferingInterval', bufferingInterval),
    knownSize('transform.bufferingSize', bufferingSize),
    { prop: 'transform.retries', value: retries, holds: wholeNumber(0, Infinity), must: 'must be a whole number of 0 or more' },
    { prop: 'transform.bufferingInterval', value: seconds(bufferingInterval), holds: wholeNumber(0, 900), must: 'must be 0 to 900 whole seconds' },
    {
      prop: 'transform.bufferingSize',
      value: mebibytes(bufferingSize),
      holds: (size: number) => size >= 0.2 && size <= 3,
      must: 'must be 0.2 to 3 MiB',
    },
  ];
}

/** How long records may be gathered for the function. */
export function transformInterval({ bufferingInterval }: RecordTransform): Duration {
  return bufferingInterval ?? Duration.minutes(1);
}

/** The transform as Firehose takes it. */
export function transformProcessor(transform: RecordTransform, role: iam.IRole): firehose.CfnDeliveryStream.ProcessorProperty {
  const parameters = {
    LambdaArn: transform.fn.functionArn,
    RoleArn: role.roleArn,
    NumberOfRetries: `${transform.retries ?? 3}`,
    BufferIntervalInSeconds: `${transformInterval(transform).toSeconds()}`,
    BufferSizeInMBs: `${mebibytes(transform.bufferingSize) ?? 1}`,
  };
  return {
    type: 'Lambda',
    parameters: Object.entries(parameters).map(([parameterName, parameterValue]) => ({ parameterName, parameterValue })),
  };
}

/** The mebibytes in a size, fractions kept; undefined where they are not known at synth. */
export function mebibytes(size: Size | undefined): number | undefined {
  return size === undefined || size.isUnresolved() ? undefined : size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
}
