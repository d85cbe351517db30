import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { Fifo } from './fifo';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { keyRules } from '../encryption/key-rules';
import { knownText, removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';

/** Properties of a QueueWithDlq. */
export interface QueueWithDlqProps {
  /**
   * Keep messages in order within each message group, and take each once.
   *
   * @default - a standard queue: any order, at least once
   */
  readonly fifo?: Fifo;

  /**
   * How long a received message stays hidden from other consumers: 0 to 43,200 whole seconds.
   *
   * @default - 30 seconds, or once there is an `addConsumer` six times the function's timeout plus the batching window
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How long a message is kept that nobody consumes: 60 to 1,209,600 whole seconds (14 days). On a standard queue at most 13 days, because the 14 days of its
   * dead-letter queue count from the first send too.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;

  /**
   * How often a message may be received before it becomes a dead letter: 1 to 1,000 times.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a new message stays hidden: 0 to 900 whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly deliveryDelay?: Duration;

  /**
   * The largest message that is taken: 1,024 to 1,048,576 bytes.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
   * @default 1_048_576
   */
  readonly maxMessageSizeBytes?: number;

  /**
   * The customer-managed key that encrypts both queues.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key: `OldestMessageAge`, `InFlight`, `DeadLetter`, `DeadLetterExpiry`.
   *
   * @default - all four, with thresholds that follow from the other props
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the queues, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A name for the queue, with the suffix `.fifo` if it is FIFO. It lets the dead-letter queue accept dead letters of this queue only.
   * Changing it replaces the queue.
   *
   * @default - CloudFormation makes a name, and other queues of the account may name the dead-letter queue as theirs
   */
  readonly queueName?: string;
}

/** Dead letters are kept as long as SQS can keep a message. */
export const DEAD_LETTER_RETENTION = Duration.days(14);

/** Keys of the alarms of a QueueWithDlq. */
const QUEUE_ALARM_KEYS = ['OldestMessageAge', 'InFlight', 'DeadLetter', 'DeadLetterExpiry'];

/**
 * What the props of a QueueWithDlq must fulfil.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function queuePropsRules(scope: IConstruct, props: QueueWithDlqProps): Rule[] {
  return [
    ...(props.fifo ? [knownText('queueName', props.queueName, "the names of FIFO queues must end in '.fifo'")] : []),
    {
      prop: 'queueName',
      value: props.queueName,
      holds: (name: string) => name.endsWith('.fifo') === (props.fifo !== undefined),
      must: props.fifo ? "must end in '.fifo', because the queue is FIFO" : "must not end in '.fifo', because the queue is standard: set fifo to make it FIFO",
    },
    {
      prop: 'queueName',
      value: props.queueName,
      holds: (name: string) => /^[\w-]{1,80}$/.test(name.replace(/\.fifo$/, '')) && name.length <= 80,
      must: 'must be 1 to 80 letters, digits, hyphens and underscores',
    },
    {
      prop: 'visibilityTimeout',
      value: seconds(props.visibilityTimeout),
      holds: wholeNumber(0, 43_200),
      must: 'must be 0 to 43,200 whole seconds (12 hours)',
    },
    {
      prop: 'retentionPeriod',
      value: seconds(props.retentionPeriod),
      holds: wholeNumber(60, 1_209_600),
      must: 'must be 60 to 1,209,600 whole seconds (14 days)',
    },
    {
      prop: 'retentionPeriod',
      value: props.fifo ? undefined : seconds(props.retentionPeriod),
      holds: (retention: number) => retention <= 1_123_200 || retention > 1_209_600,
      must: 'must be at most 1,123,200 seconds (13 days): its dead letters are kept for 14 days, and a standard queue counts both from the first send',
    },
    {
      prop: 'maxReceiveCount',
      value: props.maxReceiveCount,
      holds: wholeNumber(1, 1000),
      must: 'must be a whole number from 1 to 1,000',
    },
    {
      prop: 'deliveryDelay',
      value: seconds(props.deliveryDelay),
      holds: wholeNumber(0, 900),
      must: 'must be 0 to 900 whole seconds (15 minutes)',
    },
    {
      prop: 'maxMessageSizeBytes',
      value: props.maxMessageSizeBytes,
      holds: wholeNumber(1024, 1_048_576),
      must: 'must be a whole number from 1,024 to 1,048,576 bytes (1 MiB)',
    },
    ...keyRules(scope, props.encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, QUEUE_ALARM_KEYS),
  ];
}
