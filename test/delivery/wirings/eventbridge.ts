import { Duration, SecretValue, Stack } from 'aws-cdk-lib';
import * as batch from 'aws-cdk-lib/aws-batch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as schedules from 'aws-cdk-lib/aws-scheduler-targets';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Wiring } from './wiring';

const eventPattern = { source: ['shop.orders'] };
const keyIn = (stack: Stack, id = 'Key') => new kms.Key(stack, id);
const functionIn = (stack: Stack) => new lambda.Function(stack, 'Function', {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const streamIn = (stack: Stack) => new kinesis.Stream(stack, 'Stream', { encryptionKey: keyIn(stack, 'StreamKey') });
const machineIn = (stack: Stack) => new sfn.StateMachine(stack, 'Machine', {
  definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Succeed(stack, 'Done')), stateMachineType: sfn.StateMachineType.EXPRESS,
});
const deliveryStreamIn = (stack: Stack) => (
  new firehose.DeliveryStream(stack, 'DeliveryStream', { destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Lake')) })
);
const ruleIn = (stack: Stack, target: events.IRuleTarget) => new events.Rule(stack, 'Rule', { eventPattern, targets: [target] });
const scheduleIn = (stack: Stack, target: scheduler.IScheduleTarget) => new scheduler.Schedule(stack, 'Schedule', {
  schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)), target,
});

const RULES: Wiring[] = [
  {
    name: 'an event to a job of Batch',
    build: (stack) => {
      const queue = new batch.CfnJobQueue(stack, 'Queue', { computeEnvironmentOrder: [], priority: 1 });
      const definition = new batch.CfnJobDefinition(stack, 'Definition', { type: 'container' });
      ruleIn(stack, new targets.BatchJob(queue.attrJobQueueArn, queue, definition.ref, definition));
    },
  },
  {
    name: 'a bucket that sends its events to EventBridge, with a rule for them',
    build: (stack) => {
      const { bucketName } = new s3.Bucket(stack, 'Bucket', { eventBridgeEnabled: true });
      new events.Rule(stack, 'Rule', { eventPattern: { source: ['aws.s3'], detail: { bucket: { name: [bucketName] } } } });
    },
  },
  { name: 'a rule to a state machine', build: (stack) => { ruleIn(stack, new targets.SfnStateMachine(machineIn(stack))); } },
  { name: 'a rule to a stream with a key', build: (stack) => { ruleIn(stack, new targets.KinesisStream(streamIn(stack))); } },
  { name: 'a rule to a stream', build: (stack) => { ruleIn(stack, new targets.KinesisStream(new kinesis.Stream(stack, 'Stream'))); } },
  { name: 'a rule to a delivery stream', build: (stack) => { ruleIn(stack, new targets.FirehoseDeliveryStream(deliveryStreamIn(stack))); } },
  {
    name: 'a rule to a bus with a key',
    build: (stack) => { ruleIn(stack, new targets.EventBus(new events.EventBus(stack, 'Bus', { kmsKey: keyIn(stack) }))); },
  },
  {
    name: 'a bus with a dead-letter queue',
    build: (stack) => { new events.EventBus(stack, 'Bus', { kmsKey: keyIn(stack), deadLetterQueue: new sqs.Queue(stack, 'Dead') }); },
    defects: { 'KEEL-EVENTS-BUS-DLQ-01 Dead': 'the L2 names the queue, and lets nobody send to it' },
  },
  {
    name: 'a rule to a bus that is in no template',
    build: (stack) => { ruleIn(stack, new targets.EventBus(events.EventBus.fromEventBusArn(stack, 'Bus', 'arn:aws:events:eu-west-1:111111111111:event-bus/a'))); },
    unknown: { 'KEEL-EVENTS-BUS-01 Rule': 'its policy is elsewhere' },
  },
  {
    name: 'a rule to an API destination',
    build: (stack) => {
      const connection = new events.Connection(stack, 'Connection', {
        authorization: events.Authorization.apiKey('x-key', SecretValue.secretsManager('key')),
      });
      ruleIn(stack, new targets.ApiDestination(new events.ApiDestination(stack, 'Destination', { connection, endpoint: 'https://example.com/orders' })));
    },
  },
  {
    name: 'a rule to a FIFO queue',
    build: (stack) => {
      ruleIn(stack, new targets.SqsQueue(new sqs.Queue(stack, 'Queue', { fifo: true, contentBasedDeduplication: true }), { messageGroupId: 'orders' }));
    },
  },
  {
    name: 'a rule to FIFO queues and topics as the L2s let them pass',
    build: (stack) => {
      const rule = ruleIn(stack, new targets.SqsQueue(new sqs.Queue(stack, 'Queue', { fifo: true })));
      rule.addTarget(new targets.SnsTopic(new sns.Topic(stack, 'Topic', { fifo: true })));
      const deadLetterQueue = new sqs.Queue(stack, 'Dead', { fifo: true });
      rule.addTarget(new targets.LambdaFunction(functionIn(stack), { deadLetterQueue }));
    },
    defects: {
      'KEEL-EVENTS-FIFO-01 Rule': 'the L2 does not ask for a message group',
      'KEEL-EVENTS-FIFO-02 Queue': 'the L2 does not ask for deduplication by content',
      'KEEL-EVENTS-FIFO-03 Topic': 'the L2 lets a FIFO topic pass, for which the target of a rule cannot name a group',
      'KEEL-EVENTS-DLQ-03 Dead': 'the L2 lets a FIFO dead-letter queue pass, which EventBridge cannot send to',
    },
  },
];

const SCHEDULES: Record<string, (stack: Stack) => scheduler.IScheduleTarget> = {
  'a function': (stack) => new schedules.LambdaInvoke(functionIn(stack)),
  'a queue with a key': (stack) => new schedules.SqsSendMessage(new sqs.Queue(stack, 'Queue', { encryptionMasterKey: keyIn(stack) })),
  'a FIFO queue': (stack) => (
    new schedules.SqsSendMessage(new sqs.Queue(stack, 'Queue', { fifo: true, contentBasedDeduplication: true }), { messageGroupId: 'orders' })
  ),
  'a topic with a key': (stack) => new schedules.SnsPublish(new sns.Topic(stack, 'Topic', { masterKey: keyIn(stack) })),
  'a state machine': (stack) => new schedules.StepFunctionsStartExecution(machineIn(stack), {}),
  'a stream with a key': (stack) => new schedules.KinesisStreamPutRecord(streamIn(stack), { partitionKey: 'orders' }),
  'a delivery stream': (stack) => new schedules.FirehosePutRecord(deliveryStreamIn(stack)),
  'a bus': (stack) => new schedules.EventBridgePutEvents({
    eventBus: new events.EventBus(stack, 'Bus'), source: 'shop', detailType: 'Tick', detail: scheduler.ScheduleTargetInput.fromObject({}),
  }),
  'a queue, with a dead-letter queue': (stack) => (
    new schedules.SqsSendMessage(new sqs.Queue(stack, 'Queue'), { deadLetterQueue: new sqs.Queue(stack, 'Dead') })
  ),
};

const MORE_SCHEDULES: Wiring[] = [
  {
    name: 'a schedule in a group to a queue',
    build: (stack) => {
      new scheduler.Schedule(stack, 'Schedule', {
        schedule: scheduler.ScheduleExpression.rate(Duration.hours(1)),
        scheduleGroup: new scheduler.ScheduleGroup(stack, 'Group'),
        target: new schedules.SqsSendMessage(new sqs.Queue(stack, 'Queue')),
      });
    },
  },
  {
    name: 'a schedule with a dead-letter queue that has a key',
    build: (stack) => {
      const deadLetterQueue = new sqs.Queue(stack, 'Dead', { encryptionMasterKey: keyIn(stack) });
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('scheduler.amazonaws.com') });
      scheduleIn(stack, new schedules.LambdaInvoke(functionIn(stack), { deadLetterQueue, role }));
    },
    defects: { 'KEEL-SCHEDULER-DLQ-02 Role': 'the L2 lets the role send to the queue, but not use its key' },
  },
  {
    name: 'a schedule that calls an API',
    build: (stack) => {
      const policyStatements = [new iam.PolicyStatement({ actions: ['rds:StopDBCluster'], resources: ['*'] })];
      scheduleIn(stack, new schedules.Universal({ service: 'rds', action: 'stopDBCluster', policyStatements }));
    },
    unknown: { 'KEEL-SCHEDULER-01 SchedulerRoleForTarget9b0002': 'what the API needs is not known' },
  },
];

/** There is no stable L2 for pipes: the role is what the L2s of the others grant. */
const PIPES: Wiring[] = [
  {
    name: 'a pipe from a queue with a key over a function to a stream with a key',
    build: (stack) => {
      const [queue, enrichment, stream] = [new sqs.Queue(stack, 'Queue', { encryptionMasterKey: keyIn(stack) }), functionIn(stack), streamIn(stack)];
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com') });
      queue.grantConsumeMessages(role);
      enrichment.grantInvoke(role);
      stream.grantWrite(role);
      new pipes.CfnPipe(stack, 'Pipe', {
        roleArn: role.roleArn,
        source: queue.queueArn,
        enrichment: enrichment.functionArn,
        target: stream.streamArn,
        targetParameters: { kinesisStreamParameters: { partitionKey: '$.messageId' } },
      });
    },
  },
  {
    name: 'a pipe from a table with a key to a bus, with a dead-letter queue that has a key',
    build: (stack) => {
      const table = new dynamodb.Table(stack, 'Table', {
        partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE, encryptionKey: keyIn(stack),
      });
      const [bus, dead] = [new events.EventBus(stack, 'Bus'), new sqs.Queue(stack, 'Dead', { encryptionMasterKey: keyIn(stack, 'DeadKey') })];
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com') });
      table.grantStreamRead(role);
      bus.grantPutEventsTo(role);
      dead.grantSendMessages(role);
      new pipes.CfnPipe(stack, 'Pipe', {
        roleArn: role.roleArn,
        source: table.tableStreamArn!,
        sourceParameters: { dynamoDbStreamParameters: { startingPosition: 'LATEST', deadLetterConfig: { arn: dead.queueArn } } },
        target: bus.eventBusArn,
      });
    },
  },
];

export const EVENTBRIDGE: Wiring[] = [
  ...RULES,
  ...Object.entries(SCHEDULES).map(([receiver, target]): Wiring => ({ name: `a schedule to ${receiver}`, build: (stack) => { scheduleIn(stack, target(stack)); } })),
  ...MORE_SCHEDULES,
  ...PIPES,
];
