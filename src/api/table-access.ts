import { Stack, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { mayReadTable, mayUseKeyThroughDynamoDb, mayWriteTable } from '../policies/dynamodb-statements';

/** What a function may do with the items of the table. */
export enum TableAccess {
  /** Nothing. */
  NONE = 'NONE',
  /** Get, query and scan, on indexes too. */
  READ = 'READ',
  /** Read, and put, update and delete. */
  READ_WRITE = 'READ_WRITE',
}

/** Lets a grantee work with the items of the table, and use its key through DynamoDB only. */
export function grantAccess(table: dynamodb.Table, key: kms.IKey, grantee: iam.IGrantable, access: TableAccess): void {
  const statements = {
    [TableAccess.NONE]: [],
    [TableAccess.READ]: [mayReadTable(table), mayUseKeyThroughDynamoDb(key)],
    [TableAccess.READ_WRITE]: [mayReadTable(table), mayWriteTable(table), mayUseKeyThroughDynamoDb(key)],
  }[access];
  statements.forEach((statement) => grantee.grantPrincipal.addToPrincipalPolicy(statement));
}

/** As `grantAccess`, for a function that the API has made. */
export function letWork(table: dynamodb.Table, key: kms.IKey, fn: lambda.Function, access: TableAccess): void {
  grantAccess(table, key, fn, access);
  if (access !== TableAccess.NONE) {
    const id = Stack.of(table).getLogicalId(table.node.defaultChild as dynamodb.CfnTable);
    Validations.of(fn.role!.node.findChild('DefaultPolicy')).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${id}.Arn>/index/*]`, reason: 'The indexes of this table, of which the app may add more.',
    });
  }
}
