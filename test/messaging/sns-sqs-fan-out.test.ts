import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { DeliveryLogging, Fifo, FilterPolicy, SnsSqsFanOut } from '../../src';
import { keyStatements, policyOf, THIS_ACCOUNT } from '../statements';

const topicsOfThisAccount = {
  'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':sns:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':*']],
};

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

describe('defaults', () => {
  test('shares one key that rotates between topic, queues and dead-letter queues', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.addQueue('Billing');
    orders.addQueue('Shipping');
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::KMS::Key', 1);
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    const key = { KmsMasterKeyId: stack.resolve(orders.encryptionKey.keyArn) };
    template.allResourcesProperties('AWS::SNS::Topic', key);
    template.resourceCountIs('AWS::SQS::Queue', 5);
    template.allResourcesProperties('AWS::SQS::Queue', key);
  });

  test('the topic refuses plain HTTP, signs with SHA-256, and has no name', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    expect(policyOf(stack, orders.topic)).toEqual([expect.objectContaining({
      Effect: 'Deny', Action: 'sns:Publish', Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    })]);
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Topic', { SignatureVersion: '2', TopicName: Match.absent() });
  });

  test('keeps what could not be delivered for 14 days', () => {
    new SnsSqsFanOut(stack, 'Orders');
    Template.fromStack(stack).hasResource('AWS::SQS::Queue', {
      Properties: { MessageRetentionPeriod: 1_209_600 }, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain',
    });
  });

  test('logs no delivery', () => {
    new SnsSqsFanOut(stack, 'Orders');
    Template.fromStack(stack).resourceCountIs('AWS::Logs::LogGroup', 0);
  });
});

describe('a queue of the fan-out', () => {
  test('lets exactly this topic send, and nobody else', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    const { queue, deadLetterQueue } = orders.addQueue('Billing');
    const statement = (target: typeof queue) => ({
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: stack.resolve(target.queueArn),
      Condition: { ArnEquals: { 'aws:SourceArn': stack.resolve(orders.topic.topicArn) } },
    });
    const allowed = (target: typeof queue) => policyOf(stack, target).filter(({ Effect }) => Effect === 'Allow');
    expect(allowed(queue)).toEqual([statement(queue)]);
    expect(allowed(orders.subscriptionDeadLetterQueue)).toEqual([statement(orders.subscriptionDeadLetterQueue)]);
    expect(allowed(deadLetterQueue)).toEqual([]);
  });

  test('lets SNS use the key for topics of this account and Region, and names no topic, so that there is no cycle', () => {
    new SnsSqsFanOut(stack, 'Orders').addQueue('Billing');
    expect(keyStatements(stack).slice(1)).toEqual([{
      Effect: 'Allow',
      Principal: { Service: 'sns.amazonaws.com' },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Resource: '*',
      Condition: { StringEquals: THIS_ACCOUNT, ArnLike: { 'aws:SourceArn': topicsOfThisAccount } },
    }]);
  });

  test('with a key of its own lets SNS use that one', () => {
    const key = new kms.Key(stack, 'Mine');
    const { queue } = new SnsSqsFanOut(stack, 'Orders').addQueue('Billing', { encryptionKey: key });
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', {
      Description: Match.absent(),
      KeyPolicy: { Statement: Match.arrayWith([Match.objectLike({ Principal: { Service: 'sns.amazonaws.com' }, Condition: Match.anyValue() })]) },
    });
    expect(queue.encryptionMasterKey).toBe(key);
  });

  test('gets messages raw, and those that cannot be delivered go to the subscription dead-letter queue', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.addQueue('Billing');
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: true,
      FilterPolicy: Match.absent(),
      RedrivePolicy: { deadLetterTargetArn: stack.resolve(orders.subscriptionDeadLetterQueue.queueArn) },
    });
  });

  test('is subscribed only once its policy lets the topic in', () => {
    new SnsSqsFanOut(stack, 'Orders').addQueue('Billing');
    const [subscription] = Object.values(Template.fromStack(stack).findResources('AWS::SNS::Subscription'));
    expect(subscription.DependsOn).toEqual([expect.stringMatching(/^OrdersBillingQueuePolicy/)]);
  });

  test('filters on attributes', () => {
    new SnsSqsFanOut(stack, 'Orders').addQueue('Shipping', {
      filterPolicy: FilterPolicy.messageAttributes({ kind: sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] }) }),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', { FilterPolicy: { kind: ['physical'] } });
  });

  test('filters on the body', () => {
    new SnsSqsFanOut(stack, 'Orders').addQueue('Large', {
      filterPolicy: FilterPolicy.messageBody({ total: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.numericFilter({ greaterThan: 100 })) }),
      rawMessageDelivery: false,
    });
    Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
      FilterPolicyScope: 'MessageBody', FilterPolicy: { total: [{ numeric: ['>', 100] }] }, RawMessageDelivery: false,
    });
  });

  test('takes the options of a QueueWithDlq, and the removal policy of the fan-out', () => {
    new SnsSqsFanOut(stack, 'Orders', { removalPolicy: RemovalPolicy.DESTROY }).addQueue('Billing', { maxReceiveCount: 2 });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SQS::Queue', { RedrivePolicy: { maxReceiveCount: 2 } });
    template.allResources('AWS::SQS::Queue', { DeletionPolicy: 'Delete' });
    template.allResources('AWS::KMS::Key', { DeletionPolicy: 'Delete' });
  });
});

describe('FIFO', () => {
  test('reaches from the topic to every queue', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders', { fifo: Fifo.highThroughput({ contentBasedDeduplication: true }) });
    orders.addQueue('Billing');
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::SNS::Topic', { FifoTopic: true, ContentBasedDeduplication: true, FifoThroughputScope: 'MessageGroup' });
    template.resourceCountIs('AWS::SQS::Queue', 3);
    template.allResourcesProperties('AWS::SQS::Queue', { FifoQueue: true, ContentBasedDeduplication: true, DeduplicationScope: 'messageGroup' });
  });

  test('fails when a queue of a standard topic is to be FIFO', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    expect(() => orders.addQueue('Billing', { fifo: Fifo.defaultThroughput() }))
      .toThrow(/SnsSqsFanOut\.addQueue\('Billing'\) of 'Shop\/Orders'[^]*'fifo' must be left out, because the topic is standard/);
    expect(orders.node.tryFindChild('Billing')).toBeUndefined();
  });
});

describe('publishers', () => {
  test('a role may publish and use the key', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders');
    orders.grantPublish(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') }));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [
          { Effect: 'Allow', Action: 'sns:Publish', Resource: stack.resolve(orders.topic.topicArn) },
          { Effect: 'Allow', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: stack.resolve(orders.encryptionKey.keyArn) },
        ],
      },
    });
  });
});

describe('delivery logging', () => {
  test('of failures writes to an encrypted log group that is kept for a month, and to no other', () => {
    const orders = new SnsSqsFanOut(stack, 'Orders', { deliveryLogging: DeliveryLogging.FAILURES });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    template.hasResourceProperties('AWS::Logs::LogGroup', {
      LogGroupName: { 'Fn::Join': ['', Match.arrayWith(['sns/', '/Failure'])] },
      RetentionInDays: 30,
      KmsKeyId: stack.resolve(orders.encryptionKey.keyArn),
    });
    template.hasResourceProperties('AWS::SNS::Topic', {
      DeliveryStatusLogging: Match.arrayWith([{ Protocol: 'sqs', FailureFeedbackRoleArn: Match.anyValue() }]),
    });
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: { Statement: [Match.objectLike({ Resource: { 'Fn::GetAtt': [Match.stringLikeRegexp('DeliveryFailures'), 'Arn'] } })] },
    });
    expect(keyStatements(stack)).toContainEqual(expect.objectContaining({
      Principal: { Service: { 'Fn::Join': ['', ['logs.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
      Condition: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': expect.anything() } },
    }));
  });

  test('of all deliveries writes every success as well', () => {
    new SnsSqsFanOut(stack, 'Orders', { deliveryLogging: DeliveryLogging.ALL });
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 2);
    template.hasResourceProperties('AWS::SNS::Topic', {
      DeliveryStatusLogging: Match.arrayWith([
        Match.objectLike({ Protocol: 'sqs', SuccessFeedbackSampleRate: '100', SuccessFeedbackRoleArn: Match.anyValue() }),
      ]),
    });
  });
});

test('fails with the keys there are when an alarm does not exist', () => {
  expect(() => new SnsSqsFanOut(stack, 'Orders', { alarms: { DeadLetter: { enabled: false } } }))
    .toThrow(/'alarms' must name alarms of this construct \(NotificationsFailed, .*SubscriptionDeadLetterExpiry\), but got DeadLetter/);
  expect(stack.node.children).toEqual([]);
});
