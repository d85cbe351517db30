import { App, CfnDeletionPolicy, CfnResource, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { transformer } from './template';
import { ConsumedStream, DeliveryChecks, StreamConsumer, StreamConsumerProps } from '../../src';
import { warnings } from '../statements';

let stack: Stack;
let key: kms.Key;
let stream: kinesis.Stream;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
  key = new kms.Key(stack, 'Key');
  stream = new kinesis.Stream(stack, 'Stream', {
    streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.KMS, encryptionKey: key,
  });
});

function consume(props: Partial<StreamConsumerProps> = {}): StreamConsumer {
  return new StreamConsumer(stack, 'Consumer', { source: ConsumedStream.kinesis(stream), fn: transformer(stack), ...props });
}

function mapping(): any {
  return Object.values(Template.fromStack(stack).findResources('AWS::Lambda::EventSourceMapping'))[0];
}

function rights(): any[] {
  const policies = Template.fromStack(stack).findResources('AWS::IAM::Policy');
  return Object.entries(policies).find(([id]) => id.startsWith('Transformer'))![1].Properties.PolicyDocument.Statement;
}

function table(withStream = true): dynamodb.Table {
  return new dynamodb.Table(stack, 'Table', {
    partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    stream: withStream ? dynamodb.StreamViewType.NEW_IMAGE : undefined,
  });
}

describe('by default', () => {
  test('begins with the oldest record, splits batches that fail, and gives up after 5 retries or half of the retention', () => {
    const { failureQueue } = consume();
    expect(mapping().Properties).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      ParallelizationFactor: 1,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 43_200,
      DestinationConfig: { OnFailure: { Destination: stack.resolve(failureQueue.queue.queueArn) } },
    });
  });

  test('may read, decrypt and report failures before Lambda reads', () => {
    consume();
    const arn = stack.resolve(stream.streamArn);
    expect(rights()).toEqual(expect.arrayContaining([
      expect.objectContaining({ Action: expect.arrayContaining(['kinesis:GetRecords', 'kinesis:ListShards']), Resource: arn }),
      expect.objectContaining({
        Action: 'kms:Decrypt',
        Condition: { StringEquals: expect.objectContaining({ 'kms:EncryptionContext:aws:kinesis:arn': arn }) },
      }),
      expect.objectContaining({ Action: expect.arrayContaining(['sqs:SendMessage']) }),
    ]));
    expect(mapping().DependsOn).toContainEqual(expect.stringMatching(/^TransformerServiceRoleDefaultPolicy/));
  });

  test('has alarms on its age and on what is given up', () => {
    expect(consume().alarms.all.map(({ node }) => node.id)).toEqual(['IteratorAge', 'FailedBatch']);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'IteratorAge', Threshold: 21_600_000 });
  });
});

test('keeps the failure queue, its dead-letter queue and their key, unless told otherwise', () => {
  const policiesOf = ({ failureQueue }: StreamConsumer) => [failureQueue.queue, failureQueue.deadLetterQueue, failureQueue.encryptionKey]
    .map(({ node }) => (node.defaultChild as CfnResource).cfnOptions.deletionPolicy);
  expect(policiesOf(consume())).toEqual(Array(3).fill(CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE));
  stack = new Stack(new App(), 'Shop');
  stream = new kinesis.Stream(stack, 'Stream');
  expect(policiesOf(consume({ removalPolicy: RemovalPolicy.DESTROY }))).toEqual(Array(3).fill(CfnDeletionPolicy.DELETE));
});

test('sets what is asked for', () => {
  consume({
    startingPosition: lambda.StartingPosition.LATEST,
    batchSize: 10_000,
    maxBatchingWindow: Duration.minutes(5),
    parallelizationFactor: 10,
    retryAttempts: 0,
    maxRecordAge: Duration.hours(1),
    tumblingWindow: Duration.minutes(15),
    filters: [lambda.FilterCriteria.filter({ data: { kind: lambda.FilterRule.isEqual('click') } })],
  });
  expect(mapping().Properties).toMatchObject({
    StartingPosition: 'LATEST',
    BatchSize: 10_000,
    MaximumBatchingWindowInSeconds: 300,
    ParallelizationFactor: 10,
    MaximumRetryAttempts: 0,
    MaximumRecordAgeInSeconds: 3600,
    TumblingWindowInSeconds: 900,
    FilterCriteria: { Filters: [{ Pattern: '{"data":{"kind":["click"]}}' }] },
  });
});

test('never asks for more than the week that Lambda takes', () => {
  const longest = new kinesis.Stream(stack, 'Longest', { streamMode: kinesis.StreamMode.ON_DEMAND, retentionPeriod: Duration.days(365) });
  consume({ source: ConsumedStream.kinesis(longest) });
  expect(mapping().Properties.MaximumRecordAgeInSeconds).toBe(604_800);
});

test('reads with enhanced fan-out through a consumer of its own', () => {
  consume({ source: ConsumedStream.kinesisWithEnhancedFanOut(stream) });
  const [consumer] = Object.keys(Template.fromStack(stack).findResources('AWS::Kinesis::StreamConsumer'));
  expect(JSON.stringify(mapping().Properties.EventSourceArn)).toContain(consumer);
  expect(rights()).toContainEqual(expect.objectContaining({ Action: 'kinesis:SubscribeToShard' }));
});

test('reads the stream of a table, and decrypts it through DynamoDB', () => {
  const source = table();
  consume({ source: ConsumedStream.table(source) });
  expect(mapping().Properties).toMatchObject({ EventSourceArn: stack.resolve(source.tableStreamArn), MaximumRecordAgeInSeconds: 43_200 });
  expect(rights()).toContainEqual(expect.objectContaining({
    Action: 'kms:Decrypt',
    Condition: { StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } } },
  }));
});

test.each<[string, () => ConsumedStream]>([
  ['a stream', () => ConsumedStream.kinesis(stream)],
  ['a stream with enhanced fan-out', () => ConsumedStream.kinesisWithEnhancedFanOut(stream)],
  ['a table', () => ConsumedStream.table(table())],
])('delivers what is in %s', (_name, source) => {
  consume({ source: source() });
  const findings = DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() });
  expect(findings.filter(({ ruleId }) => ruleId !== 'KEEL-ALARM-01')).toEqual([]);
});

test('says what an imported function needs', () => {
  consume({ fn: lambda.Function.fromFunctionName(stack, 'Imported', 'imported') });
  expect(warnings(stack)).toContainEqual(expect.stringContaining('cdk-keel:StreamConsumer.role'));
});

describe('fails when', () => {
  test.each<[string, Partial<StreamConsumerProps>, string]>([
    ['the position needs a time', { startingPosition: lambda.StartingPosition.AT_TIMESTAMP }, "'startingPosition' must be TRIM_HORIZON or LATEST"],
    ['the batch is too large', { batchSize: 10_001 }, "'batchSize' must be a whole number from 1 to 10,000, but got 10001"],
    ['records are gathered for too long', { maxBatchingWindow: Duration.minutes(6) }, "'maxBatchingWindow' must be 0 to 300 whole seconds, but got 360"],
    ['there is too much at a time', { parallelizationFactor: 11 }, "'parallelizationFactor' must be a whole number from 1 to 10, but got 11"],
    ['retries have no end', { retryAttempts: -1 }, "'retryAttempts' must be a whole number from 0 to 10,000, but got -1"],
    ['records are given up too early', { maxRecordAge: Duration.seconds(59) }, "'maxRecordAge' must be 60 to 604,800 whole seconds (7 days), but got 59"],
    ['records are gone before they are given up', { maxRecordAge: Duration.days(1) },
      "'maxRecordAge' must be less than the 86400 seconds for which records are kept, or they are gone before they are given up, but got 86400"],
    ['the window is too long', { tumblingWindow: Duration.minutes(16) }, "'tumblingWindow' must be 1 to 900 whole seconds, but got 960"],
    ['an alarm does not exist', { alarms: { Age: { threshold: 1 } } }, "'alarms' must name alarms of this construct (IteratorAge, FailedBatch), but got Age"],
  ])('%s', (_name, props, message) => {
    expect(() => consume(props)).toThrow(message);
  });

  test('the table has no stream', () => {
    expect(() => consume({ source: ConsumedStream.table(table(false)) })).toThrow("'source' must have a stream: set stream (or dynamoStream) of the table");
  });

  test('the function is in another stack', () => {
    const fn = transformer(new Stack(stack.node.root as App, 'Other'));
    expect(() => consume({ fn })).toThrow("'fn' must be in the stack of the StreamConsumer, because otherwise each stack would need the other");
  });

  test('something in the app takes the destination of failures away', () => {
    const { mapping: made } = consume();
    (made.node.defaultChild as lambda.CfnEventSourceMapping).destinationConfig = undefined;
    expect(() => Template.fromStack(stack)).toThrow('StreamConsumer promises that records which are given up are reported');
  });
});
