import { Duration, Lazy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';
import { seconds } from '../validation/check-props';

/**
 * Messages that SQS lets consumers hold at a time, in standard and in FIFO queues alike.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-queues.html
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html
 */
const IN_FLIGHT_QUOTA = 120_000;

const MAXIMUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.MAXIMUM, period: Duration.minutes(1) };

/** The settings of a queue that its alarms follow from. */
export interface QueueSettings {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number;
  readonly deliveryDelay: Duration;
  readonly retentionPeriod: Duration;
}

/**
 * Alarms on a queue that consumers work on.
 *
 * @param queue the queue
 * @param settings asked for at synth, when all consumers are there
 */
export function queueAlarms(queue: sqs.IQueue, settings: () => QueueSettings): AlarmDefinition[] {
  return [
    {
      key: 'OldestMessageAge',
      metric: queue.metricApproximateAgeOfOldestMessage(MAXIMUM_OF_A_MINUTE),
      threshold: Lazy.number({ produce: () => stuckAfter(settings()) }),
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
 * @param lifetime its retention, and how much of that a message may have spent elsewhere before it arrives
 */
export function deadLetterAlarms(name: string, queue: sqs.IQueue, lifetime: { retention: Duration; spentBefore: Duration }): AlarmDefinition[] {
  const retention = lifetime.retention.toSeconds();
  // Where it is not known, all but a day.
  const left = retention - (seconds(lifetime.spentBefore) ?? retention - 86_400);
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
      threshold: Math.floor(left * 0.75),
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
export function stuckAfter({ visibilitySeconds, maxReceiveCount, deliveryDelay, retentionPeriod }: QueueSettings): number {
  const retries = (seconds(deliveryDelay) ?? 0) + 1.5 * visibilitySeconds * maxReceiveCount;
  return Math.floor(Math.min(Math.max(retries, 300), 0.75 * (seconds(retentionPeriod) ?? Infinity)));
}
