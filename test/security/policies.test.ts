import { trustIn, wildcardsIn } from '../../scripts/security/policies';
import { TemplateJson } from '../contract/template';

const ALARMS = { Service: 'cloudwatch.amazonaws.com' };
const QUEUE = { 'Fn::GetAtt': ['Queue', 'Arn'] };
const where = new Map([['Key', 'Orders/Key'], ['Queue', 'Orders/Queue'], ['Role', 'Orders/Role']]);

function statementOf(logicalId: string, Type: string, statement: object): { name: string; template: TemplateJson; where: typeof where } {
  const property = Type === 'AWS::KMS::Key' ? 'KeyPolicy' : 'PolicyDocument';
  const Properties = { [property]: { Statement: [{ Effect: 'Allow', ...statement }] } };
  return { name: 'Shop', template: { Resources: { [logicalId]: { Type, Properties } } }, where };
}

const wildcardsOf = (...of: Parameters<typeof statementOf>) => wildcardsIn(statementOf(...of)).map((one) => `${one.id} on ${one.where}`);

test.each([
  ['everybody', { Principal: '*', Action: 'sqs:SendMessage', Resource: QUEUE }, '* sqs:SendMessage <Orders/Queue>'],
  ['every account', { Principal: { AWS: '*' }, Action: 'sqs:SendMessage', Resource: QUEUE }, '* sqs:SendMessage <Orders/Queue>'],
  ['an action with a wildcard', { Principal: ALARMS, Action: 'sqs:Send*', Resource: QUEUE }, 'cloudwatch.amazonaws.com sqs:Send* <Orders/Queue>'],
  ['every resource', { Action: ['xray:PutTraceSegments'], Resource: '*' }, 'role xray:PutTraceSegments *'],
  [
    'resources of a name',
    { Action: 'sqs:SendMessage', Resource: { 'Fn::Join': ['', [{ Ref: 'AWS::Region' }, ':orders-*']] } },
    'role sqs:SendMessage <AWS::Region>:orders-*',
  ],
])('%s is a wildcard', (_, statement, id) => {
  expect(wildcardsOf('Queue', 'AWS::SQS::QueuePolicy', statement)).toEqual([`${id} on Orders/Queue`]);
});

test('one action on one resource for one service is none, and neither is what is forbidden', () => {
  expect(wildcardsOf('Queue', 'AWS::SQS::QueuePolicy', { Principal: ALARMS, Action: 'sqs:SendMessage', Resource: QUEUE })).toEqual([]);
  expect(wildcardsOf('Queue', 'AWS::SQS::QueuePolicy', { Effect: 'Deny', Principal: '*', Action: 'sqs:*', Resource: '*' })).toEqual([]);
});

test('in the policy of a key the resource is the key, and actions count all the same', () => {
  expect(wildcardsOf('Key', 'AWS::KMS::Key', { Principal: ALARMS, Action: 'kms:Decrypt', Resource: '*' })).toEqual([]);
  expect(wildcardsOf('Key', 'AWS::KMS::Key', { Principal: ALARMS, Action: 'kms:*', Resource: '*' }))
    .toEqual(['cloudwatch.amazonaws.com kms:* the key on Orders/Key']);
});

test('a statement about everything but something is refused', () => {
  expect(() => wildcardsOf('Queue', 'AWS::SQS::QueuePolicy', { Principal: ALARMS, NotAction: 'sqs:SendMessage', Resource: '*' }))
    .toThrow(/NotAction/);
});

test('a role is trusted on a condition or on none', () => {
  const roleOf = (statement: object) => {
    const Properties = { AssumeRolePolicyDocument: { Statement: [statement] } };
    return trustIn({ name: 'Shop', where, template: { Resources: { Role: { Type: 'AWS::IAM::Role', Properties } } } });
  };
  const statement = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const trusted = { id: 'states.amazonaws.com', where: 'Orders/Role' };
  expect(roleOf(statement)).toEqual([{ ...trusted, conditional: false }]);
  expect(roleOf({ ...statement, Condition: { StringEquals: { 'aws:SourceAccount': '111111111111' } } })).toEqual([{ ...trusted, conditional: true }]);
});
