import { Duration, Lazy } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IConstruct } from 'constructs';
import type { QueueConsumerOptions } from './queue-consumer';
import { check, seconds } from '../validation/check-props';
import { warn } from '../validation/warn';

/**
 * The visibility timeout of a queue: the user's own, which is checked against each consumer, or else what the consumers need, or else 30 seconds.
 */
export class QueueVisibility {
  /** For the queue's props: what is derived is only known once all consumers are there. */
  public readonly timeout: Duration;

  private consumerSeconds?: number;

  constructor(private readonly own: Duration | undefined) {
    this.timeout = own ?? Duration.seconds(Lazy.number({ produce: () => this.seconds }));
  }

  /** Seconds, as far as they are known now. */
  public get seconds(): number {
    return seconds(this.own) ?? this.consumerSeconds ?? 30;
  }

  /** Makes the timeout long enough for the consumer; throws or warns where the user's own is not. */
  public serve(construct: IConstruct, fn: lambda.IFunction, options: QueueConsumerOptions): void {
    const functionSeconds = functionTimeout(fn);
    const ownSeconds = seconds(this.own);
    if (functionSeconds === undefined) {
      this.warnUnknown(construct, fn);
    } else if (this.own === undefined) {
      this.consumerSeconds = Math.max(this.consumerSeconds ?? 0, recommendedSeconds(functionSeconds, options));
    } else if (ownSeconds !== undefined) {
      checkOwn(construct, ownSeconds, functionSeconds, options);
    }
  }

  private warnUnknown(construct: IConstruct, fn: lambda.IFunction): void {
    if (this.own === undefined) {
      warn(construct, 'cdk-keel:QueueWithDlq.functionTimeout',
        `The timeout of '${fn.node.path}' is not known here. Set visibilityTimeout to at least six times that timeout plus the batching window.`);
    }
  }
}

/** Seconds that the function may run, or undefined where that is not known at synth: for an imported function. */
function functionTimeout(fn: lambda.IFunction): number | undefined {
  if (fn instanceof lambda.Alias || fn instanceof lambda.Version) {
    return functionTimeout(fn.lambda);
  }
  return fn instanceof lambda.Function ? seconds(fn.timeout ?? Duration.seconds(3)) : undefined;
}

/**
 * Long enough for Lambda to retry throttled batches: six times the function's timeout, plus the batching window.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
function recommendedSeconds(functionSeconds: number, options: QueueConsumerOptions): number {
  return 6 * functionSeconds + (seconds(options.maxBatchingWindow) ?? 0);
}

function checkOwn(construct: IConstruct, ownSeconds: number, functionSeconds: number, options: QueueConsumerOptions): void {
  check(`QueueWithDlq.addConsumer of '${construct.node.path}'`, [{
    prop: 'visibilityTimeout',
    value: ownSeconds,
    holds: () => ownSeconds >= functionSeconds,
    must: `must be at least the function's timeout of ${functionSeconds} seconds, or be left out to be derived`,
  }]);
  const recommended = recommendedSeconds(functionSeconds, options);
  if (ownSeconds < recommended) {
    warn(construct, 'cdk-keel:QueueWithDlq.visibilityTimeout',
      `The visibility timeout of ${ownSeconds} seconds is less than ${recommended} (6 × the function's timeout + the batching window): `
      + 'messages of throttled invocations are received again, and dead-lettered early. Leave visibilityTimeout out to have it derived.');
  }
}
