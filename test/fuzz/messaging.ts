import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as fc from 'fast-check';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike, textOf } from './hostile';
import { alarms, encryptionKey, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import {
  AccountSenderOptions, BucketEventsOptions, DeliveryLogging, FanOutQueueOptions, Fifo, FifoOptions, FilterPolicy, HttpsSubscriberOptions,
  QueueConsumerOptions, QueueWithDlq, QueueWithDlqProps, RawDeliveryOptions, Sender, ServiceSenderOptions, SnsSqsFanOut, SnsSqsFanOutProps,
  SubscribeOptions, Subscriber,
} from '../../src';

const FIFO_OPTIONS = struct<FifoOptions>('FifoOptions', { contentBasedDeduplication: fc.boolean() });
const FIFO = given(fc.tuple(fc.constantFrom('highThroughput', 'defaultThroughput'), FIFO_OPTIONS), ([kind, options], around) => (
  Fifo[kind as 'highThroughput'](options.of(around))
));

const filters: Giving<{ [key: string]: any }[]> = several(given(hostileText, (kind) => (
  lambda.FilterCriteria.filter({ body: { kind: lambda.FilterRule.isEqual(kind) } })
)));

const QUEUE = {
  fifo: FIFO,
  visibilityTimeout: seconds(10, 43_200),
  retentionPeriod: seconds(60, 1_123_200, 1_209_600),
  maxReceiveCount: numbers(1, 1000),
  deliveryDelay: seconds(0, 900),
  maxMessageSizeBytes: numbers(1024, 1_048_576),
  encryptionKey,
  alarms: alarms('OldestMessageAge', 'InFlight', 'DeadLetter', 'DeadLetterExpiry'),
  removalPolicy,
  queueName: textLike(/^[\w-]{1,75}(\.fifo)?$/),
};

const CONSUMER = struct<QueueConsumerOptions>('QueueConsumerOptions', {
  batchSize: numbers(1, 10), maxBatchingWindow: seconds(0, 300), maxConcurrency: numbers(2, 1000), filters,
});

const SERVICE = struct<ServiceSenderOptions>('ServiceSenderOptions', {
  sourceArn: textOf(fc.constantFrom('arn:aws:s3:::photos', 'arn:aws:events:eu-west-1:111111111111:rule/orders')),
  sourceAccount: textLike(/^\d{12}$/),
});
const ACCOUNT = struct<AccountSenderOptions>('AccountSenderOptions', {
  principalArn: textOf(fc.constant('arn:aws:iam::222222222222:role/Sender')),
});

const SENDER: Giving<Sender> = fc.oneof(
  given(fc.tuple(textOf(fc.constantFrom('events.amazonaws.com', 's3.amazonaws.com')), SERVICE), ([service, options], around) => (
    Sender.service(service, options.of(around))
  )),
  given(fc.tuple(textLike(/^\d{12}$/), ACCOUNT), ([account, options], around) => Sender.account(account, options.of(around))),
  given(textLike(/^o-[a-z0-9]{10,32}$/), (organization) => Sender.organization(organization)),
);

const condition = fc.oneof(
  given(several(hostileText, 3, 1), (allowlist) => sns.SubscriptionFilter.stringFilter({ allowlist })),
  given(fc.integer(), (least) => sns.SubscriptionFilter.numericFilter({ greaterThan: least })),
);
export const FILTER_POLICY = fc.oneof(
  given(mapOf(name, condition, 6), (attributes) => FilterPolicy.messageAttributes(attributes)),
  given(mapOf(name, condition, 6), (properties) => FilterPolicy.messageBody(Object.fromEntries(
    Object.entries(properties).map(([property, filter]) => [property, sns.FilterOrPolicy.filter(filter)]),
  ))),
);

const FAN_OUT = struct<SnsSqsFanOutProps>('SnsSqsFanOutProps', {
  fifo: FIFO,
  encryptionKey,
  deliveryLogging: fc.constantFrom(DeliveryLogging.ALL, DeliveryLogging.FAILURES),
  alarms: alarms('NotificationsFailed', 'RedrivenToDeadLetterQueue', 'SubscriptionDeadLetter', 'SubscriptionDeadLetterExpiry'),
  removalPolicy,
});
const SUBSCRIBE = struct<SubscribeOptions>('SubscribeOptions', { filterPolicy: FILTER_POLICY });
const RAW_DELIVERY = struct<RawDeliveryOptions>('RawDeliveryOptions', { rawMessageDelivery: fc.boolean() });
const FAN_OUT_QUEUE = struct<FanOutQueueOptions>('FanOutQueueOptions', {
  ...QUEUE, fifo: mostly(fc.constant(undefined), FIFO), filterPolicy: FILTER_POLICY, rawMessageDelivery: fc.boolean(),
});
const HTTPS = struct<HttpsSubscriberOptions>('HttpsSubscriberOptions', {
  rawMessageDelivery: fc.boolean(), deliveryPolicy: fc.constant({ healthyRetryPolicy: { numRetries: 5 } }),
});
const BUCKET_EVENTS = struct<BucketEventsOptions>('BucketEventsOptions', {
  events: mostly(fc.constant([s3.EventType.OBJECT_CREATED]), fc.constant([])),
  prefix: textLike(/^[a-z]{1,9}\/$/),
  suffix: textLike(/^\.[a-z]{1,4}$/),
});

const SUBSCRIBER: Giving<Subscriber> = fc.oneof(
  given(fc.tuple(beside('queue', 'fifoQueue'), RAW_DELIVERY), ([queue, options], around) => Subscriber.queue(queue.of(around), options.of(around))),
  given(beside('fn', 'importedFn'), (fn) => Subscriber.function(fn)),
  given(fc.tuple(beside('deliveryStream'), RAW_DELIVERY), ([stream, options], around) => (
    Subscriber.deliveryStream(stream.of(around), options.of(around))
  )),
  given(fc.tuple(textOf(fc.webUrl({ validSchemes: ['https'] })), HTTPS), ([url, options], around) => Subscriber.https(url, options.of(around))),
  given(textOf(fc.constant('a@example.com')), (address) => Subscriber.email(address)),
  given(textLike(/^\+\d{7,15}$/), (number) => Subscriber.sms(number)),
);

export const MESSAGING: Samples = {
  QueueWithDlq: sampled(shape({
    props: struct<QueueWithDlqProps>('QueueWithDlqProps', QUEUE),
    consumers: several(shape({ fn: mostly(beside('fn', 'importedFn'), beside('slowFn')), options: CONSUMER }), 1),
    senders: several(SENDER, 1),
  }), (scope, id, { props, consumers, senders }, around) => {
    const made = new QueueWithDlq(scope, id, props);
    consumers.forEach(({ fn, options }) => made.addConsumer(fn, options));
    senders.forEach((sender) => made.allowSendFrom(sender));
    const role = consumers.length > 0 ? around.part('role') : undefined;
    if (role) [made.grantSendMessages(role), made.grantConsumeMessages(role), made.grantRedrive(role)];
  }),

  SnsSqsFanOut: sampled(shape({
    props: FAN_OUT,
    queues: several(shape({ id: hostileText, options: FAN_OUT_QUEUE })),
    subscribers: several(shape({ id: hostileText, subscriber: SUBSCRIBER, options: SUBSCRIBE }), 1),
    buckets: several(BUCKET_EVENTS, 1),
    senders: several(SENDER, 1),
  }), (scope, id, { props, queues, subscribers, buckets, senders }, around) => {
    const made = new SnsSqsFanOut(scope, id, props);
    queues.forEach((queue, index) => made.addQueue(`${queue.id}${index}`, queue.options));
    subscribers.forEach((one) => made.subscribe(one.id, one.subscriber, one.options));
    buckets.forEach((options) => made.addBucket(around.part('bucket'), options));
    senders.forEach((sender) => made.allowPublishFrom(sender));
    if (queues.length === 0) made.grantPublish(around.part('role'));
  }),
};
