import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Outside } from './outside';
import { AlarmRouting, AlarmSet, AlarmTopic, Fifo, QueueWithDlq, Severity, SnsSqsFanOut, Subscriber } from '../../src';

/** Two things that work together, each in a stack of its own. */
export interface Neighbours {
  /** For example `a queue that is subscribed`. */
  readonly name: string;
  /** Makes both, ours in the first or in the second stack, and connects them. */
  readonly make: (first: Stack, second: Stack, patternFirst: boolean) => void;
}

/** Our construct, what it works with in another stack, and the connection between them. */
function neighbours<Pattern, Other>(
  name: string,
  pattern: (stack: Stack) => Pattern,
  other: (stack: Stack) => Other,
  connect: (pattern: Pattern, other: Other) => void,
): Neighbours {
  return {
    name,
    make: (first, second, patternFirst) => {
      if (patternFirst) {
        const made = pattern(first);
        connect(made, other(second));
      } else {
        const made = other(first);
        connect(pattern(second), made);
      }
    },
  };
}

const fanOut = (stack: Stack) => new SnsSqsFanOut(stack, 'FanOut');
const fifoFanOut = (stack: Stack) => new SnsSqsFanOut(stack, 'FanOut', { fifo: Fifo.highThroughput() });
const queue = (stack: Stack) => new QueueWithDlq(stack, 'Queue');
const outside = (stack: Stack) => new Outside(stack, 'Outside');
const stackItself = (stack: Stack) => stack;

/** Every connection that a construct can make across stacks. */
export const NEIGHBOURS: readonly Neighbours[] = [
  neighbours('a QueueWithDlq that is subscribed', fanOut, queue, (topic, { queue: subscriber }) => {
    topic.subscribe('Queue', Subscriber.queue(subscriber));
  }),
  neighbours('a FIFO QueueWithDlq that is subscribed', fifoFanOut, (stack) => new QueueWithDlq(stack, 'Queue', { fifo: Fifo.highThroughput() }),
    (topic, { queue: subscriber }) => void topic.subscribe('Queue', Subscriber.queue(subscriber))),
  neighbours('a queue of the app that is subscribed', fanOut, outside, (topic, { queue: subscriber }) => {
    topic.subscribe('Queue', Subscriber.queue(subscriber));
  }),
  neighbours('a function that is subscribed', fanOut, outside, (topic, { fn }) => void topic.subscribe('Function', Subscriber.function(fn))),
  neighbours('a delivery stream that is subscribed', fanOut, outside, (topic, { stream }) => {
    topic.subscribe('Stream', Subscriber.deliveryStream(stream));
  }),
  neighbours('a bucket whose events are published', fanOut, outside, (topic, { bucket }) => topic.addBucket(bucket)),
  neighbours('a role that publishes', fanOut, outside, (topic, { role }) => void topic.grantPublish(role)),
  neighbours('a function that consumes a queue', queue, outside, (made, { fn }) => void made.addConsumer(fn)),
  neighbours('a function that consumes a queue of a fan-out', fanOut, outside, (topic, { fn }) => void topic.addQueue('Queue').addConsumer(fn)),
  neighbours('a role that sends, receives and redrives', queue, outside, (made, { role }) => {
    made.grantSendMessages(role);
    made.grantConsumeMessages(role);
    made.grantRedrive(role);
  }),
  neighbours('a key that a fan-out uses', stackItself, (stack) => new kms.Key(stack, 'Key'), (stack, encryptionKey) => {
    new SnsSqsFanOut(stack, 'FanOut', { encryptionKey }).addQueue('Queue');
  }),
  neighbours('a key that a queue uses', stackItself, (stack) => new kms.Key(stack, 'Key'), (stack, encryptionKey) => {
    new QueueWithDlq(stack, 'Queue', { encryptionKey });
  }),
  neighbours('a bucket that is encrypted with the key of the fan-out that it publishes to', fanOut, stackItself, (topic, stack) => {
    topic.addBucket(new s3.Bucket(stack, 'Bucket', { encryptionKey: topic.encryptionKey }));
  }),
  neighbours('a queue that is encrypted with the key of the fan-out that it subscribes to', fanOut, stackItself, (topic, stack) => {
    const { queue: subscriber } = new QueueWithDlq(stack, 'Queue', { encryptionKey: topic.encryptionKey });
    topic.subscribe('Queue', Subscriber.queue(subscriber));
  }),
  neighbours('a topic that alarms go to', queue, (stack) => new AlarmTopic(stack, 'Pages'), (made, { topic }) => {
    AlarmRouting.of(made.node.root).notify(topic, { notifyRecovery: true });
  }),
  neighbours('a queue that an AlarmSet watches', stackItself, queue, (stack, { queue: watched }) => {
    const metric = watched.metricApproximateNumberOfMessagesVisible();
    const definitions = [{ key: 'Backlog', metric, threshold: 100, severity: Severity.WARNING, meaning: 'There is a backlog.', firstStep: 'look.' }];
    new AlarmSet(stack, 'Alarms', { runbook: 'queue-with-dlq', definitions });
  }),
];
