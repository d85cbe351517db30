import { PhysicalName, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { apiIn, CONNECTIONS } from './api-neighbours';
import { existingNetwork } from './emr-subject';
import { FARGATE_NEIGHBOURS } from './fargate-neighbours';
import { Outside } from './outside';
import { ONE_STATE } from './workflow-subject';
import {
  AlarmRouting, AlarmSet, AlarmTopic, ClientKind, CognitoIdentityPool, CognitoUserPool, CognitoUserPoolClient, ConsumedStream, DeliverySource,
  EmrApplication, EmrCluster, EmrStep, EmrTermination, FailureTarget, Fifo, KinesisToFirehoseToS3, QueueWithDlq, Severity, SnsSqsFanOut,
  StepFunctionsWorkflow, StreamConsumer, Subscriber,
} from '../../src';

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
const delivery = (stack: Stack) => new KinesisToFirehoseToS3(stack, 'Clicks');
const workflow = (stack: Stack) => new StepFunctionsWorkflow(stack, 'Workflow', { definition: ONE_STATE });
const users = (stack: Stack) => new CognitoUserPool(stack, 'Users');
const cluster = (stack: Stack) => new EmrCluster(stack, 'Spark', {
  applications: [EmrApplication.SPARK], network: existingNetwork(stack), termination: EmrTermination.never(),
});
const stackItself = (stack: Stack) => stack;

/** A role for users who have signed in through some identity pool. */
function federatedRole(stack: Stack): iam.Role {
  const ofAPool = {
    'StringEquals': { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:11111111-1111-1111-1111-111111111111' },
    'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
  };
  return new iam.Role(stack, 'Editors', { roleName: PhysicalName.GENERATE_IF_NEEDED, assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', ofAPool) });
}

const WEB = ClientKind.web({ callbackUrls: ['https://example.com'] });

/** Every connection that a construct can make across stacks. */
export const NEIGHBOURS: readonly Neighbours[] = [
  ...Object.entries(CONNECTIONS).map(([name, connect]) => neighbours(name, apiIn, outside, connect)),
  ...Object.entries(FARGATE_NEIGHBOURS).map(([name, { pattern, other, connect }]) => neighbours(name, pattern, other, connect)),
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
  neighbours('a producer that writes to a stream', delivery, outside, (made, { role }) => void made.grantWrite(role)),
  neighbours('a stream, a key and a function that a delivery uses', stackItself, outside, (stack, { source, key, fn }) => {
    new KinesisToFirehoseToS3(stack, 'Clicks', { source: DeliverySource.existingStream(source), encryptionKey: key, transform: { fn } });
  }),
  neighbours('a delivery of the stream of another delivery', delivery, stackItself, ({ stream }, stack) => {
    new KinesisToFirehoseToS3(stack, 'Copies', { source: DeliverySource.existingStream(stream!) });
  }),
  neighbours('a stream that a function of the same stack consumes', outside, stackItself, ({ source }, stack) => {
    new StreamConsumer(stack, 'Consumer', { source: ConsumedStream.kinesis(source), fn: new Outside(stack, 'Own').fn });
  }),
  neighbours('a topic that is delivered to a bucket', stackItself, fanOut, (stack, topic) => {
    new KinesisToFirehoseToS3(stack, 'Clicks', { source: DeliverySource.topic(topic) });
  }),
  neighbours('a function that a user pool calls', users, outside, (made, { fn }) => {
    made.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, fn, { userPoolActions: ['cognito-idp:AdminGetUser'] });
  }),
  neighbours('a role of a group', users, federatedRole, (made, role) => void made.addGroup('editors', { role })),
  neighbours('a bucket and a table that users have a part of', users, outside, (made, { bucket, table }) => {
    const identities = made.addIdentityPool('Identities', { clients: [made.addClient('Web', WEB)] });
    identities.grantOwnObjects(identities.authenticatedRole, bucket);
    identities.grantOwnItems(identities.authenticatedRole, table);
  }),
  neighbours('a client of a user pool with an identity provider', stackItself, users, (stack, { userPool }) => {
    new CognitoIdentityPool(stack, 'Identities', { clients: [new CognitoUserPoolClient(stack, 'Web', { userPool, kind: WEB })] });
  }),
  neighbours('a topic that alarms go to', queue, (stack) => new AlarmTopic(stack, 'Pages'), (made, { topic }) => {
    AlarmRouting.of(made.node.root).notify(topic, { notifyRecovery: true });
  }),
  neighbours('a queue that an AlarmSet watches', stackItself, queue, (stack, { queue: watched }) => {
    const metric = watched.metricApproximateNumberOfMessagesVisible();
    const definitions = [{ key: 'Backlog', metric, threshold: 100, severity: Severity.WARNING, meaning: 'There is a backlog.', firstStep: 'look.' }];
    new AlarmSet(stack, 'Alarms', { runbook: 'queue-with-dlq', definitions });
  }),
  neighbours('a rule that starts a workflow', workflow, (stack) => new events.Rule(stack, 'Rule', { eventPattern: { source: ['shop'] } }),
    (made, rule) => made.startFromRule(rule)),
  neighbours('a queue that starts a workflow', workflow, queue, (made, { queue: source }) => void made.startFromQueue('Pipe', source)),
  neighbours('a queue that is told of failures', workflow, queue, (made, { queue: told }) => void made.notifyFailures(FailureTarget.queue(told))),
  neighbours('a topic that is told of failures', workflow, (stack) => new AlarmTopic(stack, 'Pages'), (made, { topic }) => {
    made.notifyFailures(FailureTarget.topic(topic));
  }),
  neighbours('a role that starts a workflow', workflow, outside, (made, { role }) => void made.grantStartExecution(role)),
  neighbours('a key that a workflow uses', stackItself, (stack) => new kms.Key(stack, 'Key'), (stack, encryptionKey) => {
    new StepFunctionsWorkflow(stack, 'Workflow', { definition: ONE_STATE, encryptionKey });
  }),
  neighbours('a workflow that runs steps on a cluster', cluster, stackItself, (made, stack) => {
    const run = made.stepTask('Run', EmrStep.command('true'));
    new StepFunctionsWorkflow(stack, 'Workflow', { definition: sfn.DefinitionBody.fromChainable(run) });
  }),
  neighbours('a bucket that a cluster reads', cluster, outside, (made, { bucket }) => void made.grantRead(bucket)),
  neighbours('a bucket with a key of its own that a cluster writes to', cluster, stackItself, (made, stack) => {
    made.grantWrite(new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'BucketKey') }));
  }),
  neighbours('a queue that is told of failures of a cluster', cluster, outside, (made, { queue: told }) => void made.notifyFailures(FailureTarget.queue(told))),
  neighbours('a key that a cluster uses', stackItself, (stack) => new kms.Key(stack, 'Key'), (stack, encryptionKey) => {
    new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK], network: existingNetwork(stack), encryptionKey });
  }),
  neighbours('a topic that a workflow publishes to', stackItself, (stack) => new AlarmTopic(stack, 'Pages'), (stack, { topic }) => {
    const publish = new tasks.SnsPublish(stack, 'Publish', { topic, message: sfn.TaskInput.fromText('done') });
    new StepFunctionsWorkflow(stack, 'Workflow', { definition: sfn.DefinitionBody.fromChainable(publish) });
  }),
];
