import { App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { QueueWithDlq, Sender, SnsSqsFanOut } from '../../src';
import { keyStatements, policyOf, THIS_ACCOUNT, warnings } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

describe('to a queue', () => {
  test('a service may send for one resource of this account, and use the key for this account', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.allowSendFrom(Sender.service('events.amazonaws.com', { sourceArn: 'arn:aws:events:eu-west-1:111111111111:rule/nightly' }));
    expect(policyOf(stack, jobs.queue)).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: stack.resolve(jobs.queue.queueArn),
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: { 'aws:SourceArn': 'arn:aws:events:eu-west-1:111111111111:rule/nightly' },
      },
    });
    expect(keyStatements(stack)).toContainEqual({
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    });
  });

  test('another account may send, and use the key through SQS only', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.allowSendFrom(Sender.account('222222222222', { principalArn: 'arn:aws:iam::222222222222:role/Publisher' }));
    const principal = { AWS: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::222222222222:root']] } };
    const role = { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/Publisher' } };
    expect(policyOf(stack, jobs.queue)).toContainEqual(expect.objectContaining({
      Principal: principal, Action: 'sqs:SendMessage', Condition: { StringEquals: { 'aws:PrincipalAccount': '222222222222' }, ...role },
    }));
    expect(keyStatements(stack)).toContainEqual(expect.objectContaining({
      Principal: principal,
      Condition: {
        StringEquals: {
          'aws:PrincipalAccount': '222222222222',
          'kms:ViaService': { 'Fn::Join': ['', ['sqs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
        },
        ...role,
      },
    }));
  });

  test('an organization may send, and nobody outside of it', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.allowSendFrom(Sender.organization('o-1234567890'));
    expect(policyOf(stack, jobs.queue)).toContainEqual(expect.objectContaining({
      Effect: 'Allow', Action: 'sqs:SendMessage', Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-1234567890' } },
    }));
  });

  test('shows the statement for a key that cannot be changed from here', () => {
    const key = kms.Key.fromKeyArn(stack, 'Theirs', 'arn:aws:kms:eu-west-1:111111111111:key/0');
    new QueueWithDlq(stack, 'Jobs', { encryptionKey: key }).allowSendFrom(Sender.service('events.amazonaws.com'));
    expect(warnings(stack)).toEqual([expect.stringMatching(/Theirs.*kms:GenerateDataKey.*events\.amazonaws\.com.*cdk-keel:QueueWithDlq\.keyPolicy/)]);
  });
});

describe('to a topic', () => {
  test('a service may publish for this account, and use the key', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.allowPublishFrom(Sender.service('s3.amazonaws.com'));
    const sender = { Effect: 'Allow', Principal: { Service: 's3.amazonaws.com' }, Condition: { StringEquals: THIS_ACCOUNT } };
    expect(policyOf(stack, orders.topic)).toContainEqual(
      expect.objectContaining({ ...sender, Action: 'sns:Publish', Resource: stack.resolve(orders.topic.topicArn) }));
    expect(keyStatements(stack)).toContainEqual({ ...sender, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' });
  });

  test('EventBridge may publish, which tells a topic no source', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.allowPublishFrom(Sender.service('events.amazonaws.com'));
    const sender = { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' } };
    expect(policyOf(stack, orders.topic)).toContainEqual(
      { ...sender, Sid: expect.anything(), Action: 'sns:Publish', Resource: stack.resolve(orders.topic.topicArn) });
    expect(keyStatements(stack)).toContainEqual({
      ...sender,
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: {
        ArnLike: {
          'kms:EncryptionContext:aws:sns:topicArn': {
            'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']],
          },
        },
      },
    });
  });

  test('fails when EventBridge is narrowed down to a rule', () => {
    const sender = Sender.service('events.amazonaws.com', { sourceArn: 'arn:aws:events:eu-west-1:111111111111:rule/nightly' });
    expect(() => new SnsSqsFanOut(stack, 'Orders').allowPublishFrom(sender)).toThrow(
      /SnsSqsFanOut\.allowPublishFrom of 'Shop\/Orders'.*sender.*without sourceArn and sourceAccount.*rule\/nightly/s);
  });
});

test.each([
  ['servicePrincipal', () => Sender.service('events'), 'events'],
  ['accountId', () => Sender.account('1234'), '1234'],
  ['organizationId', () => Sender.organization('my-org'), 'my-org'],
])('fails when the %s is not one', (prop, make, received) => {
  expect(make).toThrow(new RegExp(`Sender\\.\\w+ got invalid values:\\n  - '${prop}' must .*, but got ${received}`));
});
