import { ALARM_TO_NOBODY } from './rules/alarm-to-nobody';
import { ALARM_TO_SNS } from './rules/alarm-to-sns';
import { EVENTS_DEAD_LETTERS } from './rules/events-dead-letters';
import { EVENTS_TO_SNS } from './rules/events-to-sns';
import { EVENTS_TO_SQS } from './rules/events-to-sqs';
import { Rule } from './rules/rule';
import { S3_TO_FIFO } from './rules/s3-to-fifo';
import { S3_TO_SNS } from './rules/s3-to-sns';
import { S3_TO_SQS } from './rules/s3-to-sqs';
import { SNS_DEAD_LETTERS } from './rules/sns-dead-letters';
import { SNS_TO_SQS } from './rules/sns-to-sqs';
import { SQS_DEAD_LETTERS } from './rules/sqs-dead-letters';
import { SQS_TO_LAMBDA } from './rules/sqs-to-lambda';

/** Every rule there is, by sender. */
export const RULES: readonly Rule[] = [
  ...SNS_TO_SQS,
  ...SNS_DEAD_LETTERS,
  ...SQS_DEAD_LETTERS,
  ...SQS_TO_LAMBDA,
  ...S3_TO_SQS,
  ...S3_TO_SNS,
  ...S3_TO_FIFO,
  ...EVENTS_TO_SQS,
  ...EVENTS_TO_SNS,
  ...EVENTS_DEAD_LETTERS,
  ...ALARM_TO_SNS,
  ...ALARM_TO_NOBODY,
];
