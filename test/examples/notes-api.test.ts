import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { NotesApiStack } from '../../examples/notes-api/notes-api-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const TEMPLATE = Template.fromStack(new NotesApiStack(new App(), 'NotesApi'));

test('everything arrives, and nothing is unknown', () => {
  const templates = { NotesApi: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('every method but the preflights needs a token with a scope, and an API key', () => {
  const methods = Object.values(TEMPLATE.findResources('AWS::ApiGateway::Method')).map(({ Properties }) => Properties);
  const asked = methods.filter(({ HttpMethod }) => HttpMethod !== 'OPTIONS');
  expect(asked).toHaveLength(7);
  asked.forEach((method) => expect(method).toMatchObject({
    AuthorizationType: 'COGNITO_USER_POOLS',
    AuthorizationScopes: [{ 'Fn::Join': ['', [expect.anything(), expect.stringMatching(/^\/(read|write)$/)]] }],
    ApiKeyRequired: true,
  }));
});

test('a guest reads what is published, keeps drafts under his identity, and may do nothing else', () => {
  const [policy] = Object.entries(TEMPLATE.findResources('AWS::IAM::Policy')).filter(([id]) => id.includes('GuestRole'));
  const statements: any[] = policy[1].Properties.PolicyDocument.Statement;
  expect(statements.map(({ Action }) => [Action].flat().every((action) => /^s3:(Get|List)/.test(action)))).toEqual([true, false, false]);
  expect(statements[1].Condition).toMatchObject({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${cognito-identity.amazonaws.com:sub}'] },
    'Null': { 'dynamodb:LeadingKeys': 'false' },
  });
  expect(statements[2]).toMatchObject({ Action: 'kms:Decrypt', Condition: { StringEquals: { 'kms:ViaService': expect.anything() } } });
});

test('users of the web client get the role of their group from the identity pool', () => {
  TEMPLATE.hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName: 'editors', RoleArn: Match.anyValue() });
  TEMPLATE.hasResourceProperties('AWS::Cognito::IdentityPoolRoleAttachment', {
    RoleMappings: { NotesApiUsersWeb9E2317F5: { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' } },
  });
});

test('what is left when the stack is removed is the role with which API Gateway logs', () => {
  const kept = Object.values(TEMPLATE.toJSON().Resources).filter(({ DeletionPolicy }: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(({ Type }: any) => Type)).toEqual(['AWS::IAM::Role', 'AWS::ApiGateway::Account']);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
