import { Duration, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as destinations from 'aws-cdk-lib/aws-lambda-destinations';
import * as sources from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Wiring } from './wiring';

const fn = (stack: Stack, id = 'Function', more: Partial<lambda.FunctionProps> = {}) => new lambda.Function(stack, id, {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'), ...more,
});
const key = (stack: Stack, id = 'Key') => new kms.Key(stack, id);
const LATEST = { startingPosition: lambda.StartingPosition.LATEST };
const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
const stream = dynamodb.StreamViewType.NEW_IMAGE;

const withFailuresTo = (onFailure: (stack: Stack) => lambda.IEventSourceDlq) => (stack: Stack) => {
  fn(stack).addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream'), { ...LATEST, onFailure: onFailure(stack) }));
};
const withDestinations = (both: (stack: Stack) => { onSuccess?: lambda.IDestination; onFailure?: lambda.IDestination }) => (stack: Stack) => {
  fn(stack, 'Function', both(stack));
};

/** Event sources of functions, and where functions and event sources send what became of the events. */
export const EVENT_SOURCES: Wiring[] = [
  {
    name: 'a Kinesis stream to a function',
    build: (stack) => fn(stack).addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream'), LATEST)),
  },
  {
    name: 'a Kinesis stream with a key to an alias',
    build: (stack) => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: fn(stack).currentVersion })
      .addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream', { encryptionKey: key(stack) }), LATEST)),
  },
  {
    name: 'a Kinesis stream to a version',
    build: (stack) => fn(stack).currentVersion.addEventSource(new sources.KinesisEventSource(new kinesis.Stream(stack, 'Stream'), LATEST)),
  },
  {
    name: 'a Kinesis stream with a key to a function through a consumer',
    build: (stack) => fn(stack).addEventSource(new sources.KinesisConsumerEventSource(new kinesis.StreamConsumer(stack, 'Consumer', {
      stream: new kinesis.Stream(stack, 'Stream', { encryptionKey: key(stack) }), streamConsumerName: 'orders',
    }), LATEST)),
  },
  {
    name: 'the stream of a table to a function',
    build: (stack) => fn(stack).addEventSource(new sources.DynamoEventSource(new dynamodb.Table(stack, 'Table', { partitionKey, stream }), LATEST)),
  },
  {
    name: 'the stream of a table with a key to a function',
    build: (stack) => fn(stack).addEventSource(new sources.DynamoEventSource(
      new dynamodb.Table(stack, 'Table', { partitionKey, stream, encryptionKey: key(stack) }), LATEST,
    )),
  },
  {
    name: 'the stream of a table with the key that AWS manages to a function',
    build: (stack) => fn(stack).addEventSource(new sources.DynamoEventSource(
      new dynamodb.Table(stack, 'Table', { partitionKey, stream, encryption: dynamodb.TableEncryption.AWS_MANAGED }), LATEST,
    )),
  },
  {
    name: 'the stream of a global table to a function',
    build: (stack) => fn(stack).addEventSource(new sources.DynamoEventSource(
      new dynamodb.TableV2(stack, 'Table', { partitionKey, dynamoStream: stream }), LATEST,
    )),
  },
  {
    name: 'an event source to a queue for its failures',
    build: withFailuresTo((stack) => new sources.SqsDlq(new sqs.Queue(stack, 'Dead'))),
  },
  {
    name: 'an event source to a queue with a key for its failures',
    build: withFailuresTo((stack) => new sources.SqsDlq(new sqs.Queue(stack, 'Dead', { encryptionMasterKey: key(stack) }))),
  },
  {
    name: 'an event source to a topic for its failures',
    build: withFailuresTo((stack) => new sources.SnsDlq(new sns.Topic(stack, 'Dead'))),
  },
  {
    name: 'an event source to a topic with a key for its failures',
    build: withFailuresTo((stack) => new sources.SnsDlq(new sns.Topic(stack, 'Dead', { masterKey: key(stack) }))),
  },
  {
    name: 'an event source to a bucket for its failures',
    build: withFailuresTo((stack) => new sources.S3OnFailureDestination(new s3.Bucket(stack, 'Dead'))),
  },
  {
    name: 'an event source to a bucket with a key for its failures',
    build: withFailuresTo((stack) => new sources.S3OnFailureDestination(new s3.Bucket(stack, 'Dead', { encryptionKey: key(stack) }))),
  },
  {
    name: 'a function to a queue and to another function',
    build: withDestinations((stack) => ({
      onSuccess: new destinations.LambdaDestination(fn(stack, 'Next')), onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Dead')),
    })),
  },
  {
    name: 'a function to a queue and a topic with keys',
    build: withDestinations((stack) => ({
      onSuccess: new destinations.SnsDestination(new sns.Topic(stack, 'Topic', { masterKey: key(stack, 'TopicKey') })),
      onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Dead', { encryptionMasterKey: key(stack, 'DeadKey') })),
    })),
  },
  {
    name: 'a function to an event bus with a key and a bucket with a key',
    build: withDestinations((stack) => ({
      onSuccess: new destinations.EventBridgeDestination(new events.EventBus(stack, 'Bus', { kmsKey: key(stack, 'BusKey') })),
      onFailure: new destinations.S3Destination(new s3.Bucket(stack, 'Bucket', { encryptionKey: key(stack, 'BucketKey') })),
    })),
  },
  {
    name: 'an alias to its own destination',
    build: (stack) => new lambda.Alias(stack, 'Alias', { aliasName: 'live', version: fn(stack).currentVersion })
      .configureAsyncInvoke({ maxEventAge: Duration.hours(1), onFailure: new destinations.SqsDestination(new sqs.Queue(stack, 'Dead')) }),
  },
  {
    name: 'a function to the default event bus',
    build: withDestinations(() => ({ onSuccess: new destinations.EventBridgeDestination() })),
  },
  {
    name: 'a function to its dead-letter queue with a key',
    build: (stack) => fn(stack, 'Function', { deadLetterQueue: new sqs.Queue(stack, 'Dead', { encryptionMasterKey: key(stack) }) }),
    defects: { 'KEEL-LAMBDA-DLQ-02 FunctionServiceRole': 'aws-cdk #33153: the role may not use the key of the dead-letter queue' },
  },
  {
    name: 'a function to its dead-letter topic',
    build: (stack) => fn(stack, 'Function', { deadLetterTopic: new sns.Topic(stack, 'Dead') }),
  },
  {
    name: 'a function to its dead-letter topic with a key',
    build: (stack) => fn(stack, 'Function', { deadLetterTopic: new sns.Topic(stack, 'Dead', { masterKey: key(stack) }) }),
    defects: { 'KEEL-LAMBDA-DLQ-02 FunctionServiceRole': 'aws-cdk #33153, of topics too: the role may not use the key' },
  },
];
