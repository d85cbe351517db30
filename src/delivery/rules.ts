import { ALARM_METRICS } from './rules/alarm-metrics';
import { ALARM_TO_LAMBDA } from './rules/alarm-to-lambda';
import { ALARM_TO_NOBODY } from './rules/alarm-to-nobody';
import { ALARM_TO_SNS } from './rules/alarm-to-sns';
import { ALB_LOGS_TO_S3 } from './rules/alb-logs-to-s3';
import { API_ACCESS_LOGS } from './rules/api-access-logs';
import { API_TO_LAMBDA } from './rules/api-to-lambda';
import { API_TO_SFN, API_TO_SQS } from './rules/api-to-services';
import { COGNITO_PLAN } from './rules/cognito-plan';
import { COGNITO_TRIGGERS } from './rules/cognito-triggers';
import { DISABLED_KEYS } from './rules/disabled-keys';
import { DYNAMODB_TO_LAMBDA } from './rules/dynamodb-to-lambda';
import { EMR_LOGS } from './rules/emr-logs';
import { EMR_ROLES } from './rules/emr-roles';
import { EMR_TAG } from './rules/emr-tag';
import { EVENT_BUS_DEAD_LETTERS } from './rules/event-bus-dead-letters';
import { EVENT_BUS_KEYS } from './rules/event-bus-keys';
import { EVENT_SOURCE_FAILURES } from './rules/event-source-failures';
import { EVENTS_DEAD_LETTERS } from './rules/events-dead-letters';
import { EVENTS_ROLES } from './rules/events-roles';
import { EVENTS_TO_API_DESTINATION } from './rules/events-to-api-destination';
import { EVENTS_TO_BATCH } from './rules/events-to-batch';
import { EVENTS_TO_BUS } from './rules/events-to-bus';
import { EVENTS_TO_FIFO } from './rules/events-to-fifo';
import { EVENTS_TO_LAMBDA } from './rules/events-to-lambda';
import { EVENTS_TO_SNS } from './rules/events-to-sns';
import { EVENTS_TO_SQS } from './rules/events-to-sqs';
import { EVENTS_TO_STEPFUNCTIONS } from './rules/events-to-stepfunctions';
import { EVENTS_TO_STREAMS } from './rules/events-to-streams';
import { FIREHOSE_CONVERSION } from './rules/firehose-conversion';
import { FIREHOSE_PARTITIONING } from './rules/firehose-partitioning';
import { FIREHOSE_PREFIXES } from './rules/firehose-prefixes';
import { FIREHOSE_TO_LAMBDA } from './rules/firehose-to-lambda';
import { FIREHOSE_TO_S3 } from './rules/firehose-to-s3';
import { IDENTITY_POOL_ROLES } from './rules/identity-pool-roles';
import { KINESIS_TO_FIREHOSE } from './rules/kinesis-to-firehose';
import { KINESIS_TO_LAMBDA } from './rules/kinesis-to-lambda';
import { LAMBDA_DEAD_LETTERS } from './rules/lambda-dead-letters';
import { LAMBDA_DESTINATIONS } from './rules/lambda-destinations';
import { LOG_GROUP_KEYS } from './rules/log-group-keys';
import { NLB_LOGS_TO_S3 } from './rules/nlb-logs-to-s3';
import { PIPE_DEAD_LETTERS } from './rules/pipe-dead-letters';
import { PIPE_SOURCES } from './rules/pipe-sources';
import { PIPE_TARGETS } from './rules/pipe-targets';
import { Rule } from './rules/rule';
import { S3_LOGS_TO_S3 } from './rules/s3-logs-to-s3';
import { S3_TO_EVENTBRIDGE } from './rules/s3-to-eventbridge';
import { S3_TO_FIFO } from './rules/s3-to-fifo';
import { S3_TO_LAMBDA } from './rules/s3-to-lambda';
import { S3_TO_SNS } from './rules/s3-to-sns';
import { S3_TO_SQS } from './rules/s3-to-sqs';
import { SCHEDULE_DEAD_LETTERS } from './rules/schedule-dead-letters';
import { SCHEDULE_TARGETS } from './rules/schedule-targets';
import { SFN_DEFINITION } from './rules/sfn-definition';
import { SFN_LOGS } from './rules/sfn-logs';
import { SFN_SYNC } from './rules/sfn-sync';
import { SFN_TASKS } from './rules/sfn-tasks';
import { SFN_TO_BATCH } from './rules/sfn-to-batch';
import { SNS_DEAD_LETTERS } from './rules/sns-dead-letters';
import { SNS_TO_FIREHOSE } from './rules/sns-to-firehose';
import { SNS_TO_LAMBDA } from './rules/sns-to-lambda';
import { SNS_TO_SQS } from './rules/sns-to-sqs';
import { SQS_DEAD_LETTERS } from './rules/sqs-dead-letters';
import { SQS_TO_LAMBDA } from './rules/sqs-to-lambda';
import { USER_POOL_GROUPS } from './rules/user-pool-groups';

/** Every rule there is, by sender. */
export const RULES: readonly Rule[] = [
  ...SNS_TO_SQS,
  ...SNS_TO_LAMBDA,
  ...SNS_TO_FIREHOSE,
  ...SNS_DEAD_LETTERS,
  ...SQS_DEAD_LETTERS,
  ...SQS_TO_LAMBDA,
  ...KINESIS_TO_LAMBDA,
  ...KINESIS_TO_FIREHOSE,
  ...FIREHOSE_TO_S3,
  ...FIREHOSE_PREFIXES,
  ...FIREHOSE_CONVERSION,
  ...FIREHOSE_PARTITIONING,
  ...FIREHOSE_TO_LAMBDA,
  ...DYNAMODB_TO_LAMBDA,
  ...EVENT_SOURCE_FAILURES,
  ...LAMBDA_DESTINATIONS,
  ...LAMBDA_DEAD_LETTERS,
  ...S3_TO_SQS,
  ...S3_TO_SNS,
  ...S3_TO_FIFO,
  ...S3_TO_LAMBDA,
  ...S3_TO_EVENTBRIDGE,
  ...EVENTS_TO_SQS,
  ...EVENTS_TO_SNS,
  ...EVENTS_TO_LAMBDA,
  ...EVENTS_TO_STEPFUNCTIONS,
  ...EVENTS_TO_STREAMS,
  ...EVENTS_TO_BATCH,
  ...EVENTS_TO_BUS,
  ...EVENTS_TO_API_DESTINATION,
  ...EVENTS_ROLES,
  ...EVENTS_TO_FIFO,
  ...EVENTS_DEAD_LETTERS,
  ...EVENT_BUS_KEYS,
  ...EVENT_BUS_DEAD_LETTERS,
  ...PIPE_SOURCES,
  ...PIPE_TARGETS,
  ...PIPE_DEAD_LETTERS,
  ...SCHEDULE_TARGETS,
  ...SCHEDULE_DEAD_LETTERS,
  ...ALARM_TO_SNS,
  ...ALARM_TO_LAMBDA,
  ...ALARM_TO_NOBODY,
  ...API_TO_LAMBDA,
  ...API_TO_SQS,
  ...API_TO_SFN,
  ...API_ACCESS_LOGS,
  ...SFN_DEFINITION,
  ...SFN_TASKS,
  ...SFN_SYNC,
  ...SFN_TO_BATCH,
  ...SFN_LOGS,
  ...COGNITO_TRIGGERS,
  ...IDENTITY_POOL_ROLES,
  ...USER_POOL_GROUPS,
  ...COGNITO_PLAN,
  ...ALARM_METRICS,
  ...LOG_GROUP_KEYS,
  ...DISABLED_KEYS,
  ...EMR_ROLES,
  ...EMR_LOGS,
  ...EMR_TAG,
  ...ALB_LOGS_TO_S3,
  ...NLB_LOGS_TO_S3,
  ...S3_LOGS_TO_S3,
];
