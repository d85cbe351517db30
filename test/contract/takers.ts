import { Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { API_TAKERS } from './api-takers';
import { propertiesOf, structOf, Type, TYPES } from './assembly';
import { EMR_TAKERS } from './emr-takers';
import { FARGATE_TAKERS } from './fargate-takers';
import { IDENTITY_TAKERS } from './identity-takers';
import { hasLiteralDefault } from './literal';
import { Outside } from './outside';
import { ONE_TASK } from './workflow-subject';
import {
  AlarmDefinition, AlarmOverride, AlarmRouteOptions, AlarmRouting, AlarmSet, AlarmTopic, AlarmTopicProps, ConsumedStream, DeliverySource,
  DynamicPartitioning, DynamicPartitioningOptions, FanOutQueueOptions, Fifo, FifoOptions, HttpsSubscriberOptions, KinesisToFirehoseToS3,
  KinesisToFirehoseToS3Props, ProducerEndpointOptions, QueueConsumerOptions, QueueStartOptions, QueueWithDlq, QueueWithDlqProps, RawDeliveryOptions,
  RecordFormat, RecordTransform, ScheduleStartOptions, Severity, SnsSqsFanOut, SnsSqsFanOutProps, SourceStreamOptions, StepFunctionsWorkflow,
  StepFunctionsWorkflowProps, StreamConsumer, StreamConsumerProps, Subscriber, TextFormatOptions, TopicSourceOptions, WorkflowLogging,
  WorkflowLoggingOptions,
} from '../../src';

/** Gives options to what takes them. Options that are always needed are filled in. */
type Take = (stack: Stack, options: object) => void;

/** An override that changes nothing is refused. */
const SOME_CHANGE: AlarmOverride = { threshold: 3 };

/**
 * Everything public that takes a struct with literal defaults: constructors by the name of the class, methods as `Class.method`, structs within
 * structs as `Struct.property`.
 */
export const TAKERS: { readonly [taker: string]: Take } = {
  ...API_TAKERS,
  ...EMR_TAKERS,
  ...FARGATE_TAKERS,
  ...IDENTITY_TAKERS,
  'AlarmRouting.notify': (stack, options: AlarmRouteOptions) => {
    AlarmRouting.of(stack).notify(new AlarmTopic(stack, 'Pages').topic, options);
    new QueueWithDlq(stack, 'Subject');
  },
  'AlarmSetProps.definitions': (stack, options: Partial<AlarmDefinition>) => {
    new AlarmSet(stack, 'Subject', { runbook: 'queue-with-dlq', definitions: [{ ...definition(stack), ...options }] });
  },
  'AlarmSetProps.overrides': (stack, options: AlarmOverride) => {
    const overrides = { DeadLetter: { ...SOME_CHANGE, ...options } };
    new AlarmSet(stack, 'Subject', { runbook: 'queue-with-dlq', definitions: [definition(stack)], overrides });
  },
  'AlarmTopic': (stack, props: AlarmTopicProps) => void new AlarmTopic(stack, 'Subject', props),
  'DeliverySource.onDemandStream': (stack, options: SourceStreamOptions) => deliverFrom(stack, DeliverySource.onDemandStream(options)),
  'DeliverySource.provisionedStream': (stack, options: SourceStreamOptions) => deliverFrom(stack, DeliverySource.provisionedStream(1, options)),
  'DeliverySource.topic': (stack, options: TopicSourceOptions) => deliverFrom(stack, DeliverySource.topic(new SnsSqsFanOut(stack, 'FanOut'), options)),
  'DynamicPartitioning.byQuery': (stack, options: DynamicPartitioningOptions) => {
    new KinesisToFirehoseToS3(stack, 'Subject', { partitioning: DynamicPartitioning.byQuery({ device: '.device' }, options) });
  },
  'DynamicPartitioning.byTransform': (stack, options: DynamicPartitioningOptions) => {
    const transform = { fn: new Outside(stack, 'Outside').fn };
    new KinesisToFirehoseToS3(stack, 'Subject', { partitioning: DynamicPartitioning.byTransform(['device'], options), transform });
  },
  'Fifo.defaultThroughput': (stack, options: FifoOptions) => void new SnsSqsFanOut(stack, 'Subject', { fifo: Fifo.defaultThroughput(options) }),
  'Fifo.highThroughput': (stack, options: FifoOptions) => void new SnsSqsFanOut(stack, 'Subject', { fifo: Fifo.highThroughput(options) }),
  'KinesisToFirehoseToS3': (stack, props: KinesisToFirehoseToS3Props) => void new KinesisToFirehoseToS3(stack, 'Subject', props),
  'KinesisToFirehoseToS3.addVpcEndpoint': (stack, options: ProducerEndpointOptions) => {
    new KinesisToFirehoseToS3(stack, 'Subject').addVpcEndpoint('Endpoint', new ec2.Vpc(stack, 'Vpc'), options);
  },
  'KinesisToFirehoseToS3Props.alarms': (stack, options: AlarmOverride) => {
    new KinesisToFirehoseToS3(stack, 'Subject', { alarms: { IteratorAge: { ...SOME_CHANGE, ...options } } });
  },
  'KinesisToFirehoseToS3Props.transform': (stack, options: Partial<RecordTransform>) => {
    new KinesisToFirehoseToS3(stack, 'Subject', { transform: { fn: new Outside(stack, 'Outside').fn, ...options } });
  },
  'QueueWithDlq': (stack, props: QueueWithDlqProps) => void new QueueWithDlq(stack, 'Subject', props),
  'QueueWithDlq.addConsumer': (stack, options: QueueConsumerOptions) => {
    new QueueWithDlq(stack, 'Subject').addConsumer(new Outside(stack, 'Outside').fn, options);
  },
  'QueueWithDlqProps.alarms': (stack, options: AlarmOverride) => {
    new QueueWithDlq(stack, 'Subject', { alarms: { DeadLetter: { ...SOME_CHANGE, ...options } } });
  },
  'RecordFormat.gzip': (stack, options: TextFormatOptions) => void new KinesisToFirehoseToS3(stack, 'Subject', { format: RecordFormat.gzip(options) }),
  'RecordFormat.snappy': (stack, options: TextFormatOptions) => void new KinesisToFirehoseToS3(stack, 'Subject', { format: RecordFormat.snappy(options) }),
  'RecordFormat.uncompressed': (stack, options: TextFormatOptions) => {
    new KinesisToFirehoseToS3(stack, 'Subject', { format: RecordFormat.uncompressed(options) });
  },
  'SnsSqsFanOut': (stack, props: SnsSqsFanOutProps) => void new SnsSqsFanOut(stack, 'Subject', props),
  'SnsSqsFanOut.addQueue': (stack, options: FanOutQueueOptions) => void new SnsSqsFanOut(stack, 'Subject').addQueue('Queue', options),
  'SnsSqsFanOutProps.alarms': (stack, options: AlarmOverride) => {
    new SnsSqsFanOut(stack, 'Subject', { alarms: { NotificationsFailed: { ...SOME_CHANGE, ...options } } });
  },
  'StepFunctionsWorkflow': (stack, props: Partial<StepFunctionsWorkflowProps>) => workflow(stack, props),
  'StepFunctionsWorkflow.startFromQueue': (stack, options: QueueStartOptions) => {
    workflow(stack).startFromQueue('Pipe', new Outside(stack, 'Outside').queue, options);
  },
  'StepFunctionsWorkflow.startOnSchedule': (stack, options: ScheduleStartOptions) => {
    workflow(stack).startOnSchedule('Daily', scheduler.ScheduleExpression.rate(Duration.days(1)), options);
  },
  'StepFunctionsWorkflowProps.alarms': (stack, options: AlarmOverride) => {
    workflow(stack, { alarms: { ExecutionsFailed: { ...SOME_CHANGE, ...options } } });
  },
  'StreamConsumer': (stack, props: Partial<StreamConsumerProps>) => consumeStream(stack, props),
  'StreamConsumerProps.alarms': (stack, options: AlarmOverride) => consumeStream(stack, { alarms: { IteratorAge: { ...SOME_CHANGE, ...options } } }),
  'Subscriber.deliveryStream': (stack, options: RawDeliveryOptions) => {
    subscribe(stack, Subscriber.deliveryStream(new Outside(stack, 'Outside').stream, options));
  },
  'Subscriber.https': (stack, options: HttpsSubscriberOptions) => subscribe(stack, Subscriber.https('https://example.com', options)),
  'Subscriber.queue': (stack, options: RawDeliveryOptions) => subscribe(stack, Subscriber.queue(new Outside(stack, 'Outside').queue, options)),
  'WorkflowLogging.all': (stack, options: WorkflowLoggingOptions) => workflow(stack, { logging: WorkflowLogging.all(options) }),
  'WorkflowLogging.errors': (stack, options: WorkflowLoggingOptions) => workflow(stack, { logging: WorkflowLogging.errors(options) }),
  'WorkflowLogging.fatalErrors': (stack, options: WorkflowLoggingOptions) => workflow(stack, { logging: WorkflowLogging.fatalErrors(options) }),
};

/** What the assembly says takes a struct with literal defaults, and which struct that is. */
export function takersInAssembly(): Map<string, Type> {
  const found = [...TYPES.values()].flatMap((type) => [
    ...(type.initializer?.parameters ?? []).map((parameter) => [type.name, parameter.type] as const),
    ...(type.methods ?? []).flatMap(({ name, parameters = [] }) => parameters.map((parameter) => [`${type.name}.${name}`, parameter.type] as const)),
    ...(type.datatype ? type.properties ?? [] : []).map((property) => [`${type.name}.${property.name}`, property.type] as const),
  ]);
  return new Map(found.flatMap(([taker, reference]) => {
    const struct = structOf(reference);
    return struct && propertiesOf(struct).some(hasLiteralDefault) ? [[taker, struct] as const] : [];
  }));
}

function definition(scope: Construct): AlarmDefinition {
  return {
    key: 'DeadLetter',
    metric: new Outside(scope, 'Outside').queue.metricApproximateNumberOfMessagesVisible(),
    threshold: 1,
    severity: Severity.CRITICAL,
    meaning: 'There are dead letters.',
    firstStep: 'read one.',
  };
}

function consumeStream(scope: Construct, props: Partial<StreamConsumerProps>): void {
  const { source, fn } = new Outside(scope, 'Outside');
  new StreamConsumer(scope, 'Subject', { source: ConsumedStream.kinesis(source), fn, ...props });
}

function deliverFrom(scope: Construct, source: DeliverySource): void {
  new KinesisToFirehoseToS3(scope, 'Subject', { source });
}

/** Its one task can retry. */
function workflow(stack: Stack, props: Partial<StepFunctionsWorkflowProps> = {}): StepFunctionsWorkflow {
  return new StepFunctionsWorkflow(stack, 'Subject', { definition: ONE_TASK, ...props });
}

function subscribe(scope: Construct, subscriber: Subscriber): void {
  new SnsSqsFanOut(scope, 'Subject').subscribe('Subscriber', subscriber);
}
