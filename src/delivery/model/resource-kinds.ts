import { JsonObject } from './template';

/** What an attribute of a resource can identify it by. */
export type Identifier = 'arn' | 'name' | 'id' | 'url' | 'stream';

/**
 * How the identifiers of a resource type hang together. `${name}` in them is the resource's name, `${P}`, `${R}`, `${A}` and `${S}` are partition, Region,
 * account and URL suffix; what else stands there comes from a property: src/delivery/model/arn-parts.ts.
 */
export interface ResourceKind {
  readonly arn: string;
  /** The property that gives the resource its name; empty where the service alone gives one. */
  readonly nameProperty: string;
  /** What `Ref` and `Fn::GetAtt` give, where it identifies the resource. */
  readonly attributes: Readonly<Record<string, Identifier>>;
  /** Where it is more than the name. */
  readonly id?: string;
  readonly url?: string;
  /** ARN of the stream of a table. */
  readonly stream?: string;
}

const kind = (
  arn: string, nameProperty: string, attributes: ResourceKind['attributes'], more: Pick<ResourceKind, 'id' | 'url' | 'stream'> = {},
): ResourceKind => ({ arn, nameProperty, attributes, ...more });

const NAME_AND_ARN = { Ref: 'name', Arn: 'arn' } as const;
const QUEUE_URL = { url: 'https://sqs.${R}.${S}/${A}/${name}' };
const TABLE_ARN = 'arn:${P}:dynamodb:${R}:${A}:table/${name}';
const TABLE_STREAM = { stream: `${TABLE_ARN}/stream/\${own}` };

/** @see https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html */
const RESOURCE_KINDS: Readonly<Record<string, ResourceKind>> = {
  'AWS::ApiGateway::Authorizer': kind('arn:${P}:apigateway:${R}::/restapis/${restApi}/authorizers/${name}', '', { Ref: 'name', AuthorizerId: 'name' }),
  'AWS::ApiGateway::Resource': kind('arn:${P}:apigateway:${R}::/restapis/${restApi}/resources/${name}', '', { Ref: 'name', ResourceId: 'name' }),
  'AWS::ApiGateway::RestApi': kind('arn:${P}:apigateway:${R}::/restapis/${name}', '', { Ref: 'name', RestApiId: 'name' }),
  'AWS::ApiGateway::Stage': kind('arn:${P}:apigateway:${R}::/restapis/${restApi}/stages/${name}', 'StageName', { Ref: 'name' }),
  'AWS::ApiGatewayV2::Api': kind('arn:${P}:apigateway:${R}::/apis/${name}', '', { Ref: 'name', ApiId: 'name' }),
  'AWS::ApiGatewayV2::Authorizer': kind('arn:${P}:apigateway:${R}::/apis/${api}/authorizers/${name}', '', { Ref: 'name', AuthorizerId: 'name' }),
  'AWS::ApiGatewayV2::Integration': kind('arn:${P}:apigateway:${R}::/apis/${api}/integrations/${name}', '', { Ref: 'name', IntegrationId: 'name' }),
  'AWS::ApiGatewayV2::Stage': kind('arn:${P}:apigateway:${R}::/apis/${api}/stages/${name}', 'StageName', { Ref: 'name' }),
  'AWS::Batch::JobDefinition': kind(
    'arn:${P}:batch:${R}:${A}:job-definition/${name}:${own}', 'JobDefinitionName', { Ref: 'arn', JobDefinitionArn: 'arn' },
  ),
  'AWS::Batch::JobQueue': kind('arn:${P}:batch:${R}:${A}:job-queue/${name}', 'JobQueueName', { Ref: 'arn', JobQueueArn: 'arn' }),
  'AWS::CloudWatch::Alarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', NAME_AND_ARN),
  'AWS::CloudWatch::CompositeAlarm': kind('arn:${P}:cloudwatch:${R}:${A}:alarm:${name}', 'AlarmName', NAME_AND_ARN),
  'AWS::Cognito::IdentityPool': kind(
    'arn:${P}:cognito-identity:${R}:${A}:identitypool/${R}:${name}', '', { Ref: 'id' }, { id: '${R}:${name}' },
  ),
  'AWS::Cognito::UserPool': kind(
    'arn:${P}:cognito-idp:${R}:${A}:userpool/${name}', '', { ...NAME_AND_ARN, UserPoolId: 'name', ProviderName: 'url' },
    { url: 'cognito-idp.${R}.${S}/${name}' },
  ),
  'AWS::DynamoDB::GlobalTable': kind(TABLE_ARN, 'TableName', { ...NAME_AND_ARN, StreamArn: 'stream' }, TABLE_STREAM),
  'AWS::DynamoDB::Table': kind(TABLE_ARN, 'TableName', { ...NAME_AND_ARN, StreamArn: 'stream' }, TABLE_STREAM),
  'AWS::ECS::Cluster': kind('arn:${P}:ecs:${R}:${A}:cluster/${name}', 'ClusterName', NAME_AND_ARN),
  'AWS::ECS::TaskDefinition': kind('arn:${P}:ecs:${R}:${A}:task-definition/${name}', 'Family', { Ref: 'arn', TaskDefinitionArn: 'arn' }),
  'AWS::Events::Connection': kind('arn:${P}:events:${R}:${A}:connection/${name}', 'Name', NAME_AND_ARN),
  'AWS::Events::ApiDestination': kind(
    'arn:${P}:events:${R}:${A}:api-destination/${name}/${own}', 'Name', { ...NAME_AND_ARN, ArnForPolicy: 'id' },
    { id: 'arn:${P}:events:${R}:${A}:api-destination/${name}' },
  ),
  'AWS::Events::EventBus': kind('arn:${P}:events:${R}:${A}:event-bus/${name}', 'Name', { ...NAME_AND_ARN, Name: 'name' }),
  'AWS::Events::Rule': kind('arn:${P}:events:${R}:${A}:rule/${bus}${name}', 'Name', NAME_AND_ARN),
  'AWS::Glue::Database': kind('arn:${P}:glue:${R}:${A}:database/${name}', '', { Ref: 'name' }),
  'AWS::IAM::InstanceProfile': kind('arn:${P}:iam::${A}:instance-profile${path}${name}', 'InstanceProfileName', NAME_AND_ARN),
  'AWS::IAM::ManagedPolicy': kind('arn:${P}:iam::${A}:policy${path}${name}', 'ManagedPolicyName', { Ref: 'arn', PolicyArn: 'arn' }),
  'AWS::IAM::Role': kind('arn:${P}:iam::${A}:role${path}${name}', 'RoleName', NAME_AND_ARN),
  'AWS::KMS::Alias': kind('arn:${P}:kms:${R}:${A}:${name}', 'AliasName', { Ref: 'name' }),
  'AWS::KMS::Key': kind('arn:${P}:kms:${R}:${A}:key/${name}', '', { ...NAME_AND_ARN, KeyId: 'name' }),
  'AWS::Kinesis::Stream': kind('arn:${P}:kinesis:${R}:${A}:stream/${name}', 'Name', NAME_AND_ARN),
  'AWS::Kinesis::StreamConsumer': kind('arn:${P}:kinesis:${R}:${A}:stream/${stream}/consumer/${name}:${own}', 'ConsumerName', { Ref: 'arn', ConsumerARN: 'arn' }),
  'AWS::KinesisFirehose::DeliveryStream': kind('arn:${P}:firehose:${R}:${A}:deliverystream/${name}', 'DeliveryStreamName', NAME_AND_ARN),
  'AWS::Lambda::Alias': kind('arn:${P}:lambda:${R}:${A}:function:${function}:${name}', 'Name', { Ref: 'arn', AliasArn: 'arn' }),
  'AWS::Lambda::Function': kind('arn:${P}:lambda:${R}:${A}:function:${name}', 'FunctionName', NAME_AND_ARN),
  'AWS::Lambda::Version': kind('arn:${P}:lambda:${R}:${A}:function:${function}:${name}', '', { Ref: 'arn', FunctionArn: 'arn', Version: 'name' }),
  'AWS::Logs::LogGroup': kind('arn:${P}:logs:${R}:${A}:log-group:${name}:*', 'LogGroupName', NAME_AND_ARN),
  'AWS::Pipes::Pipe': kind('arn:${P}:pipes:${R}:${A}:pipe/${name}', 'Name', NAME_AND_ARN),
  'AWS::S3::Bucket': kind('arn:${P}:s3:::${name}', 'BucketName', NAME_AND_ARN),
  'AWS::Scheduler::Schedule': kind('arn:${P}:scheduler:${R}:${A}:schedule/${group}/${name}', 'Name', NAME_AND_ARN),
  'AWS::Scheduler::ScheduleGroup': kind('arn:${P}:scheduler:${R}:${A}:schedule-group/${name}', 'Name', NAME_AND_ARN),
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

/** The service in the ARNs of a type, such as `sqs`. */
export function serviceOf(type: string): string | undefined {
  return kindOf(type)?.arn.split(':')[2];
}

/** The expression that gives the ARN of a resource in its own template. */
export function referenceToArn({ type, logicalId }: { type: string; logicalId: string }): JsonObject {
  const attribute = Object.entries(RESOURCE_KINDS[type].attributes).find(([, meaning]) => meaning === 'arn')![0];
  return attribute === 'Ref' ? { Ref: logicalId } : { 'Fn::GetAtt': [logicalId, attribute] };
}
