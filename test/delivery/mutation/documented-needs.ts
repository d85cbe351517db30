/** What has to be allowed at a service that is called, and the AWS page that says so. */
export interface Need {
  /** `unread` where the page could not be read when this was written. */
  readonly source: string;
  readonly actions: readonly string[];
}

const DOCS = 'https://docs.aws.amazon.com';
const need = (page: string, ...actions: string[]): Need => ({ source: `${DOCS}${page}`, actions });

const IN_RULE = '/eventbridge/latest/userguide/eb-use-resource-based.html';
const ASYNC = '/lambda/latest/dg/invocation-async-retain-records.html';
const FAILURES = '/lambda/latest/dg/kafka-on-failure.html';
const FROM_S3 = '/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html';
const DEAD_LETTERS = '/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html';
const FIREHOSE = '/firehose/latest/dev/controlling-access.html';
const TOPIC_KEYS = '/sns/latest/dg/sns-key-management.html';

const UNREAD_PUBLISH: Need = { source: 'unread', actions: ['sns:Publish'] };
const ENCRYPT = ['kms:GenerateDataKey', 'kms:Decrypt'];
const SOURCE = {
  sqs: need('/lambda/latest/dg/with-sqs.html', 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:SendMessage'),
  sns: need(FAILURES, 'sns:Publish'),
  lambda: need('/lambda/latest/dg/invocation-eventsourcemapping.html', 'lambda:InvokeFunction'),
  s3: need(FAILURES, 's3:PutObject', 's3:ListBucket'),
  // The page lists DescribeStreamSummary and ListShards, too, without which Lambda reads a stream all the same.
  kinesis: need('/lambda/latest/dg/with-kinesis.html', 'kinesis:DescribeStream', 'kinesis:GetRecords', 'kinesis:GetShardIterator'),
  dynamodb: need('/lambda/latest/dg/with-ddb.html', 'dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'),
  kms: need('/streams/latest/dev/permissions-user-key-KMS.html', ...ENCRYPT),
  sts: need('/lambda/latest/dg/lambda-intro-execution-role.html', 'sts:AssumeRole'),
};
/** Stands for an event source that is a consumer of a stream. */
export const BY_CONSUMER = 'AWS::Lambda::EventSourceMapping by a consumer';
const EVENTS_OF_S3 = {
  sqs: need(FROM_S3, 'sqs:SendMessage'), sns: need(FROM_S3, 'sns:Publish'), lambda: need(FROM_S3, 'lambda:InvokeFunction'), kms: need(FROM_S3, ...ENCRYPT),
};

/**
 * What has to be allowed for a delivery that a resource of a type makes, by the service that is called. It is written down from the pages of AWS, apart from
 * the rules, and both have to agree: what is not needed may be taken away unseen, and what a rule asks for has to stand here. At services that are left out,
 * and for types that are, everything counts as needed.
 */
export const DOCUMENTED_NEEDS: Readonly<Record<string, Readonly<Record<string, Need>>>> = {
  'AWS::CloudWatch::Alarm': { sns: UNREAD_PUBLISH, kms: need(TOPIC_KEYS, ...ENCRYPT) },
  'AWS::CloudWatch::CompositeAlarm': { sns: UNREAD_PUBLISH, kms: need(TOPIC_KEYS, ...ENCRYPT) },
  'AWS::EMR::Cluster': {
    // To have instances, and to write logs with them. What jobs read and write is up to them, and a role that cannot be passed fails the deployment.
    ec2: need('/emr/latest/ManagementGuide/emr-iam-role.html', 'ec2:RunInstances'),
    elasticmapreduce: need('/emr/latest/ManagementGuide/emr-iam-role.html'),
    glue: need('/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html'),
    iam: need('/emr/latest/ManagementGuide/emr-iam-role.html'),
    kms: need('/emr/latest/ManagementGuide/emr-plan-debugging.html', 'kms:DescribeKey', 'kms:GenerateDataKey'),
    s3: need('/emr/latest/ManagementGuide/emr-plan-debugging.html', 's3:PutObject'),
    sts: need('/emr/latest/ManagementGuide/emr-iam-roles.html', 'sts:AssumeRole'),
  },
  'AWS::Events::EventBus': {
    sqs: need('/eventbridge/latest/userguide/eb-rule-dlq.html', 'sqs:SendMessage'),
    kms: need('/eventbridge/latest/userguide/eb-encryption-key-policy.html', 'kms:DescribeKey', ...ENCRYPT),
  },
  'AWS::Events::Rule': {
    sqs: need(IN_RULE, 'sqs:SendMessage'),
    sns: need(IN_RULE, 'sns:Publish'),
    lambda: need(IN_RULE, 'lambda:InvokeFunction'),
    kinesis: need('/eventbridge/latest/userguide/eb-events-iam-roles.html', 'kinesis:PutRecord'),
    kms: need(TOPIC_KEYS, ...ENCRYPT),
  },
  'AWS::KinesisFirehose::DeliveryStream': {
    s3: need(FIREHOSE, ...['AbortMultipartUpload', 'GetBucketLocation', 'GetObject', 'ListBucket', 'ListBucketMultipartUploads', 'PutObject'].map((one) => (
      `s3:${one}`
    ))),
    // Its logs are for people: the page puts them under error logging.
    logs: need(FIREHOSE),
    // The page lists GetFunctionConfiguration, too, which delivers nothing.
    lambda: need(FIREHOSE, 'lambda:InvokeFunction'),
    kinesis: need(FIREHOSE, ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListShards'].map((one) => `kinesis:${one}`)),
    kms: need(FIREHOSE, ...ENCRYPT),
  },
  'AWS::Lambda::EventInvokeConfig': {
    sqs: need(ASYNC, 'sqs:SendMessage'),
    sns: need(ASYNC, 'sns:Publish'),
    lambda: need(ASYNC, 'lambda:InvokeFunction'),
    events: need(ASYNC, 'events:PutEvents'),
    s3: need(FAILURES, 's3:PutObject', 's3:ListBucket'),
    kms: need(FAILURES, ...ENCRYPT),
  },
  'AWS::Lambda::EventSourceMapping': SOURCE,
  [BY_CONSUMER]: { ...SOURCE, kinesis: need('/lambda/latest/dg/services-kinesis-create.html', 'kinesis:SubscribeToShard', 'kinesis:DescribeStreamSummary', 'kinesis:ListShards') },
  // It may bear the name of what logs to it, and calls but its key.
  'AWS::Logs::LogGroup': {
    sns: need('/sns/latest/dg/sns-topic-attributes.html'),
    kms: need('/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html', ...['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey', 'ReEncryptFrom'].map((one) => (
      `kms:${one}`
    ))),
  },
  'AWS::Pipes::Pipe': {
    kms: need('/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html', ...ENCRYPT),
    kinesis: need('/eventbridge/latest/userguide/eb-pipes-kinesis.html', ...['DescribeStream', 'GetRecords', 'GetShardIterator', 'PutRecord', 'PutRecords'].map((one) => (
      `kinesis:${one}`
    ))),
    sqs: need('/eventbridge/latest/userguide/eb-pipes-sqs.html', ...['ReceiveMessage', 'DeleteMessage', 'GetQueueAttributes', 'SendMessage'].map((one) => (
      `sqs:${one}`
    ))),
    dynamodb: need('/eventbridge/latest/userguide/eb-pipes-dynamodb.html', ...['DescribeStream', 'GetRecords', 'GetShardIterator'].map((one) => (
      `dynamodb:${one}`
    ))),
  },
  'AWS::S3::Bucket': EVENTS_OF_S3,
  'AWS::SNS::Subscription': {
    sqs: need('/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html', 'sqs:SendMessage'),
    lambda: need('/sns/latest/dg/sns-lambda-as-subscriber.html', 'lambda:InvokeFunction'),
    // The page lists what describes delivery streams, too, which delivers nothing.
    firehose: need('/sns/latest/dg/prereqs-kinesis-data-firehose.html', 'firehose:PutRecord', 'firehose:PutRecordBatch'),
    kms: need('/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html', ...ENCRYPT),
  },
  // With its roles, a topic logs its deliveries only.
  'AWS::SNS::Topic': {
    sqs: need('/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html', 'sqs:SendMessage'),
    lambda: need('/sns/latest/dg/sns-lambda-as-subscriber.html', 'lambda:InvokeFunction'),
    kms: need('/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html', ...ENCRYPT),
    sts: need('/sns/latest/dg/sns-topic-attributes.html'),
  },
  // It moves dead letters without a policy.
  'AWS::SQS::Queue': { sqs: need(DEAD_LETTERS), kms: need(DEAD_LETTERS) },
  'AWS::Scheduler::Schedule': {
    sqs: need('/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html', 'sqs:SendMessage'),
    kinesis: need('/kinesis/latest/APIReference/API_PutRecord.html', 'kinesis:PutRecord'),
  },
  'AWS::StepFunctions::StateMachine': {
    sqs: need('/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html', 'sqs:SendMessage'),
    kms: need('/step-functions/latest/dg/encryption-at-rest.html', ...ENCRYPT),
  },
  'Custom::S3BucketNotifications': EVENTS_OF_S3,
};
