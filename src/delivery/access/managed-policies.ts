import { ANYTHING } from './policy-index';
import { text } from '../expression/text';
import { Statement } from '../policy/statement';

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * What policies of AWS allow on all resources, by the end of their ARN, as on 2026-11-21. Of the others nothing is known.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'AWSXRayDaemonWriteAccess': [
    'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
  ],
  'AdministratorAccess': ['*'],
  'service-role/AWSBatchServiceEventTargetRole': ['batch:SubmitJob'],
  'service-role/AWSLambdaBasicExecutionRole': LOGS,
  'service-role/AWSLambdaDynamoDBExecutionRole': [
    'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams', ...LOGS,
  ],
  'service-role/AWSLambdaKinesisExecutionRole': [
    'kinesis:DescribeStream', 'kinesis:DescribeStreamSummary', 'kinesis:GetRecords', 'kinesis:GetShardIterator', 'kinesis:ListShards', 'kinesis:ListStreams',
    'kinesis:SubscribeToShard', ...LOGS,
  ],
  'service-role/AWSLambdaSQSQueueExecutionRole': ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', ...LOGS],
  'service-role/AWSLambdaVPCAccessExecutionRole': [
    ...LOGS, 'ec2:CreateNetworkInterface', 'ec2:DescribeNetworkInterfaces', 'ec2:DescribeSubnets', 'ec2:DeleteNetworkInterface',
    'ec2:AssignPrivateIpAddresses', 'ec2:UnassignPrivateIpAddresses',
  ],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [
    ...LOGS, 'logs:DescribeLogGroups', 'logs:DescribeLogStreams', 'logs:GetLogEvents', 'logs:FilterLogEvents',
  ],
};

/** What policies of AWS allow on all resources for certain; what else, for example for other services, changes. */
const ALLOWED_AT_LEAST: Readonly<Record<string, readonly string[]>> = {
  'AWSLambda_FullAccess': ['lambda:*'],
  'AWSStepFunctionsFullAccess': ['states:*'],
  'AmazonDynamoDBFullAccess': ['dynamodb:*'],
  'AmazonEventBridgeFullAccess': ['events:*'],
  'AmazonKinesisFirehoseFullAccess': ['firehose:*'],
  'AmazonKinesisFullAccess': ['kinesis:*'],
  'AmazonS3FullAccess': ['s3:*'],
  'AmazonSNSFullAccess': ['sns:*'],
  'AmazonSQSFullAccess': ['sqs:*'],
  'CloudWatchLogsFullAccess': ['logs:*'],
  'service-role/AWSLambdaRole': ['lambda:InvokeFunction'],
  // With the tag that src/delivery/rules/emr-tag.ts asks for.
  'service-role/AmazonEMRServicePolicy_v2': ['ec2:RunInstances'],
  'service-role/AmazonElasticMapReduceRole': ['ec2:RunInstances'],
};

/** The statements of a policy of AWS, by what comes after `:policy/` in its ARN. */
export function managedPolicy(name: string): readonly Statement[] {
  if (Object.hasOwn(ALLOWED, name)) return [allow(ALLOWED[name])];
  return Object.hasOwn(ALLOWED_AT_LEAST, name) ? [allow(ALLOWED_AT_LEAST[name]), ANYTHING] : [ANYTHING];
}

function allow(actions: readonly string[]): Statement {
  return { effect: 'Allow', certain: true, action: actions.map((action) => text(action)), conditions: [] };
}
