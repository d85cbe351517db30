import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

/**
 * Messages that SQS lets consumers hold at a time, in standard and in FIFO queues alike.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 */
const IN_FLIGHT_QUOTA = 120_000;

const MAXIMUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) };

/** The settings of a queue that its alarms follow from. */
export interface WatchedQueue {
  /** The queue that consumers work on. */
  readonly queue: sqs.IQueue;
  /** Seconds after which a message is stuck, see `stuckAfter`. May be a token. */
  readonly stuckAfterSeconds: number;
}

/** Alarms on a queue that consumers work on. */
export function queueAlarms({ queue, stuckAfterSeconds }: WatchedQueue): AlarmDefinition[] {
  return [
    {
      key: 'OldestMessageAge',
      metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM_OF_A_MINUTE),
      threshold: stuckAfterSeconds,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'Messages wait longer than all their retries could take: consumers are stopped or too few.',
      firstStep: 'look whether the consumers run and how many messages they delete.',
    },
    {
      key: 'InFlight',
      metric: queue.metricApproximateNumberOfMessagesNotVisible(MAXIMUM_OF_A_MINUTE),
      threshold: IN_FLIGHT_QUOTA * 0.9,
      severity: Severity.CRITICAL,
      evaluationPeriods: 5,
      meaning: `Consumers hold 90 % of the ${IN_FLIGHT_QUOTA} messages that SQS lets be in flight; at the quota nothing more is received.`,
      firstStep: 'look for consumers that receive messages and do not delete them.',
    },
  ];
}

/**
 * Alarms on a dead-letter queue, under the keys `<name>` and `<name>Expiry`.
 *
 * Never on `NumberOfMessagesSent`, which does not count what SQS moves to a dead-letter queue.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 *
 * @param name key of the alarm, `DeadLetter` for example
 * @param queue the dead-letter queue
 * @param keptFor how long a dead letter is kept at the least, counted from its arrival there
 */
export function deadLetterAlarms(name: string, queue: sqs.IQueue, keptFor: Duration): AlarmDefinition[] {
  return [
    {
      key: name,
      metric: queue.metricApproximateNumberOfMessagesVisible(MAXIMUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'There are dead letters: messages that were given up.',
      firstStep: 'read one without deleting it, and find the error it causes.',
    },
    {
      key: `${name}Expiry`,
      metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM_OF_A_MINUTE),
      threshold: Math.floor(keptFor.toSeconds() * 0.75),
      severity: Severity.CRITICAL,
      meaning: 'Dead letters have used up three quarters of the time they are kept, then SQS deletes them.',
      firstStep: 'redrive them, or save them elsewhere, now.',
    },
  ];
}

/**
 * Seconds after which a message has been in the queue longer than all its retries could take: delay + 1.5 × visibility timeout ×
 * receives, at least 5 minutes, at most three quarters of the retention.
 */
export function stuckAfter(settings: {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
}): number {
  const retries = settings.delaySeconds + 1.5 * settings.visibilitySeconds * settings.maxReceiveCount;
  return Math.floor(Math.min(Math.max(retries, 300), 0.75 * settings.retentionSeconds));
}
