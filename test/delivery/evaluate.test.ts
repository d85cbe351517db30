import { text, Text } from '../../src/delivery/expression/text';
import { Json } from '../../src/delivery/model/template';
import { evaluate } from '../../src/delivery/policy/evaluate';
import { parsePolicy } from '../../src/delivery/policy/parse-policy';
import { Request } from '../../src/delivery/policy/request';

const QUEUE = 'arn:aws:sqs:eu-west-1:111111111111:billing';
const TOPIC = 'arn:aws:sns:eu-west-1:111111111111:orders';

const request: Request = {
  principal: { service: text('sns.amazonaws.com') },
  action: 'sqs:SendMessage',
  resource: text(QUEUE),
  context: new Map<string, readonly Text[]>([
    ['aws:sourcearn', [text(TOPIC)]],
    ['aws:sourceaccount', [text('111111111111')]],
    ['aws:securetransport', [text('true')]],
    ['aws:principalorgid', []],
    ['aws:tagkeys', [text('a'), text('b')]],
  ]),
};

const textOf = (value: Json) => (typeof value === 'object' ? text({ name: JSON.stringify(value), kind: 'any' }) : text(`${value}`));
const answer = (statements: Json, asked = request) => evaluate(parsePolicy({ Statement: statements }, textOf), asked);
const allow = { Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: QUEUE };

describe('elements', () => {
  test.each<[string, string, object]>([
    ['allowed', 'the statement as it should be', {}],
    ['allowed', 'the service by its name in China', { Principal: { Service: 'sns.amazonaws.com.cn' } }],
    ['allowed', 'everybody', { Principal: '*' }],
    ['allowed', 'every AWS principal', { Principal: { AWS: '*' } }],
    ['denied', 'another service', { Principal: { Service: 'events.amazonaws.com' } }],
    ['denied', 'the account, which a service is not', { Principal: { AWS: 'arn:aws:iam::111111111111:root' } }],
    ['allowed', 'one of several services', { Principal: { Service: ['events.amazonaws.com', 'sns.amazonaws.com'] } }],
    ['allowed', 'the action in other letters, with a wildcard', { Action: ['SQS:send*'] }],
    ['denied', 'another action', { Action: 'sqs:ReceiveMessage' }],
    ['denied', 'all actions but this', { Action: undefined, NotAction: 'sqs:SendMessage' }],
    ['allowed', 'all actions but another', { Action: undefined, NotAction: 'sqs:DeleteQueue' }],
    ['allowed', 'any resource', { Resource: '*' }],
    ['denied', 'another queue', { Resource: 'arn:aws:sqs:eu-west-1:111111111111:shipping' }],
    ['denied', 'all resources but this', { Resource: undefined, NotResource: QUEUE }],
    ['unknown', 'a resource that is a parameter', { Resource: { Ref: 'Parameter' } }],
    ['denied', 'everybody but this service', { Principal: undefined, NotPrincipal: { Service: 'sns.amazonaws.com' } }],
    ['allowed', 'everybody but another service', { Principal: undefined, NotPrincipal: { Service: 'events.amazonaws.com' } }],
  ])('%s: %s', (expected, _name, change) => {
    expect(answer([{ ...allow, ...change }])).toBe(expected);
  });

  test('denied: nothing is said', () => {
    expect(answer([])).toBe('denied');
    expect(answer(undefined)).toBe('denied');
  });
});

describe('a role', () => {
  const role: Request = { ...request, principal: { arn: text('arn:aws:iam::111111111111:role/Publisher'), account: text('111111111111') } };

  test.each<[string, Json]>([
    ['allowed', 'arn:aws:iam::111111111111:role/Publisher'],
    ['allowed', 'arn:aws:iam::111111111111:root'],
    ['allowed', '111111111111'],
    ['denied', '222222222222'],
    ['denied', 'arn:aws:iam::111111111111:role/Other'],
  ])('%s: named by %s', (expected, AWS) => {
    expect(answer([{ ...allow, Principal: { AWS } }], role)).toBe(expected);
  });
});

describe('somebody with a token', () => {
  const token: Request = { ...request, principal: { federated: text('cognito-identity.amazonaws.com') } };

  test.each<[string, Json]>([
    ['allowed', { Federated: 'cognito-identity.amazonaws.com' }],
    ['allowed', { Federated: ['accounts.google.com', 'cognito-identity.amazonaws.com'] }],
    ['allowed', '*'],
    ['denied', { Federated: 'accounts.google.com' }],
    ['denied', { Service: 'cognito-identity.amazonaws.com' }],
    ['denied', { AWS: 'arn:aws:iam::111111111111:root' }],
    ['unknown', { Federated: { Ref: 'Provider' } }],
    ['unknown', { Ref: 'Principal' }],
  ])('%s: named by %j', (expected, Principal) => {
    expect(answer([{ ...allow, Principal }], token)).toBe(expected);
  });

  test('is no service', () => {
    expect(answer([{ ...allow, Principal: { Federated: 'sns.amazonaws.com' } }])).toBe('denied');
  });
});

describe('denials', () => {
  test('an explicit deny wins', () => {
    expect(answer([allow, { ...allow, Effect: 'Deny', Principal: '*' }])).toBe('denied');
  });

  test('a deny of plain HTTP does not touch TLS', () => {
    expect(answer([allow, { ...allow, Effect: 'Deny', Principal: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }])).toBe('allowed');
  });

  test('a deny that may apply leaves the answer unknown', () => {
    expect(answer([allow, { ...allow, Effect: 'Deny', Principal: '*', Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } }])).toBe('unknown');
  });
});

describe('conditions', () => {
  test.each<[string, object]>([
    ['allowed', { ArnEquals: { 'aws:SourceArn': TOPIC } }],
    ['allowed', { ArnLike: { 'AWS:SOURCEARN': 'arn:aws:sns:*:*:*' } }],
    ['denied', { ArnEquals: { 'aws:SourceArn': 'arn:aws:sns:eu-west-1:111111111111:returns' } }],
    ['allowed', { ArnEquals: { 'aws:SourceArn': ['arn:aws:sns:eu-west-1:111111111111:returns', TOPIC] } }],
    ['denied', { ArnEquals: { 'aws:SourceArn': TOPIC }, StringEquals: { 'aws:SourceAccount': '222222222222' } }],
    ['denied', { ArnNotLike: { 'aws:SourceArn': 'arn:aws:sns:*:*:*' } }],
    ['denied', { StringNotEquals: { 'aws:SourceAccount': ['222222222222', '111111111111'] } }],
    ['allowed', { StringNotEquals: { 'aws:SourceAccount': ['222222222222', '333333333333'] } }],
    ['denied', { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } }],
    ['allowed', { StringEqualsIfExists: { 'aws:PrincipalOrgID': 'o-1' } }],
    ['allowed', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }],
    ['allowed', { Null: { 'aws:PrincipalOrgID': 'true' } }],
    ['denied', { Null: { 'aws:PrincipalOrgID': 'false' } }],
    ['denied', { Null: { 'aws:SourceArn': true } }],
    ['allowed', { Bool: { 'aws:SecureTransport': true } }],
    ['allowed', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a', 'b', 'c'] } }],
    ['denied', { 'ForAllValues:StringEquals': { 'aws:TagKeys': ['a'] } }],
    ['allowed', { 'ForAnyValue:StringEquals': { 'aws:TagKeys': ['b'] } }],
    ['allowed', { 'ForAllValues:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } }],
    ['denied', { 'ForAnyValue:StringEquals': { 'aws:PrincipalOrgID': 'o-1' } }],
    ['unknown', { StringEquals: { 'kms:ViaService': 'sqs.eu-west-1.amazonaws.com' } }],
    ['unknown', { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } }],
    ['unknown', { ArnEquals: { 'aws:SourceArn': { Ref: 'Parameter' } } }],
    ['allowed', { StringLike: { 'aws:SourceArn': 'arn:aws:sns:*:orders' } }],
    ['allowed', { StringEqualsIgnoreCase: { 'aws:SourceArn': TOPIC.toUpperCase() } }],
  ])('%s: %j', (expected, Condition) => {
    expect(answer([{ ...allow, Condition } as Json])).toBe(expected);
  });
});

test('malformed policies allow nothing and break nothing', () => {
  for (const statements of [null, 7, 'Allow', [null], [{}], [{ Effect: 'Allow', Principal: 7 }], [{ ...allow, Condition: 'x' }]] as Json[]) {
    expect(['denied', 'allowed']).toContain(answer(statements));
  }
  expect(answer([{ Effect: 'Maybe' }])).not.toBe('allowed');
});
