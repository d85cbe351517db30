import { JsonObject } from './template';

/** What an attribute of a resource can identify it by. */
export type Identifier = 'arn' | 'name' | 'url';

/** How the identifiers of a resource type hang together. `${name}` in `arn` and `url` is the resource's name. */
export interface ResourceKind {
  readonly arn: string;
  /** The property that gives the resource its name. */
  readonly nameProperty: string;
  /** What `Ref` and `Fn::GetAtt` give, where it identifies the resource. */
  readonly attributes: Readonly<Record<string, Identifier>>;
  readonly url?: string;
}

const kind = (arn: string, nameProperty: string, attributes: ResourceKind['attributes'], url?: string): ResourceKind => (
  { arn, nameProperty, attributes, url }
);

const QUEUE_URL = 'https://sqs.${R}.${S}/${A}/${name}';

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const RESOURCE_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::CloudWatch::Alarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', { Ref: 'name', Arn: 'arn' }),
  'AWS::CloudWatch::CompositeAlarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', { Ref: 'name', Arn: 'arn' }),
  'AWS::DynamoDB::Table': kind('arn:${P}:dynamodb:${R}:${A}:table/${name}', 'TableName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Events::EventBus': kind('arn:${P}:events:${R}:${A}:event-bus/${name}', 'Name', { Ref: 'name', Arn: 'arn', Name: 'name' }),
  'AWS::Events::Rule': kind('arn:${P}:events:${R}:${A}:rule/${bus}${name}', 'Name', { Ref: 'name', Arn: 'arn' }),
  'AWS::IAM::Role': kind('arn:${P}:iam::${A}:role/${name}', 'RoleName', { Ref: 'name', Arn: 'arn' }),
  'AWS::KMS::Alias': kind('arn:${P}:kms:${R}:${A}:${name}', 'AliasName', { Ref: 'name' }),
  'AWS::KMS::Key': kind('arn:${P}:kms:${R}:${A}:key/${name}', '', { Ref: 'name', Arn: 'arn', KeyId: 'name' }),
  'AWS::Kinesis::Stream': kind('arn:${P}:kinesis:${R}:${A}:stream/${name}', 'Name', { Ref: 'name', Arn: 'arn' }),
  'AWS::KinesisFirehose::DeliveryStream': kind('arn:${P}:firehose:${R}:${A}:deliverystream/${name}', 'DeliveryStreamName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Lambda::Function': kind('arn:${P}:lambda:${R}:${A}:function:${name}', 'FunctionName', { Ref: 'name', Arn: 'arn' }),
  'AWS::Logs::LogGroup': kind('arn:${P}:logs:${R}:${A}:log-group:${name}:*', 'LogGroupName', { Ref: 'name', Arn: 'arn' }),
  'AWS::S3::Bucket': kind('arn:${P}:s3:::${name}', 'BucketName', { Ref: 'name', Arn: 'arn' }),
  'AWS::SNS::Topic': kind('arn:${P}:sns:${R}:${A}:${name}', 'TopicName', { Ref: 'arn', TopicArn: 'arn', TopicName: 'name' }),
  'AWS::SQS::Queue': kind('arn:${P}:sqs:${R}:${A}:${name}', 'QueueName', { Ref: 'url', QueueUrl: 'url', Arn: 'arn', QueueName: 'name' }, QUEUE_URL),
  'AWS::StepFunctions::StateMachine': kind('arn:${P}:states:${R}:${A}:stateMachine:${name}', 'StateMachineName', { Ref: 'arn', Arn: 'arn', Name: 'name' }),
};

/** The kind of a resource type whose ARN follows from its name. */
export function kindOf(type: string): ResourceKind | undefined {
  return Object.hasOwn(RESOURCE_KINDS, type) ? RESOURCE_KINDS[type] : undefined;
}

/** What `Ref` (as an attribute) or an attribute identifies a resource of the kind by. */
export function identifierOf(known: ResourceKind | undefined, attribute: string): Identifier | undefined {
  return known && Object.hasOwn(known.attributes, attribute) ? known.attributes[attribute] : undefined;
}

/** The expression that gives the ARN of a resource in its own template. */
export function referenceToArn({ type, logicalId }: { type: string; logicalId: string }): JsonObject {
  const attribute = Object.entries(RESOURCE_KINDS[type].attributes).find(([, meaning]) => meaning === 'arn')![0];
  return attribute === 'Ref' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
}
