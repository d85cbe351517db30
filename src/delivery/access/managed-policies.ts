import { text } from '../expression/text';
import { Statement } from '../policy/statement';

const LOGS = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/**
 * What policies of AWS allow on all resources, by the end of their ARN. Each is as its page has it on 2026-11-21; of the others nothing is known.
 * @see https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'AWSXRayDaemonWriteAccess': [
    'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules', 'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
  ],
  'AdministratorAccess': ['*'],
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

/** The statements of a policy of AWS, if they are known. */
export function managedPolicy(name: string): readonly Statement[] | undefined {
  if (!Object.hasOwn(ALLOWED, name)) return undefined;
  return [{ effect: 'Allow', certain: true, action: ALLOWED[name].map((action) => text(action)), conditions: [] }];
}
