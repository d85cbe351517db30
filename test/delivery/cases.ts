import { ALARM_METRICS } from './cases/alarm-metrics';
import { ALARM_TO_LAMBDA } from './cases/alarm-to-lambda';
import { ALARM_TO_SNS } from './cases/alarm-to-sns';
import { ALB_LOGS_TO_S3 } from './cases/alb-logs-to-s3';
import { API_ACCESS_LOGS } from './cases/api-access-logs';
import { API_TO_LAMBDA } from './cases/api-to-lambda';
import { API_TO_SFN, API_TO_SQS } from './cases/api-to-services';
import { COGNITO_PLAN } from './cases/cognito-plan';
import { COGNITO_TRIGGERS } from './cases/cognito-triggers';
import { DeliveryCase } from './cases/delivery-case';
import { DISABLED_KEYS } from './cases/disabled-keys';
import { DYNAMODB_TO_LAMBDA } from './cases/dynamodb-to-lambda';
import { EMR_LOGS } from './cases/emr-logs';
import { EMR_ROLES } from './cases/emr-roles';
import { EMR_TAG } from './cases/emr-tag';
import { EVENT_BUS_DEAD_LETTERS } from './cases/event-bus-dead-letters';
import { EVENT_BUS_KEYS } from './cases/event-bus-keys';
import { EVENT_SOURCE_FAILURES } from './cases/event-source-failures';
import { EVENTS_DEAD_LETTERS } from './cases/events-dead-letters';
import { EVENTS_ROLES } from './cases/events-roles';
import { EVENTS_TO_API_DESTINATION } from './cases/events-to-api-destination';
import { EVENTS_TO_BATCH } from './cases/events-to-batch';
import { EVENTS_TO_BUS } from './cases/events-to-bus';
import { EVENTS_TO_FIFO } from './cases/events-to-fifo';
import { EVENTS_TO_LAMBDA } from './cases/events-to-lambda';
import { EVENTS_TO_SNS } from './cases/events-to-sns';
import { EVENTS_TO_SQS } from './cases/events-to-sqs';
import { EVENTS_TO_STEPFUNCTIONS } from './cases/events-to-stepfunctions';
import { EVENTS_TO_STREAMS } from './cases/events-to-streams';
import { FIREHOSE_CONVERSION } from './cases/firehose-conversion';
import { FIREHOSE_PARTITIONING } from './cases/firehose-partitioning';
import { FIREHOSE_TO_LAMBDA } from './cases/firehose-to-lambda';
import { FIREHOSE_TO_S3 } from './cases/firehose-to-s3';
import { IDENTITY_POOL_ROLES } from './cases/identity-pool-roles';
import { KINESIS_TO_FIREHOSE } from './cases/kinesis-to-firehose';
import { KINESIS_TO_LAMBDA } from './cases/kinesis-to-lambda';
import { LAMBDA_DEAD_LETTERS } from './cases/lambda-dead-letters';
import { LAMBDA_DESTINATIONS } from './cases/lambda-destinations';
import { LOG_GROUP_KEYS } from './cases/log-group-keys';
import { NLB_LOGS_TO_S3 } from './cases/nlb-logs-to-s3';
import { PIPE_DEAD_LETTERS } from './cases/pipe-dead-letters';
import { PIPE_SOURCES } from './cases/pipe-sources';
import { PIPE_TARGETS } from './cases/pipe-targets';
import { S3_LOGS_TO_S3 } from './cases/s3-logs-to-s3';
import { S3_TO_EVENTBRIDGE } from './cases/s3-to-eventbridge';
import { S3_TO_LAMBDA } from './cases/s3-to-lambda';
import { S3_TO_SNS } from './cases/s3-to-sns';
import { S3_TO_SQS } from './cases/s3-to-sqs';
import { SCHEDULE_DEAD_LETTERS } from './cases/schedule-dead-letters';
import { SCHEDULE_TARGETS } from './cases/schedule-targets';
import { SFN_DEFINITION } from './cases/sfn-definition';
import { SFN_LOGS } from './cases/sfn-logs';
import { SFN_SYNC } from './cases/sfn-sync';
import { SFN_TASKS } from './cases/sfn-tasks';
import { SFN_TO_BATCH } from './cases/sfn-to-batch';
import { SNS_DEAD_LETTERS } from './cases/sns-dead-letters';
import { SNS_TO_FIREHOSE } from './cases/sns-to-firehose';
import { SNS_TO_LAMBDA } from './cases/sns-to-lambda';
import { SNS_TO_SQS } from './cases/sns-to-sqs';
import { SQS_DEAD_LETTERS } from './cases/sqs-dead-letters';
import { SQS_TO_LAMBDA } from './cases/sqs-to-lambda';
import { USER_POOL_GROUPS } from './cases/user-pool-groups';

/** One case for each kind of edge, by the name of its file. */
export const CASES: Readonly<Record<string, DeliveryCase>> = {
  'sns-to-sqs': SNS_TO_SQS,
  'sns-dead-letters': SNS_DEAD_LETTERS,
  'sqs-dead-letters': SQS_DEAD_LETTERS,
  'sqs-to-lambda': SQS_TO_LAMBDA,
  'kinesis-to-lambda': KINESIS_TO_LAMBDA,
  'dynamodb-to-lambda': DYNAMODB_TO_LAMBDA,
  'event-source-failures': EVENT_SOURCE_FAILURES,
  'lambda-destinations': LAMBDA_DESTINATIONS,
  'lambda-dead-letters': LAMBDA_DEAD_LETTERS,
  's3-to-sqs': S3_TO_SQS,
  's3-to-sns': S3_TO_SNS,
  'events-to-sqs': EVENTS_TO_SQS,
  'events-to-sns': EVENTS_TO_SNS,
  'events-dead-letters': EVENTS_DEAD_LETTERS,
  's3-to-eventbridge': S3_TO_EVENTBRIDGE,
  'events-to-stepfunctions': EVENTS_TO_STEPFUNCTIONS,
  'events-to-streams': EVENTS_TO_STREAMS,
  'events-to-batch': EVENTS_TO_BATCH,
  'event-bus-dead-letters': EVENT_BUS_DEAD_LETTERS,
  'event-bus-keys': EVENT_BUS_KEYS,
  'events-to-bus': EVENTS_TO_BUS,
  'events-to-api-destination': EVENTS_TO_API_DESTINATION,
  'events-roles': EVENTS_ROLES,
  'events-to-fifo': EVENTS_TO_FIFO,
  'pipe-sources': PIPE_SOURCES,
  'pipe-targets': PIPE_TARGETS,
  'pipe-dead-letters': PIPE_DEAD_LETTERS,
  'schedule-targets': SCHEDULE_TARGETS,
  'schedule-dead-letters': SCHEDULE_DEAD_LETTERS,
  'alarm-to-sns': ALARM_TO_SNS,
  'alarm-metrics': ALARM_METRICS,
  'alarm-to-lambda': ALARM_TO_LAMBDA,
  'api-to-lambda': API_TO_LAMBDA,
  'api-to-sqs': API_TO_SQS,
  'api-to-sfn': API_TO_SFN,
  'api-access-logs': API_ACCESS_LOGS,
  'sfn-definition': SFN_DEFINITION,
  'sfn-tasks': SFN_TASKS,
  'sfn-sync': SFN_SYNC,
  'sfn-to-batch': SFN_TO_BATCH,
  'sfn-logs': SFN_LOGS,
  'cognito-plan': COGNITO_PLAN,
  'cognito-triggers': COGNITO_TRIGGERS,
  'events-to-lambda': EVENTS_TO_LAMBDA,
  'disabled-keys': DISABLED_KEYS,
  'identity-pool-roles': IDENTITY_POOL_ROLES,
  'user-pool-groups': USER_POOL_GROUPS,
  's3-to-lambda': S3_TO_LAMBDA,
  'sns-to-lambda': SNS_TO_LAMBDA,
  'sns-to-firehose': SNS_TO_FIREHOSE,
  'kinesis-to-firehose': KINESIS_TO_FIREHOSE,
  'firehose-to-s3': FIREHOSE_TO_S3,
  'firehose-conversion': FIREHOSE_CONVERSION,
  'firehose-partitioning': FIREHOSE_PARTITIONING,
  'firehose-to-lambda': FIREHOSE_TO_LAMBDA,
  'log-group-keys': LOG_GROUP_KEYS,
  'emr-roles': EMR_ROLES,
  'emr-logs': EMR_LOGS,
  'emr-tag': EMR_TAG,
  'alb-logs-to-s3': ALB_LOGS_TO_S3,
  'nlb-logs-to-s3': NLB_LOGS_TO_S3,
  's3-logs-to-s3': S3_LOGS_TO_S3,
};
