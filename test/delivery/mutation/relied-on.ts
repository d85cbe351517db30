/** Paths of properties, below `Properties`, of which an AWS page says that delivery relies on them. */
interface ReliedOn {
  readonly source: string;
  /** The page could not be read when this was written. */
  readonly unread?: true;
  /** `*` stands for one step. After `=` come the values that the property may have, where there are but a few. */
  readonly paths: readonly string[];
}

const DOCS = 'https://docs.aws.amazon.com';
const CLOUDFORMATION = `${DOCS}/AWSCloudFormation/latest/TemplateReference`;
const on = (source: string, ...paths: string[]): ReliedOn => ({ source: `${DOCS}${source}`, paths });
const unread = (source: string, ...paths: string[]): ReliedOn => ({ ...on(source, ...paths), unread: true });
const inReference = (page: string, ...paths: string[]): ReliedOn => ({ source: `${CLOUDFORMATION}/${page}.html`, paths });

const POLICY = ['PolicyDocument', 'PolicyDocument.Statement'];
const policyOf = (page: string, names: string) => inReference(page, ...POLICY, names, `${names}.*`);
const actionsOf = (page: string, ...more: string[]) => inReference(page, 'ActionsEnabled', 'AlarmActions', 'AlarmActions.*', ...more);

const S3_BUCKETS = ['ExtendedS3DestinationConfiguration', 'ExtendedS3DestinationConfiguration.S3BackupConfiguration'];
const ofBuckets = (...paths: string[]) => S3_BUCKETS.flatMap((bucket) => paths.map((path) => `${bucket}.${path}`));
const ofFirehose = (...paths: string[]) => paths.map((path) => `ExtendedS3DestinationConfiguration.${path}`);
const SCHEMA = 'DataFormatConversionConfiguration.SchemaConfiguration';
const ENCRYPTION = 'BucketEncryption.ServerSideEncryptionConfiguration.*.ServerSideEncryptionByDefault';
const STREAM_SOURCES = ['KinesisStreamParameters', 'DynamoDBStreamParameters'].map((name) => `SourceParameters.${name}`);

/**
 * What deliveries rely on, by resource type. It is written down from the pages of AWS and not from the rules: what the rules do not look at may stand here,
 * and then survives. Only this is mutated.
 */
export const RELIED_ON: Readonly<Record<string, readonly ReliedOn[]>> = {
  'AWS::ApiGateway::Authorizer': [
    inReference('aws-resource-apigateway-authorizer', 'AuthorizerCredentials', 'AuthorizerUri', 'RestApiId', 'Type=TOKEN|REQUEST|COGNITO_USER_POOLS'),
  ],
  'AWS::ApiGateway::Method': [
    inReference('aws-resource-apigateway-method', 'HttpMethod=GET|DELETE', 'Integration', 'ResourceId', 'RestApiId'),
    inReference('aws-properties-apigateway-method-integration', ...[
      'Credentials', 'IntegrationHttpMethod=POST|GET', 'RequestTemplates', 'RequestTemplates.*', 'Type=AWS|AWS_PROXY|HTTP|HTTP_PROXY|MOCK', 'Uri',
    ].map((path) => `Integration.${path}`)),
  ],
  'AWS::ApiGateway::Stage': [on('/apigateway/latest/developerguide/set-up-logging.html', 'AccessLogSetting', 'AccessLogSetting.Format', 'StageName')],
  'AWS::ApiGatewayV2::Authorizer': [
    inReference('aws-resource-apigatewayv2-authorizer', 'ApiId', 'AuthorizerType=REQUEST|JWT', 'AuthorizerUri'),
  ],
  'AWS::ApiGatewayV2::Integration': [
    inReference('aws-resource-apigatewayv2-integration', 'ApiId', 'CredentialsArn', 'IntegrationType=AWS_PROXY|HTTP_PROXY', 'IntegrationUri'),
    on('/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html',
      'IntegrationSubtype=SQS-SendMessage|StepFunctions-StartExecution|StepFunctions-StartSyncExecution', 'RequestParameters', 'RequestParameters.*'),
  ],
  'AWS::ApiGatewayV2::Route': [inReference('aws-resource-apigatewayv2-route', 'ApiId', 'RouteKey', 'Target')],
  'AWS::ApiGatewayV2::Stage': [
    on('/apigateway/latest/developerguide/http-api-logging.html', 'AccessLogSettings', 'AccessLogSettings.Format', 'StageName'),
  ],
  'AWS::CloudWatch::Alarm': [
    actionsOf('aws-resource-cloudwatch-alarm', 'Dimensions', 'Dimensions.*', 'Dimensions.*.Name', 'Dimensions.*.Value', 'Metrics.*.MetricStat.Metric.Dimensions',
      'Metrics.*.MetricStat.Metric.Dimensions.*', 'Metrics.*.MetricStat.Metric.Dimensions.*.Name'),
  ],
  'AWS::CloudWatch::CompositeAlarm': [actionsOf('aws-resource-cloudwatch-compositealarm', 'AlarmRule')],
  'AWS::Cognito::IdentityPool': [on('/cognito/latest/developerguide/role-trust-and-permissions.html', 'AllowUnauthenticatedIdentities')],
  'AWS::Cognito::IdentityPoolRoleAttachment': [
    on('/cognito/latest/developerguide/role-trust-and-permissions.html', 'IdentityPoolId', 'Roles', 'Roles.authenticated', 'Roles.unauthenticated'),
  ],
  'AWS::Cognito::UserPool': [
    on('/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html', 'LambdaConfig.KMSKeyID'),
    unread('/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html', 'LambdaConfig', 'LambdaConfig.*', 'LambdaConfig.*.LambdaArn'),
    on('/cognito/latest/developerguide/feature-plans-features-plus.html', 'UserPoolAddOns.AdvancedSecurityMode=OFF|AUDIT|ENFORCED',
      'UserPoolTier=LITE|ESSENTIALS|PLUS'),
  ],
  'AWS::Cognito::UserPoolGroup': [on('/cognito/latest/developerguide/cognito-user-pools-user-groups.html', 'RoleArn', 'UserPoolId')],
  'AWS::DynamoDB::GlobalTable': [inReference('aws-resource-dynamodb-globaltable', 'SSESpecification', 'SSESpecification.SSEEnabled', 'StreamSpecification')],
  'AWS::DynamoDB::Table': [
    inReference('aws-resource-dynamodb-table', 'SSESpecification', 'SSESpecification.KMSMasterKeyId', 'SSESpecification.SSEEnabled', 'StreamSpecification'),
  ],
  'AWS::EMR::Cluster': [
    on('/emr/latest/ManagementGuide/emr-iam-roles.html', 'JobFlowRole', 'ServiceRole'),
    on('/emr/latest/ManagementGuide/emr-managed-iam-policies.html', 'Tags', 'Tags.*', 'Tags.*.Key', 'Tags.*.Value'),
    on('/emr/latest/ManagementGuide/emr-plan-debugging.html', 'LogEncryptionKmsKeyId', 'LogUri'),
  ],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    on('/elasticloadbalancing/latest/application/enable-access-logging.html', 'LoadBalancerAttributes', 'LoadBalancerAttributes.*',
      'LoadBalancerAttributes.*.Value', 'Type=application|network'),
  ],
  'AWS::Events::ApiDestination': [on('/eventbridge/latest/userguide/eb-api-destinations.html', 'ConnectionArn')],
  'AWS::Events::EventBus': [
    on('/eventbridge/latest/userguide/eb-encryption-event-bus-cmkey.html', 'KmsKeyIdentifier'),
    on('/eventbridge/latest/userguide/eb-rule-dlq.html', 'DeadLetterConfig', 'DeadLetterConfig.Arn'),
  ],
  'AWS::Events::Rule': [
    inReference('aws-resource-events-rule', 'EventBusName', 'State=ENABLED|DISABLED', 'Targets', 'Targets.*'),
    on('/AmazonS3/latest/userguide/ev-mapping-troubleshooting.html', 'EventPattern.detail.bucket.name.*'),
    inReference('aws-properties-events-rule-target', ...['Arn', 'BatchParameters.JobDefinition', 'DeadLetterConfig', 'DeadLetterConfig.Arn', 'RoleArn', 'SqsParameters',
      'SqsParameters.MessageGroupId'].map((path) => `Targets.*.${path}`)),
  ],
  'AWS::IAM::InstanceProfile': [on('/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html', 'Roles', 'Roles.*')],
  'AWS::IAM::ManagedPolicy': [policyOf('aws-resource-iam-managedpolicy', 'Roles')],
  'AWS::IAM::Policy': [policyOf('aws-resource-iam-policy', 'Roles')],
  'AWS::IAM::Role': [
    inReference('aws-resource-iam-role', 'AssumeRolePolicyDocument', 'AssumeRolePolicyDocument.Statement', 'ManagedPolicyArns', 'ManagedPolicyArns.*',
      'PermissionsBoundary', 'Policies', 'Policies.*', ...POLICY.map((path) => `Policies.*.${path}`)),
  ],
  'AWS::KMS::Alias': [inReference('aws-resource-kms-alias', 'TargetKeyId')],
  'AWS::KMS::Key': [
    on('/kms/latest/developerguide/key-policy-services.html', 'KeyPolicy', 'KeyPolicy.Statement'), on('/kms/latest/developerguide/key-state.html', 'Enabled'),
  ],
  'AWS::Kinesis::Stream': [
    on('/streams/latest/dev/permissions-user-key-KMS.html', 'StreamEncryption', 'StreamEncryption.KeyId'),
  ],
  'AWS::Kinesis::StreamConsumer': [on('/lambda/latest/dg/with-kinesis.html', 'StreamARN')],
  'AWS::KinesisFirehose::DeliveryStream': [
    on('/firehose/latest/dev/controlling-access.html', ...ofBuckets('BucketARN', 'RoleARN', 'EncryptionConfiguration.KMSEncryptionConfig.AWSKMSKeyARN'),
      'KinesisStreamSourceConfiguration.KinesisStreamARN', 'KinesisStreamSourceConfiguration.RoleARN', 'DeliveryStreamEncryptionConfigurationInput.KeyARN',
      ...ofFirehose(SCHEMA, ...['CatalogId', 'DatabaseName', 'Region', 'RoleARN', 'TableName'].map((name) => `${SCHEMA}.${name}`))),
    on('/firehose/latest/dev/s3-prefixes.html', ...ofBuckets('ErrorOutputPrefix', 'Prefix')),
    on('/firehose/latest/dev/record-format-conversion.html', ...ofFirehose(
      'BufferingHints', 'BufferingHints.SizeInMBs', 'CompressionFormat=UNCOMPRESSED|GZIP', 'DataFormatConversionConfiguration',
      'DataFormatConversionConfiguration.Enabled', 'DataFormatConversionConfiguration.InputFormatConfiguration',
      'DataFormatConversionConfiguration.OutputFormatConfiguration',
    )),
    on('/firehose/latest/dev/data-transformation.html', ...ofFirehose(...[
      'Enabled', 'Processors', 'Processors.*', 'Processors.*.Parameters', 'Processors.*.Parameters.*', 'Processors.*.Parameters.*.ParameterValue',
    ].map((path) => `ProcessingConfiguration.${path}`), 'ProcessingConfiguration')),
    on('/firehose/latest/dev/dynamic-partitioning.html', ...ofFirehose('DynamicPartitioningConfiguration', 'DynamicPartitioningConfiguration.Enabled')),
  ],
  'AWS::Lambda::Alias': [inReference('aws-resource-lambda-alias', 'FunctionName')],
  'AWS::Lambda::EventInvokeConfig': [
    on('/lambda/latest/dg/invocation-async.html', 'DestinationConfig', ...['OnFailure', 'OnSuccess'].flatMap((name) => (
      [`DestinationConfig.${name}`, `DestinationConfig.${name}.Destination`]
    )), 'FunctionName', 'Qualifier'),
  ],
  'AWS::Lambda::EventSourceMapping': [
    inReference('aws-resource-lambda-eventsourcemapping', 'Enabled', 'EventSourceArn', 'FunctionName', 'StartingPosition=LATEST|TRIM_HORIZON'),
    on('/lambda/latest/dg/with-sqs.html', 'MaximumBatchingWindowInSeconds'),
    on('/lambda/latest/dg/kafka-on-failure.html', 'DestinationConfig', 'DestinationConfig.OnFailure', 'DestinationConfig.OnFailure.Destination'),
  ],
  'AWS::Lambda::Function': [
    on('/lambda/latest/dg/lambda-intro-execution-role.html', 'Role'), on('/lambda/latest/dg/with-sqs.html', 'Timeout'),
    on('/lambda/latest/dg/invocation-async.html', 'DeadLetterConfig', 'DeadLetterConfig.TargetArn', 'ReservedConcurrentExecutions'),
  ],
  'AWS::Lambda::Permission': [inReference('aws-resource-lambda-permission', 'Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn')],
  'AWS::Lambda::Version': [inReference('aws-resource-lambda-version', 'FunctionName')],
  'AWS::Logs::LogGroup': [unread('/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html', 'KmsKeyId', 'LogGroupName')],
  'AWS::Pipes::Pipe': [
    inReference('aws-resource-pipes-pipe', 'DesiredState', 'Enrichment', 'RoleArn', 'Source', 'Target'),
    inReference('aws-properties-pipes-pipe-pipesourceparameters', 'SourceParameters', ...STREAM_SOURCES.flatMap((name) => (
      [name, `${name}.DeadLetterConfig`, `${name}.DeadLetterConfig.Arn`]
    ))),
    inReference('aws-properties-pipes-pipe-pipetargetparameters', 'TargetParameters', 'TargetParameters.*', 'TargetParameters.KinesisStreamParameters.PartitionKey',
      'TargetParameters.SqsQueueParameters.MessageGroupId'),
  ],
  'AWS::S3::Bucket': [
    on('/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html', 'NotificationConfiguration', 'NotificationConfiguration.*',
      'NotificationConfiguration.*.*', ...['Function', 'Queue', 'Topic'].map((name) => `NotificationConfiguration.*.*.${name}`)),
    on('/AmazonS3/latest/userguide/enable-event-notifications-eventbridge.html', 'NotificationConfiguration.EventBridgeConfiguration.EventBridgeEnabled'),
    on('/AmazonS3/latest/userguide/enable-server-access-logging.html', 'AccessControl', 'LoggingConfiguration', 'LoggingConfiguration.DestinationBucketName'),
    on('/AmazonS3/latest/userguide/UsingKMSEncryption.html', 'BucketEncryption', `${ENCRYPTION}.KMSMasterKeyID`, `${ENCRYPTION}.SSEAlgorithm=AES256|aws:kms`),
  ],
  'AWS::S3::BucketPolicy': [inReference('aws-resource-s3-bucketpolicy', ...POLICY, 'Bucket')],
  'AWS::SNS::Subscription': [
    inReference('aws-resource-sns-subscription', 'Endpoint', 'Protocol=sqs|lambda|firehose|https', 'SubscriptionRoleArn', 'TopicArn'),
    on('/sns/latest/dg/sns-dead-letter-queues.html', 'RedrivePolicy', 'RedrivePolicy.deadLetterTargetArn'),
  ],
  'AWS::SNS::Topic': [
    on('/sns/latest/dg/fifo-message-delivery.html', 'FifoTopic'), on('/sns/latest/dg/sns-key-management.html', 'KmsMasterKeyId'),
  ],
  'AWS::SNS::TopicPolicy': [policyOf('aws-resource-sns-topicpolicy', 'Topics')],
  'AWS::SQS::Queue': [
    on('/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-moving.html', 'ContentBasedDeduplication', 'FifoQueue'),
    on('/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html', 'KmsMasterKeyId'),
    on('/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html', 'MessageRetentionPeriod', 'RedrivePolicy',
      'RedrivePolicy.deadLetterTargetArn', 'RedriveAllowPolicy', 'RedriveAllowPolicy.redrivePermission=allowAll|denyAll|byQueue',
      'RedriveAllowPolicy.sourceQueueArns.*'),
    on('/lambda/latest/dg/with-sqs.html', 'VisibilityTimeout'),
  ],
  'AWS::SQS::QueuePolicy': [policyOf('aws-resource-sqs-queuepolicy', 'Queues')],
  'AWS::Scheduler::Schedule': [
    inReference('aws-resource-scheduler-schedule', 'GroupName', 'State=ENABLED|DISABLED'),
    inReference('aws-properties-scheduler-schedule-target', ...['Arn', 'DeadLetterConfig', 'DeadLetterConfig.Arn', 'KinesisParameters',
      'KinesisParameters.PartitionKey', 'RoleArn', 'SqsParameters', 'SqsParameters.MessageGroupId'].map((path) => `Target.${path}`)),
  ],
  'AWS::StepFunctions::StateMachine': [
    on('/step-functions/latest/dg/amazon-states-language-state-machine-structure.html', 'Definition', 'DefinitionString', 'Definition.StartAt', 'Definition.States',
      ...['', '.End', '.Next', '.Parameters.*', '.Resource', '.Type'].map((path) => `Definition.States.*${path}`), 'DefinitionSubstitutions.*'),
    on('/step-functions/latest/dg/procedure-create-iam-role.html', 'RoleArn'),
    on('/step-functions/latest/dg/concepts-standard-vs-express.html', 'StateMachineType=EXPRESS|STANDARD'),
    on('/step-functions/latest/dg/cw-logs.html', 'LoggingConfiguration', 'LoggingConfiguration.Level=ALL|ERROR|FATAL|OFF',
      ...['', '.*', '.*.CloudWatchLogsLogGroup.LogGroupArn'].map((path) => `LoggingConfiguration.Destinations${path}`)),
    on('/step-functions/latest/dg/encryption-at-rest.html', 'EncryptionConfiguration', 'EncryptionConfiguration.KmsKeyId',
      'EncryptionConfiguration.Type=CUSTOMER_MANAGED_KMS_KEY|AWS_OWNED_KEY'),
  ],
  'Custom::S3BucketNotifications': [
    on('/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html', 'BucketName', 'NotificationConfiguration',
      'NotificationConfiguration.*', 'NotificationConfiguration.*.*',
      ...['LambdaFunctionArn', 'QueueArn', 'TopicArn'].map((name) => `NotificationConfiguration.*.*.${name}`)),
  ],
};

/** The values that a property may have: none where they are too many to list, and undefined where no delivery relies on it. */
export function valuesOf(type: string, path: readonly (string | number)[]): readonly string[] | undefined {
  for (const pattern of (RELIED_ON[type] ?? []).flatMap(({ paths }) => paths)) {
    const [steps, values] = pattern.split('=');
    const names = steps.split('.');
    if (names.length === path.length && names.every((name, index) => name === '*' || name === `${path[index]}`)) return values?.split('|') ?? [];
  }
  return undefined;
}
