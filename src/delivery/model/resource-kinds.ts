import { JsonObject } from './template';

/** How the identifiers of a resource type hang together. `${name}` in `arn` is the resource's name. */
export interface ResourceKind {
  readonly arn: string;
  /** The property that gives the resource its name. */
  readonly nameProperty: string;
  /** What `Ref` and `Fn::GetAtt` give, where it is the ARN or the name. */
  readonly attributes: Readonly<Record<string, 'arn' | 'name'>>;
}

const kind = (arn: string, nameProperty: string, attributes: ResourceKind['attributes']): ResourceKind => ({ arn, nameProperty, attributes });

/**
 * Resource types whose ARN follows from their name.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export const RESOURCE_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::CloudWatch::Alarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', { Ref: 'name', Arn: 'arn' }),
  'AWS::CloudWatch::CompositeAlarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', { Ref: 'name', Arn: 'arn' }),
  'AWS::DynamoDB::Table': kind('arn:${P}:dynamodb:${R}:${A}:table/${name}', 'TableName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Events::EventBus': kind('arn:${P}:events:${R}:${A}:event-bus/${name}', 'Name', { Ref: 'name', Arn: 'arn', Name: 'name' }),
  'AWS::Events::Rule': kind('arn:${P}:events:${R}:${A}:rule/${name}', 'Name', { Ref: 'name', Arn: 'arn' }),
  'AWS::IAM::Role': kind('arn:${P}:iam::${A}:role/${name}', 'RoleName', { Ref: 'name', Arn: 'arn' }),
  'AWS::KMS::Key': kind('arn:${P}:kms:${R}:${A}:key/${name}', '', { Ref: 'name', Arn: 'arn', KeyId: 'name' }),
  'AWS::Kinesis::Stream': kind('arn:${P}:kinesis:${R}:${A}:stream/${name}', 'Name', { Ref: 'name', Arn: 'arn' }),
  'AWS::KinesisFirehose::DeliveryStream': kind('arn:${P}:firehose:${R}:${A}:deliverystream/${name}', 'DeliveryStreamName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Lambda::Function': kind('arn:${P}:lambda:${R}:${A}:function:${name}', 'FunctionName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Logs::LogGroup': kind('arn:${P}:logs:${R}:${A}:log-group:${name}:*', 'LogGroupName', { Ref: 'name', Arn: 'arn' }),
  'AWS::S3::Bucket': kind('arn:${P}:s3:::${name}', 'BucketName', { Ref: 'name', Arn: 'arn' }),
  'AWS::SNS::Topic': kind('arn:${P}:sns:${R}:${A}:${name}', 'TopicName', { Ref: 'arn', TopicArn: 'arn', TopicName: 'name' }),
  'AWS::SQS::Queue': kind('arn:${P}:sqs:${R}:${A}:${name}', 'QueueName', { Arn: 'arn', QueueName: 'name' }),
  'AWS::StepFunctions::StateMachine': kind('arn:${P}:states:${R}:${A}:stateMachine:${name}', 'StateMachineName', { Ref: 'arn', Arn: 'arn', Name: 'name' }),
};

/** The expression that gives the ARN of a resource in its own template. */
export function referenceToArn({ type, logicalId }: { type: string; logicalId: string }): JsonObject {
  const attribute = Object.entries(RESOURCE_KINDS[type].attributes).find(([, meaning]) => meaning === 'arn')![0];
  return attribute === 'Ref' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
}
