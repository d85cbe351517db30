import { Duration } from 'aws-cdk-lib';
import { QueueWithDlqProps } from './queue-with-dlq';
import { alarmOverrideRules } from '../alarms/alarm-override';
import { keyRules } from '../encryption/key-rules';
import { Rule, seconds, wholeNumber } from '../validation/check-props';

/** Dead letters are kept as long as SQS can keep a message. */
export const DEAD_LETTER_RETENTION = Duration.days(14);

/** Keys of the alarms of a QueueWithDlq. */
export const QUEUE_ALARM_KEYS = ['OldestMessageAge', 'InFlight', 'DeadLetter', 'DeadLetterExpiry'];

/**
 * What the props of a QueueWithDlq must fulfil.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
 */
export function queuePropsRules(props: QueueWithDlqProps): Rule[] {
  return [
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
    ...keyRules(props.encryptionKey),
    ...alarmOverrideRules(props.alarms, QUEUE_ALARM_KEYS),
  ];
}
