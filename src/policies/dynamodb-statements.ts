import { Aws } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';

const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable'];
const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];

/** Items of the table and of its indexes may be read. */
export function mayReadTable(table: dynamodb.ITable): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: READS, resources: [table.tableArn, `${table.tableArn}/index/*`] });
}

/** Items of the table may be written. */
export function mayWriteTable(table: dynamodb.ITable): iam.PolicyStatement {
  return new iam.PolicyStatement({ actions: WRITES, resources: [table.tableArn] });
}

/**
 * DynamoDB may use the key for whoever has this statement, and nobody may use it directly. The right to create grants is with who deploys the table.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
 */
export function mayUseKeyThroughDynamoDb(key: kms.IKey): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${Aws.REGION}.amazonaws.com` } },
  });
}
