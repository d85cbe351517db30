import { RemovalPolicy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';

/** The settings of the table. */
export interface ApiTableProps {
  /**
   * The partition key of the table. It cannot be changed later: another one replaces the table.
   *
   * @default - `pk`, a string
   */
  readonly partitionKey?: dynamodb.Attribute;

  /**
   * The sort key of the table. It cannot be changed later: another one replaces the table.
   *
   * @default - none
   */
  readonly sortKey?: dynamodb.Attribute;

  /**
   * The attribute that says when DynamoDB may delete an item, in seconds since 1970.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/TTL.html
   * @default - items are kept
   */
  readonly timeToLiveAttribute?: string;

  /**
   * What the stream of changes tells of an item, for a `StreamConsumer` with `ConsumedStream.table(api.table)`.
   *
   * @default - no stream
   */
  readonly tableStream?: dynamodb.StreamViewType;
}

/**
 * A table on demand, with point-in-time recovery, that nobody deletes by mistake. It is the L2 of a table in one Region, which every tool for local tests
 * knows.
 */
export function apiTable(scope: Construct, props: ApiTableProps, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): dynamodb.Table {
  return new dynamodb.Table(scope, 'Table', {
    partitionKey: props.partitionKey ?? { name: 'pk', type: dynamodb.AttributeType.STRING },
    sortKey: props.sortKey,
    timeToLiveAttribute: props.timeToLiveAttribute,
    stream: props.tableStream,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    contributorInsightsSpecification: { enabled: true, mode: dynamodb.ContributorInsightsMode.THROTTLED_KEYS },
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    removalPolicy,
  });
}
