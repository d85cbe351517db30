import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Fifo, QueueWithDlq, SnsSqsFanOut, Subscriber } from '../../src';
import { keyStatements, policyOf, warnings } from '../statements';

const env = { account: '111111111111', region: 'eu-west-1' };

let stack: Stack;
let orders: SnsSqsFanOut;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop', { env });
  orders = new SnsSqsFanOut(stack, 'Orders');
});

const subscription = (properties: object) => Template.fromStack(stack).hasResourceProperties('AWS::SNS::Subscription', {
  TopicArn: stack.resolve(orders.topic.topicArn),
  RedrivePolicy: { deadLetterTargetArn: stack.resolve(orders.subscriptionDeadLetterQueue.queueArn) },
  ...properties,
});

const fraudFunction = () => new lambda.Function(stack, 'Fraud', {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
});

describe('a queue', () => {
  test('of this app gets the statements on its policy and on its own key', () => {
    const { queue } = new QueueWithDlq(stack, 'Archive');
    orders.subscribe('Archive', Subscriber.queue(queue));
    expect(policyOf(stack, queue)).toContainEqual(expect.objectContaining({
      Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Condition: { ArnEquals: { 'aws:SourceArn': stack.resolve(orders.topic.topicArn) } },
    }));
    expect(keyStatements(stack).filter(({ Principal }) => JSON.stringify(Principal) === '{"Service":"sns.amazonaws.com"}')).toHaveLength(2);
    subscription({ Protocol: 'sqs', Endpoint: stack.resolve(queue.queueArn), RawMessageDelivery: true });
  });

  test('in another stack is subscribed there, so that only that stack depends on the topic\'s', () => {
    const archiveStack = new Stack(stack.node.root, 'ArchiveStack', { env });
    const { queue } = new QueueWithDlq(archiveStack, 'Archive');
    orders.subscribe('Archive', Subscriber.queue(queue));
    Template.fromStack(archiveStack).resourceCountIs('AWS::SNS::Subscription', 1);
    expect(archiveStack.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });

  test('in another account of this app is subscribed from here, with names made for what crosses over, and has to be confirmed', () => {
    const theirs = new Stack(stack.node.root, 'Theirs', { env: { account: '222222222222', region: 'eu-west-1' } });
    const { queue } = new QueueWithDlq(theirs, 'Archive');
    orders.subscribe('Archive', Subscriber.queue(queue));
    expect(policyOf(theirs, queue)).toContainEqual(expect.objectContaining({
      Action: 'sqs:SendMessage',
      Condition: {
        ArnEquals: {
          'aws:SourceArn': { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, expect.stringMatching(/^:sns:eu-west-1:111111111111:shop/)]] },
        },
      },
    }));
    expect(keyStatements(theirs)).toContainEqual(expect.objectContaining({
      Principal: { Service: 'sns.amazonaws.com' },
      Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '111111111111' } }),
    }));
    Template.fromStack(theirs).resourceCountIs('AWS::SNS::Subscription', 0);
    subscription({
      Endpoint: { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, Match.stringLikeRegexp('^:sqs:eu-west-1:222222222222:theirs')]] },
    });
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/belongs to account 222222222222.*cdk-keel:SnsSqsFanOut\.confirmSubscription/));
  });

  test('of a fan-out in a Region to opt in to is reached from other Regions under that Region\'s name', () => {
    const app = new App();
    const capeTown = new Stack(app, 'CapeTown', { env: { account: '111111111111', region: 'af-south-1' } });
    const dublin = new Stack(app, 'Dublin', { env: { account: '111111111111', region: 'eu-west-1' } });
    const { queue } = new QueueWithDlq(dublin, 'Archive');
    new SnsSqsFanOut(capeTown, 'Orders').subscribe('Archive', Subscriber.queue(queue));
    expect(policyOf(dublin, queue)).toContainEqual(expect.objectContaining({ Action: 'sqs:SendMessage', Principal: { Service: 'sns.af-south-1.amazonaws.com' } }));
    expect(keyStatements(dublin)).toContainEqual(expect.objectContaining({
      Principal: { Service: 'sns.af-south-1.amazonaws.com' },
      Condition: expect.objectContaining({ StringEquals: { 'aws:SourceAccount': '111111111111' } }),
    }));
    Template.fromStack(dublin).hasResourceProperties('AWS::SNS::Subscription', { Region: 'af-south-1' });
  });

  test('of another account: shows its owner both statements, and that the subscription has to be confirmed', () => {
    const theirs = sqs.Queue.fromQueueAttributes(stack, 'Theirs', {
      queueArn: 'arn:aws:sqs:eu-west-1:222222222222:theirs', keyArn: 'arn:aws:kms:eu-west-1:222222222222:key/0',
    });
    orders.subscribe('Theirs', Subscriber.queue(theirs, { rawMessageDelivery: false }));
    subscription({ Protocol: 'sqs', Endpoint: 'arn:aws:sqs:eu-west-1:222222222222:theirs', RawMessageDelivery: false });
    const found = warnings(stack);
    expect(found).toContainEqual(expect.stringMatching(/sqs:SendMessage.*aws:SourceArn.*OrdersTopic.*cdk-keel:SnsSqsFanOut\.queuePolicy/));
    expect(found).toContainEqual(expect.stringMatching(/kms:GenerateDataKey.*cdk-keel:SnsSqsFanOut\.keyPolicy/));
    expect(found).toContainEqual(expect.stringMatching(/belongs to account 222222222222.*cdk-keel:SnsSqsFanOut\.confirmSubscription/));
  });

  test('that is standard may subscribe to a FIFO topic', () => {
    const { queue } = new QueueWithDlq(stack, 'Archive');
    new SnsSqsFanOut(stack, 'Ordered', { fifo: Fifo.defaultThroughput() }).subscribe('Archive', Subscriber.queue(queue));
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 1);
  });
});

describe('others', () => {
  test('a function may be invoked by this topic only', () => {
    const fn = fraudFunction();
    orders.subscribe('Fraud', Subscriber.function(fn));
    subscription({ Protocol: 'lambda', Endpoint: stack.resolve(fn.functionArn) });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::Permission', {
      Principal: 'sns.amazonaws.com', Action: 'lambda:InvokeFunction', SourceArn: stack.resolve(orders.topic.topicArn),
    });
  });

  test('a function in another Region is subscribed there for the topic\'s Region, under the name that SNS has from a Region to opt in to', () => {
    const app = new App();
    const hongKong = new Stack(app, 'HongKong', { env: { account: '111111111111', region: 'ap-east-1' } });
    const virginia = new Stack(app, 'Virginia', { env: { account: '111111111111', region: 'us-east-1' } });
    const fn = new lambda.Function(virginia, 'Fraud', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'),
    });
    new SnsSqsFanOut(hongKong, 'Orders').subscribe('Fraud', Subscriber.function(fn));
    Template.fromStack(virginia).hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'lambda', Region: 'ap-east-1' });
    Template.fromStack(virginia).hasResourceProperties('AWS::Lambda::Permission', { Principal: 'sns.ap-east-1.amazonaws.com' });
  });

  test('a delivery stream gets records through a role that may do nothing else', () => {
    const stream = new firehose.DeliveryStream(stack, 'Lake', { destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket')) });
    orders.subscribe('Lake', Subscriber.deliveryStream(stream));
    subscription({
      Protocol: 'firehose', Endpoint: stack.resolve(stream.deliveryStreamArn), RawMessageDelivery: true, SubscriptionRoleArn: Match.anyValue(),
    });
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: [{
          Effect: 'Allow',
          Action: [
            'firehose:PutRecord', 'firehose:PutRecordBatch',
            'firehose:DescribeDeliveryStream', 'firehose:ListDeliveryStreams', 'firehose:ListTagsForDeliveryStream',
          ],
          Resource: stack.resolve(stream.deliveryStreamArn),
        }],
      },
    });
  });

  test('an HTTPS endpoint gets messages with retries as told', () => {
    orders.subscribe('Partner', Subscriber.https('https://example.com/orders', {
      deliveryPolicy: { healthyRetryPolicy: { minDelayTarget: Duration.seconds(5), maxDelayTarget: Duration.seconds(60), numRetries: 10 } },
    }));
    subscription({
      Protocol: 'https',
      Endpoint: 'https://example.com/orders',
      RawMessageDelivery: false,
      DeliveryPolicy: { healthyRetryPolicy: { minDelayTarget: 5, maxDelayTarget: 60, numRetries: 10 } },
    });
  });

  test('an e-mail address and a telephone get messages', () => {
    orders.subscribe('Mail', Subscriber.email('ops@example.com'));
    orders.subscribe('Text', Subscriber.sms('+15550100'));
    subscription({ Protocol: 'email', Endpoint: 'ops@example.com' });
    subscription({ Protocol: 'sms', Endpoint: '+15550100' });
  });
});

test('says nothing of an account that is not known at synth', () => {
  const anywhere = new Stack(new App(), 'Anywhere');
  const theirs = sqs.Queue.fromQueueArn(anywhere, 'Theirs', 'arn:aws:sqs:eu-west-1:222222222222:theirs');
  new SnsSqsFanOut(anywhere, 'Orders').subscribe('Theirs', Subscriber.queue(theirs));
  expect(warnings(anywhere)).not.toContainEqual(expect.stringContaining('confirmSubscription'));
});

describe('fails', () => {
  test('when the id is taken', () => {
    orders.addQueue('Billing');
    expect(() => orders.addQueue('Alarms')).toThrow(/'id' must be free, and 'Alarms' is there already, but got Alarms/);
    expect(() => orders.subscribe('Billing', Subscriber.email('ops@example.com'))).toThrow(/'id' must be free, and 'BillingSubscription' is there already/);
    orders.subscribe('Mail', Subscriber.email('ops@example.com'));
    expect(() => orders.addQueue('Mail')).toThrow(/'id' must be free, and 'MailSubscription' is there already/);
    expect(orders.node.tryFindChild('Mail')).toBeUndefined();
  });

  test('when a FIFO queue is to get messages of a standard topic', () => {
    const { queue } = new QueueWithDlq(stack, 'Archive', { fifo: Fifo.defaultThroughput() });
    expect(() => orders.subscribe('Archive', Subscriber.queue(queue)))
      .toThrow(/'subscriber' must be a standard queue, because the topic is standard.* but got the FIFO queue Shop\/Archive\/Queue/);
    Template.fromStack(stack).resourceCountIs('AWS::SNS::Subscription', 0);
  });

  test('when a queue is encrypted with the AWS-managed key, which cannot let SNS in', () => {
    const queue = new sqs.Queue(stack, 'Archive', { encryption: sqs.QueueEncryption.KMS_MANAGED });
    expect(() => orders.subscribe('Archive', Subscriber.queue(queue))).toThrow(/must not be encrypted with alias\/aws\/sqs/);
  });

  test('when anything but a queue is to get messages of a FIFO topic', () => {
    const ordered = new SnsSqsFanOut(stack, 'Ordered', { fifo: Fifo.defaultThroughput() });
    const others = [
      Subscriber.function(fraudFunction()), Subscriber.https('https://example.com'), Subscriber.email('ops@example.com'), Subscriber.sms('+15550100'),
    ];
    for (const [index, subscriber] of others.entries()) {
      expect(() => ordered.subscribe(`${index}`, subscriber)).toThrow(/'subscriber' must be a queue, because the topic is FIFO.* but got an? /);
    }
  });

  test.each([
    ['url', Subscriber.https('http://example.com'), 'http://example.com'],
    ['address', Subscriber.email('ops'), 'ops'],
    ['phoneNumber', Subscriber.sms('555-0100'), '555-0100'],
  ])('when the %s is not one', (prop, subscriber, received) => {
    expect(() => orders.subscribe('Wrong', subscriber)).toThrow(new RegExp(`'${prop}' must .* but got ${received}`));
  });
});
