import { Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { propertiesOf, structOf, Type, TYPES } from './assembly';
import { hasLiteralDefault } from './literal';
import { Outside } from './outside';
import {
  AlarmDefinition, AlarmOverride, AlarmRouteOptions, AlarmRouting, AlarmSet, AlarmTopic, AlarmTopicProps, FanOutQueueOptions, Fifo, FifoOptions,
  HttpsSubscriberOptions, QueueConsumerOptions, QueueWithDlq, QueueWithDlqProps, RawDeliveryOptions, Severity, SnsSqsFanOut, SnsSqsFanOutProps,
  Subscriber,
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
  'Fifo.defaultThroughput': (stack, options: FifoOptions) => void new SnsSqsFanOut(stack, 'Subject', { fifo: Fifo.defaultThroughput(options) }),
  'Fifo.highThroughput': (stack, options: FifoOptions) => void new SnsSqsFanOut(stack, 'Subject', { fifo: Fifo.highThroughput(options) }),
  'QueueWithDlq': (stack, props: QueueWithDlqProps) => void new QueueWithDlq(stack, 'Subject', props),
  'QueueWithDlq.addConsumer': (stack, options: QueueConsumerOptions) => {
    new QueueWithDlq(stack, 'Subject').addConsumer(new Outside(stack, 'Outside').fn, options);
  },
  'QueueWithDlqProps.alarms': (stack, options: AlarmOverride) => {
    new QueueWithDlq(stack, 'Subject', { alarms: { DeadLetter: { ...SOME_CHANGE, ...options } } });
  },
  'SnsSqsFanOut': (stack, props: SnsSqsFanOutProps) => void new SnsSqsFanOut(stack, 'Subject', props),
  'SnsSqsFanOut.addQueue': (stack, options: FanOutQueueOptions) => void new SnsSqsFanOut(stack, 'Subject').addQueue('Queue', options),
  'SnsSqsFanOutProps.alarms': (stack, options: AlarmOverride) => {
    new SnsSqsFanOut(stack, 'Subject', { alarms: { NotificationsFailed: { ...SOME_CHANGE, ...options } } });
  },
  'Subscriber.deliveryStream': (stack, options: RawDeliveryOptions) => {
    subscribe(stack, Subscriber.deliveryStream(new Outside(stack, 'Outside').stream, options));
  },
  'Subscriber.https': (stack, options: HttpsSubscriberOptions) => subscribe(stack, Subscriber.https('https://example.com', options)),
  'Subscriber.queue': (stack, options: RawDeliveryOptions) => subscribe(stack, Subscriber.queue(new Outside(stack, 'Outside').queue, options)),
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

function subscribe(scope: Construct, subscriber: Subscriber): void {
  new SnsSqsFanOut(scope, 'Subject').subscribe('Subscriber', subscriber);
}
