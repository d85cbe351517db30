import { Duration, Names, Validations } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { check, isOf, seconds, wholeNumber } from '../validation/check-props';
import { filterRules } from '../validation/filter-rules';
import { warn } from '../validation/warn';

/** How Lambda reads from the queue. */
export interface QueueConsumerOptions {
  /**
   * Messages that one invocation gets at the most: 1 to 10, up to 10,000 on a standard queue with a `maxBatchingWindow` of 1 second or more.
   *
   * @default 10
   */
  readonly batchSize?: number;

  /**
   * How long Lambda gathers messages before it invokes the function: 0 to 300 whole seconds. Standard queues only.
   *
   * @default - the function is invoked as soon as there are messages
   */
  readonly maxBatchingWindow?: Duration;

  /**
   * Invocations that run at a time for this queue at the most: 2 to 1,000.
   *
   * @default - as many as the function's concurrency allows
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
   */
  readonly maxConcurrency?: number;

  /**
   * Only messages that match one of these reach the function; Lambda deletes the others. Made with `lambda.FilterCriteria.filter`.
   *
   * @default - every message
   */
  readonly filters?: { [key: string]: any }[];
}

/**
 * Throws where the function cannot read the queue, or an option is out of the service's range.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export function checkConsumer(queue: sqs.IQueue, fn: lambda.IFunction, options: QueueConsumerOptions): void {
  const { region, account } = queue.env;
  const windowSeconds = seconds(options.maxBatchingWindow);
  const gathers = options.maxBatchingWindow !== undefined && windowSeconds !== 0;
  const largestBatch = gathers && !queue.fifo ? 10_000 : 10;
  check(`QueueWithDlq.addConsumer of '${queue.node.scope!.node.path}'`, [
    { prop: 'fn.env.region', value: fn.env.region, holds: isOf(region), must: `must be the Region of the queue, ${region}, because Lambda reads from no other` },
    { prop: 'fn.env.account', value: fn.env.account, holds: isOf(account), must: `must be the account of the queue, ${account}, whose key lets in no other` },
    {
      prop: 'batchSize',
      value: options.batchSize,
      holds: wholeNumber(1, largestBatch),
      must: `must be a whole number from 1 to ${largestBatch}${largestBatch === 10 ? ' (more only on a standard queue with a maxBatchingWindow)' : ''}`,
    },
    {
      prop: 'maxBatchingWindow',
      value: windowSeconds,
      holds: queue.fifo ? () => false : wholeNumber(0, 300),
      must: queue.fifo ? 'must be left out for a FIFO queue' : 'must be 0 to 300 whole seconds',
    },
    { prop: 'maxConcurrency', value: options.maxConcurrency, holds: wholeNumber(2, 1000), must: 'must be a whole number from 2 to 1,000' },
    ...filterRules(options.filters),
  ]);
}

/**
 * Lets Lambda invoke the function with messages of the queue. The mapping is made below the function, so that a function in another stack
 * depends on the queue's stack and not the other way round as well.
 */
export function connectConsumer(queue: sqs.IQueue, fn: lambda.IFunction, options: QueueConsumerOptions): lambda.EventSourceMapping {
  const mapping = fn.addEventSourceMapping(`Consume${Names.nodeUniqueId(queue.node)}`, {
    eventSourceArn: queue.queueArn,
    batchSize: options.batchSize ?? 10,
    maxBatchingWindow: options.maxBatchingWindow,
    maxConcurrency: options.maxConcurrency,
    filters: options.filters,
    reportBatchItemFailures: true,
  });
  if (!fn.role) {
    warn(fn, 'cdk-keel:QueueWithDlq.consumerRole',
      `The function '${fn.node.path}' is imported without its role, so the role gets no right to receive from '${queue.node.path}'. Give it one.`);
  }
  Validations.of(mapping).acknowledge({
    id: 'Serverless-LambdaEventSourceMappingDestination',
    reason: 'A queue as event source takes no on-failure destination: what fails ends in the dead-letter queue.',
  });
  return mapping;
}
