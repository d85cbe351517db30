import { Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import { notes } from './api-specimen';
import { TableAccess } from '../../src';
import { Statement } from '../statements';

const READS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:Scan', 'dynamodb:ConditionCheckItem', 'dynamodb:DescribeTable'];
const WRITES = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];

function granted(access: TableAccess) {
  const { stack, api } = notes();
  const role = new iam.Role(stack, 'Reporter', { assumedBy: new iam.AccountRootPrincipal() });
  api.grantTableAccess(role, access);
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy', { Properties: { Roles: [stack.resolve(role.roleName)] } });
  const statements: Statement[] = Object.values(policies).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
  const tableArn = stack.resolve(api.table.tableArn);
  const read = { Effect: 'Allow', Action: READS, Resource: [tableArn, { 'Fn::Join': ['', [tableArn, '/index/*']] }] };
  const write = { Effect: 'Allow', Action: WRITES, Resource: tableArn };
  const throughDynamoDb = {
    Effect: 'Allow',
    Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey', 'kms:DescribeKey'],
    Resource: stack.resolve(api.encryptionKey.keyArn),
    Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } } },
  };
  return { statements, read, write, throughDynamoDb };
}

test('whoever reads may read items, and use the key through DynamoDB', () => {
  const { statements, read, throughDynamoDb } = granted(TableAccess.READ);
  expect(statements).toEqual([read, throughDynamoDb]);
});

test('whoever writes may read too', () => {
  const { statements, read, write, throughDynamoDb } = granted(TableAccess.READ_WRITE);
  expect(statements).toEqual([read, write, throughDynamoDb]);
});

test('no access is none', () => {
  expect(granted(TableAccess.NONE).statements).toEqual([]);
});
