import { ALARMS } from './rules/alarms';
import { EVENT_RULES } from './rules/event-rules';
import { Rule } from './rules/rule';
import { S3_NOTIFICATIONS } from './rules/s3-notifications';
import { SNS_SUBSCRIPTIONS } from './rules/sns-subscriptions';
import { SQS_REDRIVE } from './rules/sqs-redrive';

/** Every rule there is. */
export const RULES: readonly Rule[] = [...SNS_SUBSCRIPTIONS, ...SQS_REDRIVE, ...S3_NOTIFICATIONS, ...EVENT_RULES, ...ALARMS];
