import { Duration } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike } from './hostile';
import { FILTER_POLICY } from './messaging';
import { alarms, encryptionKey, mebibytes, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import {
  ConsumedStream, DeliverySource, DynamicPartitioning, DynamicPartitioningOptions, KinesisToFirehoseToS3, KinesisToFirehoseToS3Props,
  ProducerEndpointOptions, RecordBackup, RecordFormat, RecordTransform, SchemaTable, SnsSqsFanOut, SourceStreamOptions, StreamConsumer,
  StreamConsumerProps, TextFormatOptions, TopicSourceOptions,
} from '../../src';

const SOURCE_STREAM = struct<SourceStreamOptions>('SourceStreamOptions', {
  retentionPeriod: given(mostly(fc.integer({ min: 24, max: 8760 }), fc.constantFrom(0, 23, 8761, 24.5)), (hours) => Duration.hours(hours)),
});
const TOPIC_SOURCE = struct<TopicSourceOptions>('TopicSourceOptions', { filterPolicy: FILTER_POLICY, rawMessageDelivery: fc.boolean() });

const SOURCE: Giving<DeliverySource> = fc.oneof(
  given(SOURCE_STREAM, (options) => DeliverySource.onDemandStream(options)),
  given(shape({ shards: numbers(1, 500), options: SOURCE_STREAM }), ({ shards, options }) => DeliverySource.provisionedStream(shards, options)),
  given(fc.constant('directPut'), () => DeliverySource.directPut()),
  given(beside('stream'), (stream) => DeliverySource.existingStream(stream)),
  given(TOPIC_SOURCE, (options, around) => DeliverySource.topic(new SnsSqsFanOut(around, 'FanOut'), options)),
);

const TEXT_FORMAT = struct<TextFormatOptions>('TextFormatOptions', { appendNewline: fc.boolean() });
const TABLE = struct<SchemaTable>('SchemaTable', {
  databaseName: textLike(/^[a-z][a-z0-9_]{0,20}$/), tableName: textLike(/^[a-z][a-z0-9_]{0,20}$/),
}, 'databaseName', 'tableName');

const FORMAT: Giving<RecordFormat> = fc.oneof(
  given(shape({ kind: fc.constantFrom('gzip', 'snappy', 'uncompressed'), options: TEXT_FORMAT }), ({ kind, options }) => (
    RecordFormat[kind as 'gzip'](options)
  )),
  given(shape({ kind: fc.constantFrom('parquet', 'orc'), table: TABLE }), ({ kind, table }) => RecordFormat[kind as 'orc'](table)),
);

const PARTITIONING_OPTIONS = struct<DynamicPartitioningOptions>('DynamicPartitioningOptions', { retryDuration: seconds(0, 7200) });
const PARTITIONING: Giving<DynamicPartitioning> = fc.oneof(
  given(shape({ keys: mapOf(textLike(/^[a-z]\w{0,9}$/), textLike(/^(\.[a-z]{1,9}){1,3}$/)), options: PARTITIONING_OPTIONS }), ({ keys, options }) => (
    DynamicPartitioning.byQuery(keys, options)
  )),
  given(shape({ keys: several(textLike(/^[a-z]\w{0,9}$/), 3), options: PARTITIONING_OPTIONS }), ({ keys, options }) => (
    DynamicPartitioning.byTransform(keys, options)
  )),
);

const TRANSFORM = struct<RecordTransform>('RecordTransform', {
  fn: mostly(beside('fn', 'importedFn'), beside('slowFn')),
  retries: numbers(0, 300),
  bufferingInterval: seconds(0, 900),
  bufferingSize: mebibytes(1, 3),
}, 'fn');

const ENDPOINT = struct<ProducerEndpointOptions>('ProducerEndpointOptions', {
  subnets: mostly(fc.constant({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }), fc.constant({ subnetType: ec2.SubnetType.PUBLIC })),
  securityGroups: given(beside('vpc'), (vpc, around) => [new ec2.SecurityGroup(around, 'Producers', { vpc })]),
  privateDnsEnabled: fc.boolean(),
});

const CONSUMED: Giving<ConsumedStream> = fc.oneof(
  given(beside('stream'), (stream) => ConsumedStream.kinesis(stream)),
  given(beside('stream'), (stream) => ConsumedStream.kinesisWithEnhancedFanOut(stream)),
  given(mostly(beside('table'), beside('tableWithoutStream')), (table) => ConsumedStream.table(table)),
);

export const STREAMING: Samples = {
  KinesisToFirehoseToS3: sampled(shape({
    props: struct<KinesisToFirehoseToS3Props>('KinesisToFirehoseToS3Props', {
      source: SOURCE,
      format: FORMAT,
      prefix: mostly(fc.stringMatching(/^([a-z]{1,9}\/){0,3}$/), fc.oneof(hostileText, hostileText.map((text) => `${text}/`))),
      partitioning: PARTITIONING,
      transform: TRANSFORM,
      backup: fc.constantFrom(RecordBackup.ALL_RECORDS, RecordBackup.FAILED_RECORDS),
      bufferingInterval: seconds(0, 60, 900),
      bufferingSize: mebibytes(1, 64, 128),
      encryptionKey,
      alarms: alarms('PutThrottled', 'DeliveryDelayed', 'DeliveryFailed', 'KeyUnusable'),
      removalPolicy,
    }),
    endpoints: several(shape({ id: name, options: ENDPOINT }), 1),
    grants: fc.boolean(),
  }), (scope, id, { props, endpoints, grants }, around) => {
    const made = new KinesisToFirehoseToS3(scope, id, props);
    endpoints.forEach((endpoint) => made.addVpcEndpoint(endpoint.id, around.part('vpc'), endpoint.options));
    if (grants) made.grantWrite(around.part('role'));
  }),

  StreamConsumer: sampled(struct<StreamConsumerProps>('StreamConsumerProps', {
    source: CONSUMED,
    fn: beside('fn', 'importedFn'),
    startingPosition: mostly(
      fc.constantFrom(lambda.StartingPosition.LATEST, lambda.StartingPosition.TRIM_HORIZON), fc.constant(lambda.StartingPosition.AT_TIMESTAMP),
    ),
    batchSize: numbers(1, 10_000),
    maxBatchingWindow: seconds(0, 300),
    parallelizationFactor: numbers(1, 10),
    retryAttempts: numbers(0, 10_000),
    maxRecordAge: seconds(60, 86_399, 604_800),
    tumblingWindow: seconds(1, 900),
    filters: several(given(hostileText, (kind) => lambda.FilterCriteria.filter({ data: { kind: lambda.FilterRule.isEqual(kind) } }))),
    alarms: alarms('IteratorAge', 'FailedBatch'),
    removalPolicy,
  }, 'source', 'fn'), (scope, id, props) => new StreamConsumer(scope, id, props)),
};
