import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ClientKind, CognitoIdentityPool, CognitoUserPool, CognitoUserPoolClient, DeliveryChecks } from '../../src';
import { dependencyCycle } from '../contract/references';

const SUB = '${cognito-identity.amazonaws.com:sub}';

let stack: Stack;
let users: CognitoUserPool;
let web: CognitoUserPoolClient;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
  users = new CognitoUserPool(stack, 'Users');
  web = users.addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'] }));
});

const template = () => Template.fromStack(stack);

function trustOf(role: CfnResource) {
  return template().toJSON().Resources[stack.resolve(role.logicalId)].Properties.AssumeRolePolicyDocument.Statement;
}

function trust(identities: CognitoIdentityPool, amr: string) {
  return [{
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': stack.resolve(identities.identityPoolId) },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': amr },
    },
  }];
}

function statements() {
  return Object.values(template().findResources('AWS::IAM::Policy')).flatMap(({ Properties }) => Properties.PolicyDocument.Statement);
}

test('knows users by the tokens of their client, and takes nobody else', () => {
  users.addIdentityPool('Identities', { clients: [web] });
  template().hasResourceProperties('AWS::Cognito::IdentityPool', {
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    CognitoIdentityProviders: [{
      ProviderName: stack.resolve(users.userPool.userPoolProviderName),
      ClientId: stack.resolve(web.client.userPoolClientId),
      ServerSideTokenCheck: true,
    }],
  });
  template().hasResource('AWS::Cognito::IdentityPool', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
});

test('has no role for guests unless they are asked for', () => {
  const identities = users.addIdentityPool('Identities', { clients: [web] });
  expect(identities.guestRole).toBeUndefined();
  template().hasResourceProperties('AWS::Cognito::IdentityPoolRoleAttachment', { Roles: { unauthenticated: Match.absent() } });
  template().resourceCountIs('AWS::IAM::Role', 1);
});

test('lets only its own identities assume its roles, by whether they have signed in', () => {
  const identities = users.addIdentityPool('Identities', { clients: [web], guestAccess: true });
  const editors = identities.addRole('Editors');
  users.addGroup('editors', { role: editors });
  expect(trustOf(identities.authenticatedRole.node.defaultChild as CfnResource)).toEqual(trust(identities, 'authenticated'));
  expect(trustOf(identities.guestRole!.node.defaultChild as CfnResource)).toEqual(trust(identities, 'unauthenticated'));
  expect(trustOf(editors.node.defaultChild as CfnResource)).toEqual(trust(identities, 'authenticated'));
  template().hasResourceProperties('AWS::Cognito::UserPoolGroup', { RoleArn: stack.resolve(editors.roleArn) });
  expect(dependencyCycle(template().toJSON())).toEqual([]);
});

test('chooses the role by token, and that of all who have signed in where the token names none', () => {
  users.addIdentityPool('Identities', { clients: [web] });
  const mapping = Object.values(template().findResources('AWS::Cognito::IdentityPoolRoleAttachment'))[0].Properties.RoleMappings;
  expect(Object.values(mapping)).toEqual([expect.objectContaining({ Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' })]);
});

test('satisfies the rules of DeliveryChecks, with nothing that they cannot judge', () => {
  users.addIdentityPool('Identities', { clients: [web], guestAccess: true });
  expect(DeliveryChecks.findingsOf({ Shop: template().toJSON() }).filter(({ ruleId }) => ruleId !== 'KEEL-ALARM-01')).toEqual([]);
});

describe('fails at synth when something in the app', () => {
  const CONDITION = 'AssumeRolePolicyDocument.Statement.0.Condition';

  test('lets identities of other pools assume a role', () => {
    const { authenticatedRole } = users.addIdentityPool('Identities', { clients: [web] });
    (authenticatedRole.node.defaultChild as CfnResource).addPropertyDeletionOverride(`${CONDITION}.StringEquals`);
    expect(template).toThrow(/promises that messages arrive, .* lets in identities of every pool.*KEEL-COGNITO-ROLE-02/);
  });

  test('lets guests not assume their role', () => {
    const { guestRole } = users.addIdentityPool('Identities', { clients: [web], guestAccess: true });
    const signedIn = { 'cognito-identity.amazonaws.com:amr': 'authenticated' };
    (guestRole!.node.defaultChild as CfnResource).addPropertyOverride(`${CONDITION}.ForAnyValue:StringLike`, signedIn);
    expect(template).toThrow(/does not let unauthenticated identities of the pool assume it.*KEEL-COGNITO-ROLE-01/);
  });
});

describe('the folder of an identity', () => {
  test('is its own to read, write and list, with the key of the bucket through S3 only', () => {
    const key = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
    const identities = users.addIdentityPool('Identities', { clients: [web] });
    identities.grantOwnObjects(identities.authenticatedRole, bucket, { folder: 'private' });
    const arn = stack.resolve(bucket.bucketArn);
    expect(statements()).toEqual([
      { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'], Resource: { 'Fn::Join': ['', [arn, `/private/${SUB}/*`]] } },
      { Effect: 'Allow', Action: 's3:ListBucket', Resource: arn, Condition: { StringLike: { 's3:prefix': [`private/${SUB}/*`] } } },
      {
        Effect: 'Allow',
        Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
        Resource: stack.resolve(key.keyArn),
        Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.', { Ref: 'AWS::Region' }, '.', { Ref: 'AWS::URLSuffix' }]] } } },
      },
    ]);
  });

  test('may be read only, and stand at the top of the bucket', () => {
    const bucket = new s3.Bucket(stack, 'Bucket');
    const identities = users.addIdentityPool('Identities', { clients: [web], guestAccess: true });
    identities.grantOwnObjects(identities.guestRole!, bucket, { readOnly: true });
    expect(statements()).toEqual([
      { Effect: 'Allow', Action: 's3:GetObject', Resource: { 'Fn::Join': ['', [stack.resolve(bucket.bucketArn), `/${SUB}/*`]] } },
      expect.objectContaining({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': [`${SUB}/*`] } } }),
    ]);
  });

  test.each(['/private', 'private/', 'a*', 'a$b', 'a?', 'a::b', 'a b'])('fails for %s', (folder) => {
    const identities = users.addIdentityPool('Identities', { clients: [web] });
    expect(() => identities.grantOwnObjects(identities.authenticatedRole, new s3.Bucket(stack, 'Bucket'), { folder })).toThrow(`, but got ${folder}`);
  });
});

test('the items of an identity are those whose partition key is its id, and a request without keys is none', () => {
  const table = new dynamodb.Table(stack, 'Table', { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } });
  const identities = users.addIdentityPool('Identities', { clients: [web] });
  identities.grantOwnItems(identities.authenticatedRole, table);
  const [statement, ...others] = statements();
  expect(others).toEqual([]);
  expect(statement).toMatchObject({
    Resource: stack.resolve(table.tableArn),
    Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SUB] }, 'Null': { 'dynamodb:LeadingKeys': 'false' } },
  });
  expect(statement.Action).toEqual(expect.arrayContaining(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:PutItem']));
  expect(statement.Action.filter((action: string) => /Scan|PartiQL|\*/.test(action))).toEqual([]);
});

test('may stand in another stack than pool and client', () => {
  const other = new Stack(stack.node.root as App, 'Other');
  const identities = new CognitoIdentityPool(other, 'Identities', { clients: [web] });
  identities.addRole('Editors');
  expect(() => (stack.node.root as App).synth()).not.toThrow();
});

test('fails without clients, and for the client of a program', () => {
  expect(() => users.addIdentityPool('Identities', { clients: [] })).toThrow(/'clients' must hold at least one client, but got \[\]/);
  const batch = users.addClient('Batch', ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('a/b')] }));
  expect(() => users.addIdentityPool('Identities', { clients: [web, batch] }))
    .toThrow(/'clients' must be clients that users sign in with, not programs, but got Shop\/Users\/Batch/);
});

test('fails for a role whose name is taken, or means something else', () => {
  const identities = users.addIdentityPool('Identities', { clients: [web] });
  expect(() => identities.addRole('AuthenticatedRole')).toThrow(/'id' must be free, and it is taken, but got AuthenticatedRole/);
  expect(() => identities.addRole('Default')).toThrow("'id' must be another than Default, which the CDK leaves out of logical ids, but got Default");
  expect(() => identities.addRole('')).toThrow("'id' must not be empty");
});
