import { App, CfnParameter, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Capture, Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Fifo, QueueWithDlq } from '../../src';
import { keyStatements, policyOf, warnings } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

function queues(template = Template.fromStack(stack)) {
  const resources = Object.entries(template.findResources('AWS::SQS::Queue'));
  const find = (id: string) => resources.find(([logicalId]) => logicalId.startsWith(id))![1].Properties;
  return { queue: find('JobsQueue'), deadLetterQueue: find('JobsDeadLetterQueue') };
}

describe('defaults', () => {
  test('sends a message to the dead-letter queue after 5 receives', () => {
    new QueueWithDlq(stack, 'Jobs');
    const target = new Capture();
    Template.fromStack(stack).hasResourceProperties('AWS::SQS::Queue', {
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': [target, 'Arn'] }, maxReceiveCount: 5 },
    });
    expect(target.asString()).toMatch(/^JobsDeadLetterQueue/);
  });

  test('keeps dead letters for 14 days, and messages for less', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(queues().deadLetterQueue.MessageRetentionPeriod).toBe(1_209_600);
    expect(queues().queue.MessageRetentionPeriod).toBe(345_600);
  });

  test('waits 20 seconds for messages, on both queues', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(Object.values(queues()).map((queue) => queue.ReceiveMessageWaitTimeSeconds)).toEqual([20, 20]);
  });

  test('takes messages of up to 1 MiB, on both queues', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(Object.values(queues()).map((queue) => queue.MaximumMessageSize)).toEqual([1_048_576, 1_048_576]);
  });

  test('is nobody\'s dead-letter queue, and names neither queue', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(queues().queue.RedriveAllowPolicy).toEqual({ redrivePermission: 'denyAll' });
    expect(Object.values(queues()).map((queue) => queue.QueueName)).toEqual([undefined, undefined]);
  });

  test('is a standard queue', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(Object.values(queues()).map((queue) => queue.FifoQueue)).toEqual([undefined, undefined]);
  });

  test('keeps queues and key when the stack is deleted, but not when its creation fails', () => {
    new QueueWithDlq(stack, 'Jobs');
    const template = Template.fromStack(stack);
    template.allResources('AWS::SQS::Queue', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    template.allResources('AWS::KMS::Key', { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });
});

describe('security', () => {
  test('encrypts both queues with one key that rotates', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: stack.resolve(jobs.encryptionKey.keyArn) });
  });

  test('encrypts with your key and makes none', () => {
    const key = new kms.Key(stack, 'Mine');
    new QueueWithDlq(stack, 'Jobs', { encryptionKey: key });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.allResourcesProperties('AWS::SQS::Queue', { KmsMasterKeyId: stack.resolve(key.keyArn) });
  });

  test('refuses plain HTTP on both queues', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    for (const queue of [jobs.queue, jobs.deadLetterQueue]) {
      expect(policyOf(stack, queue)).toContainEqual(expect.objectContaining({
        Effect: 'Deny', Action: 'sqs:*', Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }));
    }
  });

  test('lets nobody in but the account itself', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    expect(keyStatements(stack)).toEqual([expect.objectContaining({ Action: 'kms:*', Principal: { AWS: expect.anything() } })]);
    expect(policyOf(stack, jobs.queue).filter((statement) => statement.Effect === 'Allow')).toEqual([]);
  });
});

describe('options', () => {
  test('sets what is asked for', () => {
    new QueueWithDlq(stack, 'Jobs', {
      visibilityTimeout: Duration.minutes(2),
      retentionPeriod: Duration.days(7),
      maxReceiveCount: 3,
      deliveryDelay: Duration.seconds(10),
      maxMessageSizeBytes: 2048,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    expect(queues().queue).toMatchObject({
      VisibilityTimeout: 120,
      MessageRetentionPeriod: 604_800,
      RedrivePolicy: { maxReceiveCount: 3 },
      DelaySeconds: 10,
      MaximumMessageSize: 2048,
    });
    Template.fromStack(stack).allResources('AWS::SQS::Queue', { DeletionPolicy: 'Delete' });
  });

  test('lets only the queue use its dead-letter queue once it has a name', () => {
    new QueueWithDlq(stack, 'Jobs', { queueName: 'jobs' });
    expect(queues().queue.QueueName).toBe('jobs');
    expect(JSON.stringify(queues().deadLetterQueue.RedriveAllowPolicy)).toBe(JSON.stringify({
      redrivePermission: 'byQueue',
      sourceQueueArns: [{
        'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sqs:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':jobs']],
      }],
    }));
  });

  test.each([
    ['default throughput', Fifo.defaultThroughput(), { DeduplicationScope: 'queue', FifoThroughputLimit: 'perQueue', ContentBasedDeduplication: false }],
    ['high throughput', Fifo.highThroughput({ contentBasedDeduplication: true }),
      { DeduplicationScope: 'messageGroup', FifoThroughputLimit: 'perMessageGroupId', ContentBasedDeduplication: true }],
  ])('makes both queues FIFO with %s', (_name, fifo, expected) => {
    new QueueWithDlq(stack, 'Jobs', { fifo });
    Template.fromStack(stack).allResourcesProperties('AWS::SQS::Queue', { FifoQueue: true, ...expected });
  });

  test('a FIFO queue may keep messages for 14 days, because its dead letters start anew', () => {
    new QueueWithDlq(stack, 'Jobs', { fifo: Fifo.defaultThroughput(), retentionPeriod: Duration.days(14) });
    expect(queues().queue.MessageRetentionPeriod).toBe(1_209_600);
  });
});

describe('rights', () => {
  let role: iam.Role;

  beforeEach(() => {
    role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  });

  const allowed = (actions: string[]) => Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Effect: 'Allow', Action: actions })]) },
  });

  test('a sender may send and use the key', () => {
    new QueueWithDlq(stack, 'Jobs').grantSendMessages(role);
    allowed(['sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl']);
    allowed(['kms:Decrypt', 'kms:GenerateDataKey']);
  });

  test('a consumer may receive, delete and decrypt', () => {
    new QueueWithDlq(stack, 'Jobs').grantConsumeMessages(role);
    allowed(['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']);
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: Match.arrayWith([Match.objectLike({ Action: 'kms:Decrypt' })]) },
    });
  });

  test('an operator may move dead letters back: out of the one queue, into the other, with the key', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.grantRedrive(role);
    const policy = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'))[0].Properties.PolicyDocument.Statement;
    expect(policy).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks', 'sqs:CancelMessageMoveTask',
          'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes',
        ],
        Resource: stack.resolve(jobs.deadLetterQueue.queueArn),
      },
      { Effect: 'Allow', Action: ['sqs:SendMessage', 'sqs:GetQueueAttributes'], Resource: stack.resolve(jobs.queue.queueArn) },
      { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: stack.resolve(jobs.encryptionKey.keyArn) },
    ]);
  });

  test('grants leave the key\'s policy alone, so that key and role cannot depend on each other', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.grantSendMessages(role);
    jobs.grantConsumeMessages(role);
    jobs.grantRedrive(role);
    expect(keyStatements(stack)).toHaveLength(1);
  });
});

test('warns where a key that is known by its alias takes no grants', () => {
  const key = kms.Alias.fromAliasName(stack, 'Theirs', 'alias/theirs');
  new QueueWithDlq(stack, 'Jobs', { encryptionKey: key })
    .grantSendMessages(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
  expect(warnings(stack)).toContainEqual(expect.stringMatching(/kms:Decrypt and kms:GenerateDataKey.*cdk-keel:QueueWithDlq\.keyGrant/));
});

test('takes tokens where it cannot judge them', () => {
  const number = new CfnParameter(stack, 'N', { type: 'Number' }).valueAsNumber;
  new QueueWithDlq(stack, 'Jobs', { maxReceiveCount: number, visibilityTimeout: Duration.seconds(number), retentionPeriod: Duration.seconds(number) });
  expect(queues().queue).toMatchObject({
    VisibilityTimeout: { Ref: 'N' }, MessageRetentionPeriod: { Ref: 'N' }, RedrivePolicy: { maxReceiveCount: { Ref: 'N' } },
  });
});

test('fails at synth when the app has taken the encryption away', () => {
  const jobs = new QueueWithDlq(stack, 'Jobs');
  (jobs.queue.node.defaultChild as sqs.CfnQueue).kmsMasterKeyId = undefined;
  expect(() => Template.fromStack(stack)).toThrow(/promises queues that are encrypted/);
});
