import { Duration } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Wiring } from './wiring';

export const QUEUES: Wiring[] = [
  {
    name: 'a queue with a key to a function',
    build: (stack) => {
      const queue = new sqs.Queue(stack, 'Queue', { encryptionMasterKey: new kms.Key(stack, 'Key'), visibilityTimeout: Duration.minutes(3) });
      new lambda.Function(stack, 'Function', {
        runtime: lambda.Runtime.NODEJS_22_X,
        handler: 'index.handler',
        code: lambda.Code.fromInline('exports.handler = async () => {};'),
        timeout: Duration.seconds(30),
        events: [new SqsEventSource(queue)],
      });
    },
  },
  {
    name: 'a queue to its dead-letter queue, both with default retention',
    build: (stack) => {
      new sqs.Queue(stack, 'Queue', { deadLetterQueue: { queue: new sqs.Queue(stack, 'Dead'), maxReceiveCount: 3 } });
    },
    defects: { 'KEEL-SQS-DLQ-05 Dead': 'the L2 keeps dead letters no longer than the queue keeps messages' },
  },
];
