/** The action that sends one message to a resource, by its type. */
export const SEND_ACTIONS: Readonly<Record<string, string>> = {
  'AWS::SQS::Queue': 'sqs:SendMessage',
  'AWS::SNS::Topic': 'sns:Publish',
  'AWS::Lambda::Function': 'lambda:InvokeFunction',
  'AWS::Lambda::Alias': 'lambda:InvokeFunction',
  'AWS::Lambda::Version': 'lambda:InvokeFunction',
  'AWS::StepFunctions::StateMachine': 'states:StartExecution',
  'AWS::Kinesis::Stream': 'kinesis:PutRecord',
  'AWS::KinesisFirehose::DeliveryStream': 'firehose:PutRecord',
  'AWS::Events::ApiDestination': 'events:InvokeApiDestination',
  'AWS::Events::EventBus': 'events:PutEvents',
  'AWS::S3::Bucket': 's3:PutObject',
};

/** The action that sends several messages at once, where there is one of its own. */
export const BATCH_ACTIONS: Readonly<Record<string, string>> = {
  'AWS::Kinesis::Stream': 'kinesis:PutRecords',
  'AWS::KinesisFirehose::DeliveryStream': 'firehose:PutRecordBatch',
};

/**
 * What a role has to be allowed with the key of a resource to send one message there, by its type. Other types use their keys themselves.
 * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
 */
export const SEND_KEY_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  'AWS::SQS::Queue': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'AWS::SNS::Topic': ['kms:GenerateDataKey', 'kms:Decrypt'],
  'AWS::Kinesis::Stream': ['kms:GenerateDataKey'],
};
