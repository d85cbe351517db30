import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Fifo, QueueWithDlq } from '../../src';
import { warnings } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

function worker(timeout?: Duration, scope = stack): lambda.Function {
  return new lambda.Function(scope, 'Worker', {
    runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {}'), timeout,
  });
}

const visibility = () => Template.fromStack(stack).findResources('AWS::SQS::Queue', { Properties: { RedrivePolicy: Match.anyValue() } });
const visibilityTimeout = () => Object.values(visibility())[0].Properties.VisibilityTimeout;
const oldestMessageAge = () => Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm', {
  Properties: { AlarmDescription: Match.stringLikeRegexp('#oldestmessageage') },
}))[0].Properties.Threshold;

describe('event source', () => {
  test('invokes with up to 10 messages and takes partial batch responses', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.addConsumer(worker());
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: stack.resolve(jobs.queue.queueArn),
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: Match.absent(),
      MaximumBatchingWindowInSeconds: Match.absent(),
    });
  });

  test('gathers, filters and limits as it is told', () => {
    new QueueWithDlq(stack, 'Jobs').addConsumer(worker(), {
      batchSize: 500,
      maxBatchingWindow: Duration.seconds(5),
      maxConcurrency: 20,
      filters: [lambda.FilterCriteria.filter({ body: { kind: lambda.FilterRule.isEqual('physical') } })],
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 500,
      MaximumBatchingWindowInSeconds: 5,
      ScalingConfig: { MaximumConcurrency: 20 },
      FilterCriteria: { Filters: [{ Pattern: '{"body":{"kind":["physical"]}}' }] },
    });
  });

  test('takes large batches when the batching window is a parameter', () => {
    const window = new CfnParameter(stack, 'Window', { type: 'Number' }).valueAsNumber;
    new QueueWithDlq(stack, 'Jobs').addConsumer(worker(), { batchSize: 100, maxBatchingWindow: Duration.seconds(window) });
    Template.fromStack(stack).hasResourceProperties('AWS::Lambda::EventSourceMapping', { BatchSize: 100, MaximumBatchingWindowInSeconds: { Ref: 'Window' } });
  });

  test('starts only when the function\'s role may receive and decrypt', () => {
    new QueueWithDlq(stack, 'Jobs').addConsumer(worker());
    const [mapping] = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::EventSourceMapping'));
    expect(mapping.DependsOn).toContainEqual(expect.stringMatching(/^WorkerServiceRoleDefaultPolicy/));
    Template.fromStack(stack).hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Action: Match.arrayWith(['sqs:ReceiveMessage', 'sqs:DeleteMessage']) }),
          Match.objectLike({ Action: 'kms:Decrypt' }),
        ]),
      },
    });
  });

  test('a function in another stack depends on the queue\'s stack, and not the other way round', () => {
    const other = new Stack(stack.node.root, 'Workers');
    new QueueWithDlq(stack, 'Jobs').addConsumer(worker(undefined, other));
    Template.fromStack(other).resourceCountIs('AWS::Lambda::EventSourceMapping', 1);
    expect(other.dependencies).toEqual([stack]);
    expect(stack.dependencies).toEqual([]);
  });
});

describe('visibility timeout', () => {
  test('is 30 seconds without a consumer', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(visibilityTimeout()).toBe(30);
  });

  test('is six times the function\'s timeout plus the batching window', () => {
    new QueueWithDlq(stack, 'Jobs').addConsumer(worker(Duration.minutes(1)), { maxBatchingWindow: Duration.seconds(20) });
    expect(visibilityTimeout()).toBe(380);
  });

  test('follows the slowest consumer, also behind an alias', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    const slow = new lambda.Function(stack, 'Slow', {
      runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('x'), timeout: Duration.minutes(10),
    });
    jobs.addConsumer(new lambda.Alias(stack, 'Live', { aliasName: 'live', version: slow.currentVersion }));
    jobs.addConsumer(worker(Duration.seconds(10)));
    expect(visibilityTimeout()).toBe(3600);
  });

  test('moves the threshold of the age alarm with it', () => {
    new QueueWithDlq(stack, 'Jobs', { maxReceiveCount: 3, deliveryDelay: Duration.seconds(60) }).addConsumer(worker(Duration.minutes(1)));
    expect(oldestMessageAge()).toBe(60 + 1.5 * 360 * 3);
  });

  test('is yours where you set it', () => {
    new QueueWithDlq(stack, 'Jobs', { visibilityTimeout: Duration.minutes(10) }).addConsumer(worker(Duration.minutes(1)));
    expect(visibilityTimeout()).toBe(600);
    expect(warnings(stack).filter((warning) => warning.includes('QueueWithDlq'))).toEqual([]);
  });

  test('warns where yours is shorter than Lambda needs to retry', () => {
    new QueueWithDlq(stack, 'Jobs', { visibilityTimeout: Duration.minutes(2) }).addConsumer(worker(Duration.minutes(1)));
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/120 seconds is less than 360 .*cdk-keel:QueueWithDlq\.visibilityTimeout/));
  });

  test('warns where the function is imported, so that its timeout is not known', () => {
    const fn = lambda.Function.fromFunctionArn(stack, 'Theirs', 'arn:aws:lambda:eu-west-1:111111111111:function:theirs');
    new QueueWithDlq(stack, 'Jobs').addConsumer(fn);
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/timeout of 'Shop\/Theirs' is not known.*cdk-keel:QueueWithDlq\.functionTimeout/));
    expect(warnings(stack)).toContainEqual(expect.stringMatching(/imported without its role.*cdk-keel:QueueWithDlq\.consumerRole/));
  });
});

describe('fails', () => {
  test('when yours is shorter than the function\'s timeout', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs', { visibilityTimeout: Duration.seconds(30) });
    expect(() => jobs.addConsumer(worker(Duration.minutes(1))))
      .toThrow('\'visibilityTimeout\' must be at least the function\'s timeout of 60 seconds, or be left out to be derived, but got 30');
    Template.fromStack(stack).resourceCountIs('AWS::Lambda::EventSourceMapping', 0);
  });

  test('with one error for all options out of range', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs').addConsumer(worker(), { batchSize: 11, maxBatchingWindow: Duration.seconds(0), maxConcurrency: 1 })).toThrow([
      '  - \'batchSize\' must be a whole number from 1 to 10 (more only on a standard queue with a maxBatchingWindow), but got 11',
      '  - \'maxConcurrency\' must be a whole number from 2 to 1,000, but got 1',
    ].join('\n'));
  });

  test('when a FIFO queue is to gather messages, or give more than 10', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs', { fifo: Fifo.defaultThroughput() });
    expect(() => jobs.addConsumer(worker(), { batchSize: 100, maxBatchingWindow: Duration.seconds(5) }))
      .toThrow(/'batchSize' .* got 100[^]*'maxBatchingWindow' must be left out for a FIFO queue, but got 5/);
  });
});
