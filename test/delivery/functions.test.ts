import { arn, bucket, either, NOTHING, ref, Resources, topic, verdicts, verdictsOf } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';
import { JsonObject } from '../../src/delivery/model/template';

const code = (Properties = {}) => ({ Type: 'AWS::Lambda::Function', Properties });
const permission = (Principal: string, SourceArn?: unknown, FunctionName: unknown = ref('Function')) => ({
  Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName, Principal, SourceArn },
});
const only = (rule: string, resources: Resources) => verdicts(resources).filter((one) => one.includes(rule));

describe('topic to function', () => {
  const wired = (change: Resources = {}, Endpoint: unknown = arn('Function')) => ({
    Topic: topic(),
    Function: code(),
    Subscription: { Type: 'AWS::SNS::Subscription', Properties: { TopicArn: ref('Topic'), Protocol: 'lambda', Endpoint } },
    Permission: permission('sns.amazonaws.com', ref('Topic')),
    ...change,
  });

  test.each<[string, string[], Resources]>([
    ['the permission is for another topic', ['no: KEEL-SNS-LAMBDA-01 Function'], {
      Other: topic(), Permission: permission('sns.amazonaws.com', ref('Other')),
    }],
    ['the permission names the function by its ARN', [], { Permission: permission('sns.amazonaws.com', undefined, arn('Function')) }],
    ['the permission names its function by a name', [], {
      Function: code({ FunctionName: 'orders' }), Permission: permission('sns.amazonaws.com', ref('Topic'), 'orders'),
    }],
    ['the permission may be of any function', ['unknown: KEEL-SNS-LAMBDA-01 Function'], {
      Permission: permission('sns.amazonaws.com', undefined, ref('Parameter')),
    }],
    ['the source of the permission is a parameter', ['unknown: KEEL-SNS-LAMBDA-01 Function'], {
      Permission: permission('sns.amazonaws.com', ref('Parameter')),
    }],
    ['the permission is made under a condition', ['unknown: KEEL-SNS-LAMBDA-01 Function'], {
      Permission: { ...permission('sns.amazonaws.com'), Condition: 'IsProd' } as Resources[string],
    }],
    ['the permission is for another service', ['no: KEEL-SNS-LAMBDA-01 Function'], { Permission: permission('s3.amazonaws.com') }],
  ])('%s', (_name, expected, change) => {
    expect(verdicts(wired(change))).toEqual(expected);
  });

  test('a function elsewhere is unknown', () => {
    expect(verdicts(wired({}, ref('Parameter')))).toEqual(['unknown: KEEL-SNS-LAMBDA-01 Topic']);
    expect(verdicts(wired({}, either(arn('Function'), ref('Parameter'))))).toEqual(['unknown: KEEL-SNS-LAMBDA-01 Topic']);
  });

  test('a permission of the function is none of its alias', () => {
    const Live = { Type: 'AWS::Lambda::Alias', Properties: { Name: 'live', FunctionName: ref('Function') } };
    expect(verdicts(wired({ Live }, ref('Live')))).toEqual(['no: KEEL-SNS-LAMBDA-01 Live']);
    expect(verdicts(wired({ Live }, { 'Fn::Sub': '${Function.Arn}:live' }))).toEqual(['no: KEEL-SNS-LAMBDA-01 Live']);
  });
});

describe('bucket to function', () => {
  const fromBucket = (SourceArn: unknown) => verdicts({
    Bucket: bucket({ BucketName: 'orders' }),
    Notifications: {
      Type: 'Custom::S3BucketNotifications',
      Properties: { BucketName: ref('Bucket'), NotificationConfiguration: { LambdaFunctionConfigurations: [{ LambdaFunctionArn: arn('Function') }] } },
    },
    Function: code(),
    Permission: permission('s3.amazonaws.com', SourceArn),
  });

  test('the custom resource of CDK names the function', () => {
    expect(fromBucket(arn('Bucket'))).toEqual([]);
    expect(fromBucket('arn:aws:s3:::returns')).toEqual(['no: KEEL-S3-LAMBDA-01 Function']);
  });
});

describe('event rule to function', () => {
  const role = (Action: string) => ({
    Type: 'AWS::IAM::Role',
    Properties: { Policies: [{ PolicyName: 'Allowed', PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource: arn('Function') }] } }] },
  });
  const withRole = (Role: Resources[string]) => only('KEEL-EVENTS-LAMBDA', {
    Rule: { Type: 'AWS::Events::Rule', Properties: { Targets: [{ Arn: arn('Function'), RoleArn: arn('Role') }] } }, Function: code(), Role,
  });

  test('with a role, it is the role that has to be allowed the call', () => {
    expect(withRole(role('lambda:InvokeFunction'))).toEqual([]);
    expect(withRole(role('lambda:GetFunction'))).toEqual(['no: KEEL-EVENTS-LAMBDA-01 Role']);
  });
});

describe('user pool to function', () => {
  const pool = (LambdaConfig: unknown, more: Resources = {}) => verdicts({
    Pool: { Type: 'AWS::Cognito::UserPool', Properties: { LambdaConfig } }, Function: code(), ...more,
  });

  test.each<[string, string[], unknown]>([
    ['one function for two triggers', ['no: KEEL-COGNITO-LAMBDA-01 Function'], { PreSignUp: arn('Function'), CustomMessage: arn('Function') }],
    ['in an object', ['no: KEEL-COGNITO-LAMBDA-01 Function'], { PreTokenGenerationConfig: { LambdaArn: arn('Function'), LambdaVersion: 'V2_0' } }],
    ['in one branch', ['no: KEEL-COGNITO-LAMBDA-01 Function', 'unknown: KEEL-COGNITO-LAMBDA-02 Pool'], either({ CustomSMSSender: either({ LambdaArn: arn('Function') }, NOTHING) }, NOTHING)],
    ['a parameter', ['unknown: KEEL-COGNITO-LAMBDA-01 Pool'], { PreSignUp: ref('Parameter') }],
    ['a key only', [], { KMSKeyID: ref('Parameter') }],
    ['a sender without a key', ['no: KEEL-COGNITO-LAMBDA-01 Function', 'no: KEEL-COGNITO-LAMBDA-02 Pool'], { CustomEmailSender: { LambdaArn: arn('Function') } }],
    ['a sender with a key in no template', ['no: KEEL-COGNITO-LAMBDA-01 Function', 'unknown: KEEL-COGNITO-LAMBDA-02 Pool'], {
      CustomEmailSender: { LambdaArn: arn('Function') }, KMSKeyID: ref('Parameter'),
    }],
    ['nonsense', [], { PreSignUp: 7, CustomMessage: null, PostConfirmation: [], CustomEmailSender: { LambdaArn: {} }, KMSKeyID: [] }],
  ])('%s', (name, expected, LambdaConfig) => {
    expect(pool(LambdaConfig)).toEqual(name === 'nonsense' ? expect.not.arrayContaining([expect.stringMatching(/^no/)]) : expected);
  });

  test('a permission for the account is enough', () => {
    const Permission = permission('cognito-idp.amazonaws.com', { 'Fn::Sub': 'arn:${AWS::Partition}:cognito-idp:*:${AWS::AccountId}:userpool/*' });
    expect(pool({ PreSignUp: arn('Function') }, { Permission })).toEqual([]);
  });
});

describe('threat protection', () => {
  test.each<[string[], object]>([
    [[], {}],
    [[], { UserPoolAddOns: { AdvancedSecurityMode: 'OFF' }, UserPoolTier: 'ESSENTIALS' }],
    [[], { UserPoolAddOns: ref('AddOns'), UserPoolTier: 'PLUS' }],
    [['no'], { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' }, UserPoolTier: 'ESSENTIALS' }],
    [['no'], { UserPoolAddOns: { AdvancedSecurityMode: 'OFF', AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' } }, UserPoolTier: 'ESSENTIALS' }],
    [['unknown'], { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' }, UserPoolTier: 'LITE' }],
    [['unknown'], { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } }],
    [['unknown'], { UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' }, UserPoolTier: either('PLUS', 'ESSENTIALS') }],
    [['unknown'], { UserPoolAddOns: { AdvancedSecurityMode: ref('Mode') }, UserPoolTier: 'ESSENTIALS' }],
    [['unknown'], { UserPoolAddOns: { AdvancedSecurityAdditionalFlows: ref('Flows') }, UserPoolTier: 'ESSENTIALS' }],
    [['unknown'], { UserPoolAddOns: ref('AddOns'), UserPoolTier: 'ESSENTIALS' }],
  ])('%j: %j', (expected, Properties) => {
    expect(verdicts({ Pool: { Type: 'AWS::Cognito::UserPool', Properties: Properties as Record<string, unknown> } }).map((one) => one.split(':')[0]))
      .toEqual(expected);
  });
});

describe('identity pool to role', () => {
  const FEDERATED = { Federated: 'cognito-identity.amazonaws.com' };
  const aud = (id: unknown) => ({ StringEquals: { 'cognito-identity.amazonaws.com:aud': id } });
  const amr = (value: unknown, operator = 'ForAnyValue:StringLike') => ({ [operator]: { 'cognito-identity.amazonaws.com:amr': value } });
  const trust = (Condition: object, change = {}) => ({
    Type: 'AWS::IAM::Role',
    Properties: {
      AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: FEDERATED, Action: 'sts:AssumeRoleWithWebIdentity', Condition, ...change }] },
    },
  });
  const attach = (Roles: unknown, RoleMappings?: unknown) => ({
    Type: 'AWS::Cognito::IdentityPoolRoleAttachment', Properties: { IdentityPoolId: ref('Pool'), Roles, RoleMappings },
  });
  const pools = { Pool: { Type: 'AWS::Cognito::IdentityPool' }, Other: { Type: 'AWS::Cognito::IdentityPool' } };
  const judged = (Role: Resources[string], Attachment = attach({ authenticated: arn('Role') })) => verdicts({ ...pools, Role, Attachment });

  test.each<[string, string[], Resources[string]]>([
    ['any sign-in', [], trust(aud(ref('Pool')))],
    ['another pool', ['no: KEEL-COGNITO-ROLE-01 Role'], trust(aud(ref('Other')))],
    ['a pool by its id', ['unknown: KEEL-COGNITO-ROLE-01 Role'], trust(aud('eu-west-1:12345678-1234-1234-1234-123456789012'))],
    ['a pool by a parameter', ['unknown: KEEL-COGNITO-ROLE-01 Role'], trust(aud(ref('Parameter')))],
    ['one of two pools', [], trust(aud([ref('Other'), ref('Pool')]))],
    ['guests only', ['unknown: KEEL-COGNITO-ROLE-01 Role'], trust({ ...aud(ref('Pool')), ...amr('unauthenticated') })],
    ['one login provider only', ['unknown: KEEL-COGNITO-ROLE-01 Role'], trust({ ...aud(ref('Pool')), ...amr('graph.facebook.com') })],
    ['one user only', ['unknown: KEEL-COGNITO-ROLE-01 Role'], trust({
      StringEquals: { 'cognito-identity.amazonaws.com:aud': ref('Pool'), 'cognito-identity.amazonaws.com:sub': 'eu-west-1:1' },
    })],
    ['a service', ['no: KEEL-COGNITO-ROLE-01 Role'], trust(aud(ref('Pool')), { Principal: { Service: 'cognito-identity.amazonaws.com' } })],
    ['another provider', ['no: KEEL-COGNITO-ROLE-01 Role'], trust(aud(ref('Pool')), { Principal: { Federated: 'accounts.google.com' } })],
    ['another action', ['no: KEEL-COGNITO-ROLE-01 Role'], trust(aud(ref('Pool')), { Action: 'sts:AssumeRole' })],
    ['every pool', ['no: KEEL-COGNITO-ROLE-02 Role'], trust(amr('authenticated'))],
    ['every pool by a wildcard', ['no: KEEL-COGNITO-ROLE-02 Role'], trust({ StringLike: { 'cognito-identity.amazonaws.com:aud': '*' } })],
    ['what a parameter says', ['unknown: KEEL-COGNITO-ROLE-01 Role', 'unknown: KEEL-COGNITO-ROLE-02 Role'], trust(ref('Conditions'))],
  ])('that trusts %s', (_name, expected, Role) => {
    expect(judged(Role)).toEqual(expected);
  });

  test('a rule of a provider gives roles to those who have signed in', () => {
    const mapping = (RoleARN: unknown) => attach({}, {
      users: { Type: 'Rules', IdentityProvider: 'users', RulesConfiguration: { Rules: [{ Claim: 'group', MatchType: 'Equals', Value: 'admin', RoleARN }] } },
    });
    expect(judged(trust({ ...aud(ref('Pool')), ...amr('authenticated') }), mapping(arn('Role')))).toEqual([]);
    expect(judged(trust(aud(ref('Other'))), mapping(arn('Role')))).toEqual(['no: KEEL-COGNITO-ROLE-01 Role']);
    expect(judged(trust({}), mapping(ref('Parameter')))).toEqual([1, 2].map((n) => `unknown: KEEL-COGNITO-ROLE-0${n} Attachment`));
  });

  test('guests do not get what is for those who have signed in', () => {
    expect(judged(trust({ ...aud(ref('Pool')), ...amr('authenticated') }), attach({ unauthenticated: arn('Role') })))
      .toEqual(['no: KEEL-COGNITO-ROLE-01 Role']);
  });

  test('elsewhere the provider has another name', () => {
    const resources = { ...pools, Role: trust(aud(ref('Pool'))), Attachment: attach({ authenticated: arn('Role') }) } as unknown as JsonObject;
    const judgedIn = (region: string) => checkTemplates([{ id: 'Shop', region, template: { Resources: resources } }]).map(({ delivers }) => delivers);
    expect(judgedIn('eu-west-1')).toEqual(['yes', 'yes']);
    expect(judgedIn('cn-north-1')).toEqual(['unknown', 'unknown']);
  });

  test.each<[unknown]>([[undefined], [null], ['x'], [7], [{ authenticated: null }], [ref('Roles')], [[]]])('roles that are %j break nothing', (Roles) => {
    expect(judged(trust({}), attach(Roles, Roles))).toEqual([]);
  });
});

test('templates may be apart', () => {
  const Subscription = {
    Type: 'AWS::SNS::Subscription', Properties: { TopicArn: ref('Topic'), Protocol: 'lambda', Endpoint: { 'Fn::ImportValue': 'orders' } },
  };
  const exported = { Outputs: { Arn: { Value: arn('Function'), Export: { Name: 'orders' } } } };
  expect(verdictsOf({
    Shop: { Resources: { Topic: topic(), Subscription } },
    Code: { Resources: { Function: code(), Permission: permission('sns.amazonaws.com') }, ...exported },
  })).toEqual([]);
  expect(verdictsOf({ Shop: { Resources: { Topic: topic(), Subscription } }, Code: { Resources: { Function: code() }, ...exported } }))
    .toEqual(['no: KEEL-SNS-LAMBDA-01 Function']);
});
