import { ALARM_TO_SNS } from './cases/alarm-to-sns';
import { DeliveryCase } from './cases/delivery-case';
import { EVENTS_DEAD_LETTERS } from './cases/events-dead-letters';
import { EVENTS_TO_SNS } from './cases/events-to-sns';
import { EVENTS_TO_SQS } from './cases/events-to-sqs';
import { S3_TO_SNS } from './cases/s3-to-sns';
import { S3_TO_SQS } from './cases/s3-to-sqs';
import { SNS_DEAD_LETTERS } from './cases/sns-dead-letters';
import { SNS_TO_SQS } from './cases/sns-to-sqs';
import { SQS_DEAD_LETTERS } from './cases/sqs-dead-letters';
import { SQS_TO_LAMBDA } from './cases/sqs-to-lambda';

/** One case for each kind of edge, by the name of its file. */
export const CASES: Readonly<Record<string, DeliveryCase>> = {
  'sns-to-sqs': SNS_TO_SQS,
  'sns-dead-letters': SNS_DEAD_LETTERS,
  'sqs-dead-letters': SQS_DEAD_LETTERS,
  'sqs-to-lambda': SQS_TO_LAMBDA,
  's3-to-sqs': S3_TO_SQS,
  's3-to-sns': S3_TO_SNS,
  'events-to-sqs': EVENTS_TO_SQS,
  'events-to-sns': EVENTS_TO_SNS,
  'events-dead-letters': EVENTS_DEAD_LETTERS,
  'alarm-to-sns': ALARM_TO_SNS,
};
