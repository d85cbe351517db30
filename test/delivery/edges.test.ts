import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatchActions from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3n from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as subscriptions from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { DeliveryChecks } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const found = () => DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })
  .map(({ ruleId, logicalId }) => `${ruleId} ${logicalId.replace(/[0-9A-F]{8}$/, '')}`);
const unknown = () => DeliveryChecks.unknownsOf({ Shop: Template.fromStack(stack).toJSON() }).map(({ ruleId }) => ruleId);

const keyFor = (service: string) => {
  const key = new kms.Key(stack, 'Key');
  key.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal(service)], actions: ['kms:Decrypt', 'kms:GenerateDataKey*'], resources: ['*'],
  }));
  return key;
};

describe('topic to queue', () => {
  test('delivers as the L2s wire it, with a key on each side', () => {
    const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'TopicKey') });
    topic.addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: new kms.Key(stack, 'QueueKey') })));
    expect(found()).toEqual([]);
    expect(unknown()).toEqual([]);
  });

  test('does not deliver without a policy', () => {
    new sns.CfnSubscription(stack, 'Subscription', {
      topicArn: new sns.Topic(stack, 'Topic').topicArn, protocol: 'sqs', endpoint: new sqs.Queue(stack, 'Queue').queueArn,
    });
    expect(found()).toEqual(['KEEL-SNS-SQS-01 Queue']);
  });

  test('does not deliver with the policy for another topic', () => {
    const queue = new sqs.Queue(stack, 'Queue');
    new sns.CfnSubscription(stack, 'Subscription', {
      topicArn: new sns.Topic(stack, 'Topic').topicArn, protocol: 'sqs', endpoint: queue.queueArn,
    });
    queue.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': new sns.Topic(stack, 'Other').topicArn } },
    }));
    expect(found()).toEqual(['KEEL-SNS-SQS-01 Queue']);
  });

  test('does not deliver where the key lets SNS decrypt only', () => {
    const key = new kms.Key(stack, 'Key');
    const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: key });
    new sns.Topic(stack, 'Topic').addSubscription(new subscriptions.SqsSubscription(queue));
    (key.node.defaultChild as kms.CfnKey).addPropertyOverride('KeyPolicy.Statement.1.Action', 'kms:Decrypt');
    expect(found()).toEqual(['KEEL-SNS-SQS-02 Key']);
  });

  test('says what to add, where and why', () => {
    const topic = new sns.Topic(stack, 'Topic');
    const queue = new sqs.Queue(stack, 'Queue');
    new sns.CfnSubscription(stack, 'Subscription', { topicArn: topic.topicArn, protocol: 'sqs', endpoint: queue.queueArn });
    const [{ logicalId, statement, ...finding }] = DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() });
    expect(finding).toEqual({
      ruleId: 'KEEL-SNS-SQS-01',
      proves: 'Topic to queue: the receiver\'s policy lets the sender in.',
      sender: expect.stringMatching(/^Shop\/Topic/),
      receiver: `Shop/${logicalId}`,
      at: `Shop/${logicalId}`,
      because: 'its policy does not let sns.amazonaws.com in for this sender',
      source: 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html',
    });
    expect(JSON.parse(statement!)).toEqual({
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: { 'Fn::GetAtt': [logicalId, 'Arn'] },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnEquals: { 'aws:SourceArn': { Ref: expect.stringMatching(/^Topic/) } },
      },
    });
  });

  test('does not deliver from a standard topic to a FIFO queue', () => {
    new sns.Topic(stack, 'Topic').addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Queue', { fifo: true })));
    expect(found()).toEqual(['KEEL-SNS-SQS-03 Queue']);
  });

  test('is unknown for an imported queue and for a key that is a parameter', () => {
    const topic = new sns.Topic(stack, 'Topic');
    topic.addSubscription(new subscriptions.SqsSubscription(sqs.Queue.fromQueueArn(stack, 'Theirs', 'arn:aws:sqs:eu-west-1:222222222222:theirs')));
    expect(found()).toEqual([]);
    expect(unknown()).toEqual(['KEEL-SNS-SQS-01', 'KEEL-SNS-SQS-02', 'KEEL-SNS-SQS-03']);
  });

  test('reaches across templates', () => {
    const other = new Stack(stack.node.root, 'Other');
    const topic = new sns.Topic(other, 'Topic');
    topic.addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Queue')));
    const templates = { Shop: Template.fromStack(stack).toJSON(), Other: Template.fromStack(other).toJSON() };
    expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
    expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
  });
});

describe('known defects of the L2s', () => {
  test('a subscription\'s dead-letter queue has a key that does not let SNS in', () => {
    const dead = new sqs.Queue(stack, 'Dead', { encryptionMasterKey: new kms.Key(stack, 'DeadKey') });
    new sns.Topic(stack, 'Topic').addSubscription(new subscriptions.SqsSubscription(new sqs.Queue(stack, 'Queue'), { deadLetterQueue: dead }));
    expect(found()).toEqual(['KEEL-SNS-DLQ-02 DeadKey']);
  });

  test('an alarm\'s topic has a key that does not let CloudWatch in', () => {
    const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
    new sqs.Queue(stack, 'Queue').metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })
      .addAlarmAction(new cloudwatchActions.SnsAction(topic));
    expect(found()).toEqual(['KEEL-ALARM-SNS-02 Key']);
  });

  test('a TLS-only topic of an alarm has a policy that does not let CloudWatch in', () => {
    const topic = new sns.Topic(stack, 'Topic', { enforceSSL: true });
    new sqs.Queue(stack, 'Queue').metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 })
      .addAlarmAction(new cloudwatchActions.SnsAction(topic));
    expect(found()).toEqual(['KEEL-ALARM-SNS-01 Topic']);
  });

  test('a bucket\'s topic has a key that does not let S3 in', () => {
    const topic = new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') });
    new s3.Bucket(stack, 'Bucket').addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SnsDestination(topic));
    expect(found()).toEqual(['KEEL-S3-SNS-02 Key']);
  });

  test('an event rule\'s dead-letter queue has a key that does not let EventBridge in', () => {
    const dead = new sqs.Queue(stack, 'Dead', { encryptionMasterKey: new kms.Key(stack, 'DeadKey') });
    new events.Rule(stack, 'Rule', {
      schedule: events.Schedule.rate(Duration.hours(1)),
      targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Queue'), { deadLetterQueue: dead })],
    });
    expect(found()).toEqual(['KEEL-EVENTS-DLQ-02 DeadKey']);
  });

  test('a dead-letter queue keeps messages no longer than its queue', () => {
    new sqs.Queue(stack, 'Queue', { deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 3 } });
    expect(found()).toEqual(['KEEL-SQS-DLQ-05 Dead']);
  });
});

describe('others', () => {
  test('buckets and event rules deliver as the L2s wire them, once the key lets them in', () => {
    const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: keyFor('events.amazonaws.com') });
    new s3.Bucket(stack, 'Bucket').addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SqsDestination(queue));
    const topic = new sns.Topic(stack, 'Topic');
    new events.Rule(stack, 'Rule', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.SqsQueue(queue), new targets.SnsTopic(topic)] });
    expect(found()).toEqual([]);
  });

  test('S3 does not send to a FIFO queue', () => {
    new s3.Bucket(stack, 'Bucket').addEventNotification(s3.EventType.OBJECT_CREATED, new s3n.SqsDestination(new sqs.Queue(stack, 'Queue', { fifo: true })));
    expect(found()).toEqual(['KEEL-S3-FIFO-01 Queue']);
  });

  test('a dead-letter queue that lets no queue use it, or another one, gets nothing', () => {
    const dead = new sqs.Queue(stack, 'Dead', {
      retentionPeriod: Duration.days(14), redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
    new sqs.Queue(stack, 'Queue', { deadLetterQueue: { queue: dead, maxReceiveCount: 3 } });
    expect(found()).toEqual(['KEEL-SQS-DLQ-03 Dead']);
  });

  test('an alarm without an action tells nobody', () => {
    new sqs.Queue(stack, 'Queue').metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
    expect(found()).toEqual(['KEEL-ALARM-01 Alarm']);
  });
});
