import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import { amountAround, hostileText, mostly, numberAround } from './hostile';
import { AlarmOverride, DeliverySource, Fifo, KinesisToFirehoseToS3, QueueWithDlq, RecordBackup, RecordFormat, Severity, SnsSqsFanOut } from '../../src';

/** How to make one construct from samples of plain data, which can be printed and made smaller. */
export interface Sampled<Data = unknown> {
  readonly data: fc.Arbitrary<Data>;
  readonly make: (scope: Construct, id: string, data: Data) => Construct;
}

const FIFO = { high: Fifo.highThroughput(), default: Fifo.defaultThroughput({ contentBasedDeduplication: true }) };
const FORMATS = { snappy: RecordFormat.snappy(), gzip: RecordFormat.gzip() };

function alarms(...keys: string[]): fc.Arbitrary<[string, AlarmOverride][]> {
  const override: fc.Arbitrary<AlarmOverride> = fc.record({
    enabled: fc.boolean(),
    threshold: mostly(fc.integer({ min: 1, max: 1000 }), fc.constantFrom(NaN, Infinity, -1, 0.5)),
    evaluationPeriods: numberAround(1, 1440),
    severity: fc.constantFrom(Severity.WARNING, Severity.CRITICAL),
  }, { requiredKeys: [] });
  return fc.array(fc.tuple(mostly(fc.constantFrom(...keys), hostileText), override), { maxLength: 3 });
}

const QUEUE = fc.record({
  fifo: fc.constantFrom('high', 'default'),
  visibilityTimeout: amountAround(0, 43_200),
  retentionPeriod: amountAround(60, 1_123_200, 1_209_600),
  maxReceiveCount: numberAround(1, 1000),
  deliveryDelay: amountAround(0, 900),
  maxMessageSizeBytes: numberAround(1024, 1_048_576),
  queueName: mostly(fc.stringMatching(/^[\w-]{1,75}(\.fifo)?$/), hostileText),
  removalPolicy: fc.constantFrom(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN),
  alarms: alarms('OldestMessageAge', 'InFlight', 'DeadLetter', 'DeadLetterExpiry'),
}, { requiredKeys: [] });

const FAN_OUT = fc.record({
  fifo: fc.constantFrom('high', 'default'),
  removalPolicy: fc.constantFrom(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN),
  alarms: alarms('NotificationsFailed', 'RedrivenToDeadLetterQueue', 'SubscriptionDeadLetter'),
}, { requiredKeys: [] });

const DELIVERY = fc.record({
  source: fc.oneof(fc.constantFrom('onDemand', 'directPut'), numberAround(1, 500)),
  format: fc.constantFrom('snappy', 'gzip'),
  prefix: mostly(fc.stringMatching(/^([a-z]{1,9}\/){0,3}$/), fc.oneof(hostileText, hostileText.map((text) => `${text}/`))),
  backup: fc.constantFrom(RecordBackup.ALL_RECORDS, RecordBackup.FAILED_RECORDS),
  bufferingInterval: amountAround(0, 60, 900),
  bufferingSize: amountAround(1, 64, 128),
  removalPolicy: fc.constantFrom(RemovalPolicy.DESTROY, RemovalPolicy.RETAIN),
  alarms: alarms('IteratorAge', 'PutFailed', 'PutThrottled', 'DeliveryDelayed', 'BackupDelayed'),
}, { requiredKeys: [] });

type Queue = typeof QUEUE extends fc.Arbitrary<infer Data> ? Data : never;

function queueProps(data: Queue) {
  return {
    ...data,
    fifo: data.fifo && FIFO[data.fifo as keyof typeof FIFO],
    visibilityTimeout: secondsOf(data.visibilityTimeout),
    retentionPeriod: secondsOf(data.retentionPeriod),
    deliveryDelay: secondsOf(data.deliveryDelay),
    alarms: data.alarms && Object.fromEntries(data.alarms),
  };
}

function secondsOf(amount: number | undefined): Duration | undefined {
  return amount === undefined ? undefined : Duration.seconds(amount);
}

function sourceOf(source: string | number): DeliverySource {
  if (typeof source === 'number') return DeliverySource.provisionedStream(source);
  return source === 'directPut' ? DeliverySource.directPut() : DeliverySource.onDemandStream();
}

const FAN_OUT_WITH_QUEUES = fc.record({ topic: FAN_OUT, queues: fc.array(fc.tuple(hostileText, QUEUE), { maxLength: 2 }) });

/** The constructs that are sampled. */
export const SAMPLED: { readonly [construct: string]: Sampled<never> } = {
  QueueWithDlq: sampled(QUEUE, (scope, id, data) => new QueueWithDlq(scope, id, queueProps(data))),

  SnsSqsFanOut: sampled(FAN_OUT_WITH_QUEUES, (scope, id, { topic, queues }) => {
    const fifo = topic.fifo && FIFO[topic.fifo as keyof typeof FIFO];
    const made = new SnsSqsFanOut(scope, id, { ...topic, fifo, alarms: topic.alarms && Object.fromEntries(topic.alarms) });
    queues.forEach(([name, { fifo: _, ...queue }], index) => made.addQueue(`${name}${index}`, queueProps(queue)));
    return made;
  }),

  KinesisToFirehoseToS3: sampled(DELIVERY, (scope, id, data) => new KinesisToFirehoseToS3(scope, id, {
    ...data,
    source: data.source === undefined ? undefined : sourceOf(data.source),
    format: data.format && FORMATS[data.format as keyof typeof FORMATS],
    bufferingInterval: secondsOf(data.bufferingInterval),
    bufferingSize: data.bufferingSize === undefined ? undefined : Size.mebibytes(data.bufferingSize),
    alarms: data.alarms && Object.fromEntries(data.alarms),
  })),
};

function sampled<Data>(data: fc.Arbitrary<Data>, make: Sampled<Data>['make']): Sampled<never> {
  return { data, make } as unknown as Sampled<never>;
}
