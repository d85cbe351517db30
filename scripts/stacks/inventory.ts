import { paginateGetRestApis } from '@aws-sdk/client-api-gateway';
import { paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import { paginateDescribeLogGroups } from '@aws-sdk/client-cloudwatch-logs';
import { paginateListIdentityPools } from '@aws-sdk/client-cognito-identity';
import { paginateListUserPools } from '@aws-sdk/client-cognito-identity-provider';
import { paginateListTables } from '@aws-sdk/client-dynamodb';
import { ListRulesCommand } from '@aws-sdk/client-eventbridge';
import { ListDeliveryStreamsCommand } from '@aws-sdk/client-firehose';
import { paginateListPolicies, paginateListRoles } from '@aws-sdk/client-iam';
import { paginateListStreams } from '@aws-sdk/client-kinesis';
import { DescribeKeyCommand, paginateListAliases, paginateListKeys } from '@aws-sdk/client-kms';
import { paginateListEventSourceMappings, paginateListFunctions } from '@aws-sdk/client-lambda';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { paginateListStateMachines } from '@aws-sdk/client-sfn';
import { paginateListSubscriptions, paginateListTopics } from '@aws-sdk/client-sns';
import { paginateListQueues } from '@aws-sdk/client-sqs';
import { ServiceClients } from './service-clients';

type Name = string | undefined;

/** By the type of a resource: how its service lists what there is of it, by the names that CloudFormation knows too. */
const LISTS: { readonly [type: string]: (clients: ServiceClients) => Promise<Name[]> } = {
  'AWS::ApiGateway::RestApi': ({ apiGateway }) => pages(paginateGetRestApis({ client: apiGateway }, {}), ({ items }) => items?.map(({ id }) => id)),
  'AWS::CloudWatch::Alarm': ({ cloudWatch }) => (
    pages(paginateDescribeAlarms({ client: cloudWatch }, {}), ({ MetricAlarms }) => MetricAlarms?.map(({ AlarmName }) => AlarmName))
  ),
  'AWS::Cognito::IdentityPool': ({ cognitoIdentity: client }) => (
    pages(paginateListIdentityPools({ client }, { MaxResults: 60 }), ({ IdentityPools }) => IdentityPools?.map((one) => one.IdentityPoolId))
  ),
  'AWS::Cognito::UserPool': ({ cognitoUserPools: client }) => (
    pages(paginateListUserPools({ client }, { MaxResults: 60 }), ({ UserPools }) => UserPools?.map(({ Id }) => Id))
  ),
  'AWS::DynamoDB::Table': ({ dynamodb }) => pages(paginateListTables({ client: dynamodb }, {}), ({ TableNames }) => TableNames),
  'AWS::Events::Rule': async ({ eventBridge }) => (await eventBridge.send(new ListRulesCommand({}))).Rules?.map(({ Name }) => Name) ?? [],
  'AWS::IAM::ManagedPolicy': ({ iam }) => (
    pages(paginateListPolicies({ client: iam }, { Scope: 'Local' }), ({ Policies }) => Policies?.map(({ Arn }) => Arn))
  ),
  'AWS::IAM::Role': ({ iam }) => pages(paginateListRoles({ client: iam }, {}), ({ Roles }) => Roles?.map(({ RoleName }) => RoleName)),
  'AWS::KMS::Alias': ({ kms }) => pages(paginateListAliases({ client: kms }, {}), ({ Aliases }) => Aliases?.map(({ AliasName }) => AliasName)),
  'AWS::KMS::Key': keysInUse,
  'AWS::Kinesis::Stream': ({ kinesis }) => pages(paginateListStreams({ client: kinesis }, {}), ({ StreamNames }) => StreamNames),
  'AWS::KinesisFirehose::DeliveryStream': async ({ firehose }) => (await firehose.send(new ListDeliveryStreamsCommand({}))).DeliveryStreamNames ?? [],
  'AWS::Lambda::EventSourceMapping': ({ lambda }) => (
    pages(paginateListEventSourceMappings({ client: lambda }, {}), ({ EventSourceMappings }) => EventSourceMappings?.map(({ UUID }) => UUID))
  ),
  'AWS::Lambda::Function': ({ lambda }) => (
    pages(paginateListFunctions({ client: lambda }, {}), ({ Functions }) => Functions?.map(({ FunctionName }) => FunctionName))
  ),
  'AWS::Logs::LogGroup': ({ logs }) => (
    pages(paginateDescribeLogGroups({ client: logs }, {}), ({ logGroups }) => logGroups?.map(({ logGroupName }) => logGroupName))
  ),
  'AWS::S3::Bucket': async ({ s3 }) => (await s3.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name) ?? [],
  'AWS::SNS::Subscription': ({ sns }) => (
    pages(paginateListSubscriptions({ client: sns }, {}), ({ Subscriptions }) => Subscriptions?.map(({ SubscriptionArn }) => SubscriptionArn))
  ),
  'AWS::SNS::Topic': ({ sns }) => pages(paginateListTopics({ client: sns }, {}), ({ Topics }) => Topics?.map(({ TopicArn }) => TopicArn)),
  'AWS::SQS::Queue': ({ sqs }) => pages(paginateListQueues({ client: sqs }, { MaxResults: 1000 }), ({ QueueUrls }) => QueueUrls),
  'AWS::StepFunctions::StateMachine': ({ stepFunctions: client }) => (
    pages(paginateListStateMachines({ client }, {}), ({ stateMachines }) => stateMachines?.map(({ stateMachineArn }) => stateMachineArn))
  ),
};

/** The types of resources that an inventory has. */
export const LISTED_TYPES: ReadonlySet<string> = new Set(Object.keys(LISTS));

/** Everything of these types in the account and Region, by its service's own API, not by CloudFormation: `nameIn` each. */
export type Inventory = ReadonlySet<string>;

export async function takeInventory(clients: ServiceClients): Promise<Inventory> {
  const lists = await Promise.all(Object.entries(LISTS).map(async ([type, list]) => (
    (await list(clients)).map((physicalId) => nameIn({ type, physicalId: physicalId! }))
  )));
  return new Set(lists.flat());
}

export function nameIn({ type, physicalId }: { type: string; physicalId: string }): string {
  return `${type} ${physicalId}`;
}

/** What one inventory has and another one has not. */
export function without(inventory: Inventory, other: Inventory): string[] {
  return [...inventory].filter((name) => !other.has(name)).sort();
}

/** A key that CloudFormation has deleted is pending deletion for days. */
async function keysInUse({ kms }: ServiceClients): Promise<Name[]> {
  const ids = await pages(paginateListKeys({ client: kms }, {}), ({ Keys }) => Keys?.map(({ KeyId }) => KeyId));
  const states = await Promise.all(ids.map(async (KeyId) => (await kms.send(new DescribeKeyCommand({ KeyId }))).KeyMetadata!.KeyState));
  return ids.filter((_, index) => states[index] !== 'PendingDeletion');
}

async function pages<Page>(pagesOfService: AsyncIterable<Page>, names: (page: Page) => Name[] | undefined): Promise<Name[]> {
  const all: Name[] = [];
  for await (const page of pagesOfService) all.push(...names(page) ?? []);
  return all;
}
