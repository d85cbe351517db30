import { App, Duration, Lazy, Size, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { clicks, transformer } from './template';
import { DeliverySource, DynamicPartitioning, Fifo, KinesisToFirehoseToS3Props, RecordFormat, SnsSqsFanOut } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const byDevice = DynamicPartitioning.byQuery({ device: '.device' });
const parquet = RecordFormat.parquet({ databaseName: 'shop', tableName: 'clicks' });

describe('fails when', () => {
  test.each<[string, KinesisToFirehoseToS3Props, string]>([
    ['records are gathered for too long', { bufferingInterval: Duration.seconds(901) }, "'bufferingInterval' must be 0 to 900 whole seconds, but got 901"],
    ['partitions are gathered too shortly', { bufferingInterval: Duration.seconds(59), partitioning: byDevice },
      "'bufferingInterval' must be 60 to 900 whole seconds with partitioning, but got 59"],
    ['the buffer is too large', { bufferingSize: Size.mebibytes(129) }, "'bufferingSize' must be 1 to 128 whole MiB, but got 129"],
    ['the buffer is too small for partitions', { bufferingSize: Size.mebibytes(63), partitioning: byDevice },
      "'bufferingSize' must be 64 to 128 whole MiB with partitioning, Parquet or ORC, but got 63"],
    ['the buffer is too small for a conversion', { bufferingSize: Size.mebibytes(5), format: parquet },
      "'bufferingSize' must be 64 to 128 whole MiB with partitioning, Parquet or ORC, but got 5"],
    ['the database of the schema has a space', { format: RecordFormat.parquet({ databaseName: 'my shop', tableName: 'clicks' }) },
      "'format.databaseName' must be 1 to 1,024 characters without spaces, but got my shop"],
    ['the table of the schema has no name', { format: RecordFormat.orc({ databaseName: 'shop', tableName: '' }) },
      "'format.tableName' must be 1 to 1,024 characters without spaces, but got "],
    ['the retention is too short', { source: DeliverySource.onDemandStream({ retentionPeriod: Duration.hours(23) }) },
      "'source.retentionPeriod' must be 24 to 8,760 whole hours (1 to 365 days), but got 23"],
    ['the retention is too long', { source: DeliverySource.provisionedStream(1, { retentionPeriod: Duration.days(366) }) },
      "'source.retentionPeriod' must be 24 to 8,760 whole hours (1 to 365 days), but got 8784"],
    ['there are no shards', { source: DeliverySource.provisionedStream(0) }, "'source.shardCount' must be a whole number of 1 or more, but got 0"],
    ['the prefix runs into the date', { prefix: 'clicks' }, "'prefix' must end in / or be empty, because the date follows it, but got clicks"],
    ['the prefix is that of errors', { prefix: 'errors/x/' },
      "'prefix' must not begin with errors/ or source/, where records go that failed or are backed up, but got errors/x/"],
    ['the prefix names the type of an error', { prefix: '!{firehose:error-output-type}/' },
      "'prefix' must not hold !{firehose:error-output-type}, which is for failed records: they go to errors/ by themselves"],
    ['the prefix has an expression that Firehose does not know', { prefix: '!{date:yyyy}/' },
      "'prefix' must hold expressions of the form !{namespace:value} only, with one of the namespaces timestamp, firehose"],
    ['the prefix has half an expression', { prefix: 'a/!{timestamp:yyyy/' }, "'prefix' must hold expressions of the form !{namespace:value} only"],
    ['the prefix names partition keys and there are none', { prefix: '!{partitionKeyFromQuery:device}/' },
      '(those of partition keys come with partitioning), but got !{partitionKeyFromQuery:device}/'],
    ['the prefix names some partition keys', {
      prefix: '!{partitionKeyFromQuery:device}/', partitioning: DynamicPartitioning.byQuery({ device: '.device', kind: '.kind' }),
    }, "'prefix' must name every key of partitioning, or none (!{partitionKeyFromQuery:device}, !{partitionKeyFromQuery:kind})"],
    ['partitions are to come from a function and there is none', { partitioning: DynamicPartitioning.byTransform(['device']) },
      "'partitioning' must come with transform, whose function gives each record its keys: set transform, or use DynamicPartitioning.byQuery"],
    ['there is no partition key', { partitioning: DynamicPartitioning.byQuery({}) }, "'partitioning.keys' must be 1 to 50 keys, but got []"],
    ['a partition key is no name', { partitioning: DynamicPartitioning.byQuery({ 'a b': '.a' }) },
      "'partitioning.keys' must be of letters, digits and underscores, but got a b"],
    ['partitions are tried again for too long', { partitioning: DynamicPartitioning.byQuery({ a: '.a' }, { retryDuration: Duration.hours(3) }) },
      "'partitioning.retryDuration' must be 0 to 7,200 whole seconds (2 hours), but got 10800"],
    ['an alarm does not exist', { alarms: { IteratorAges: { threshold: 1 } } },
      "'alarms' must name alarms of this construct (IteratorAge, WriteThrottled, ReadThrottled, PutFailed, BehindLatest, DeliveryDelayed"],
    ['an alarm is about a stream and there is none', { source: DeliverySource.directPut(), alarms: { IteratorAge: { threshold: 1 } } },
      "'alarms' must name alarms of this construct (PutThrottled, DeliveryDelayed, DeliveryFailed, KeyUnusable), but got IteratorAge"],
  ])('%s', (_name, props, message) => {
    expect(() => clicks(props)).toThrow(message);
  });

  test.each([
    ['the function may run for too long', { timeout: Duration.minutes(6) }, {}, "'transform.fn' must have a timeout of at most 300 seconds"],
    ['the function gets too much', {}, { bufferingSize: Size.mebibytes(4) }, "'transform.bufferingSize' must be 0.2 to 3 MiB, but got 4"],
    ['records are gathered for the function for too long', {}, { bufferingInterval: Duration.hours(1) },
      "'transform.bufferingInterval' must be 0 to 900 whole seconds, but got 3600"],
    ['the function is invoked half a time', {}, { retries: 0.5 }, "'transform.retries' must be a whole number of 0 or more, but got 0.5"],
  ])('%s', (_name, { timeout }: { timeout?: Duration }, options, message) => {
    expect(() => clicks({ transform: { fn: transformer(stack, timeout), ...options } }, stack)).toThrow(message);
  });

  test('the topic is FIFO', () => {
    const fanOut = new SnsSqsFanOut(stack, 'Orders', { fifo: Fifo.highThroughput() });
    expect(() => clicks({ source: DeliverySource.topic(fanOut) }, stack))
      .toThrow("'source' must be a standard topic, because FIFO topics deliver to queues only, but got Shop/Orders");
  });

  test.each([
    ['in the app', () => new kms.Alias(stack, 'Alias', { aliasName: 'alias/mine', targetKey: new kms.Key(stack, 'Key') })],
    ['imported', () => kms.Alias.fromAliasName(stack, 'Alias', 'alias/mine')],
  ])('the key is an alias %s', (_name, make) => {
    expect(() => clicks({ encryptionKey: make() }, stack)).toThrow("'encryptionKey' must be the key itself and not an alias");
  });

  test('several things are wrong, with one error for all, and nothing half-made', () => {
    expect(() => clicks({ bufferingInterval: Duration.hours(1), prefix: 'x' }, stack)).toThrow(/'prefix'[^]*'bufferingInterval'/);
    expect(stack.node.tryFindChild('Clicks')).toBeUndefined();
  });
});

test('what is only known at deployment is not judged', () => {
  const bufferingInterval = Duration.seconds(Lazy.number({ produce: () => 60 }));
  expect(() => clicks({ bufferingInterval })).not.toThrow();
});
