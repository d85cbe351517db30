import { App, CfnResource, Stack } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { QueueWithDlq, SnsSqsFanOut } from '../../src';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Shop');
});

const resource = (construct: Construct) => construct.node.defaultChild as CfnResource;

test('a fan-out fails the synthesis when the app takes away what lets the topic send', () => {
  const queue = new SnsSqsFanOut(stack, 'Orders').addQueue('Billing');
  resource(queue.queue.node.findChild('Policy') as Construct).addPropertyOverride('PolicyDocument.Statement.1.Principal.Service', 'ec2.amazonaws.com');
  expect(() => app.synth()).toThrow(/SnsSqsFanOut promises that messages arrive, but Shop\/Orders\/Topic cannot reach Shop\/Orders\/Billing\/Queue.*KEEL-SNS-SQS-01/);
});

test('it says so once, though its queues promise it too', () => {
  const fanOut = new SnsSqsFanOut(stack, 'Orders');
  const billing = fanOut.addQueue('Billing');
  resource(billing.deadLetterQueue).addPropertyOverride('RedriveAllowPolicy', { redrivePermission: 'denyAll' });
  let message = '';
  try {
    app.synth();
  } catch (error) {
    message = `${error}`;
  }
  expect(message.match(/KEEL-SQS-DLQ-03/g)).toHaveLength(1);
});

test('a queue fails the synthesis when its dead letters would expire too early', () => {
  const queue = new QueueWithDlq(stack, 'Billing');
  resource(queue.deadLetterQueue).addPropertyOverride('MessageRetentionPeriod', 60);
  expect(() => app.synth()).toThrow(/QueueWithDlq promises.*KEEL-SQS-DLQ-02/);
});

test('what is outside of the construct is not its promise', () => {
  const fanOut = new SnsSqsFanOut(stack, 'Orders');
  fanOut.addBucket(new s3.Bucket(stack, 'Photos'));
  expect(() => app.synth()).not.toThrow();
});
