import { App, Duration, Stack } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { alarmsOf, clicks, transformer } from './template';
import { DeliverySource, DynamicPartitioning, RecordBackup, RecordFormat } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const STREAM = ['IteratorAge', 'WriteThrottled', 'ReadThrottled', 'PutFailed', 'BehindLatest'];
const DELIVERY = ['DeliveryDelayed', 'DeliveryFailed', 'KeyUnusable'];

describe('which there are', () => {
  test('with a stream', () => {
    expect(Object.keys(alarmsOf(clicks()))).toEqual([...STREAM, ...DELIVERY]);
  });

  test('without one', () => {
    expect(Object.keys(alarmsOf(clicks({ source: DeliverySource.directPut() })))).toEqual(['PutThrottled', ...DELIVERY]);
  });

  test('with everything', () => {
    const made = clicks({
      transform: { fn: transformer(stack) },
      format: RecordFormat.orc({ databaseName: 'shop', tableName: 'clicks' }),
      partitioning: DynamicPartitioning.byQuery({ device: '.device' }),
      backup: RecordBackup.ALL_RECORDS,
    }, stack);
    expect(Object.keys(alarmsOf(made)))
      .toEqual([...STREAM, ...DELIVERY, 'TransformFailed', 'ConversionFailed', 'PartitionsExceeded', 'BackupDelayed']);
  });
});

describe('the time for which records are kept', () => {
  const HOUR = 3_600_000;

  test.each([
    ['a day', undefined, 24],
    ['a week', DeliverySource.onDemandStream({ retentionPeriod: Duration.days(7) }), 168],
  ])('of %s: half of it is critical, a tenth a warning', (_name, source, hours) => {
    const { IteratorAge, BehindLatest } = alarmsOf(clicks({ source }));
    expect(IteratorAge).toMatchObject({ Threshold: hours * HOUR / 2, MetricName: 'GetRecords.IteratorAgeMilliseconds', Statistic: 'Maximum' });
    expect(BehindLatest.Threshold).toBeCloseTo(hours * HOUR / 10);
  });

  test('is that of an existing stream', () => {
    const source = new kinesis.Stream(stack, 'Existing', { streamMode: kinesis.StreamMode.ON_DEMAND, retentionPeriod: Duration.hours(48) });
    expect(alarmsOf(clicks({ source: DeliverySource.existingStream(source) }, stack)).IteratorAge.Threshold).toBe(24 * HOUR);
  });

  test('is taken as a day where the stream is imported', () => {
    const stream = kinesis.Stream.fromStreamArn(stack, 'Imported', 'arn:aws:kinesis:eu-west-1:111111111111:stream/imported');
    expect(alarmsOf(clicks({ source: DeliverySource.existingStream(stream) }, stack)).IteratorAge.Threshold).toBe(12 * HOUR);
  });
});

describe('records are late', () => {
  test.each([
    ['the interval and 15 minutes', {}, 300 + 900],
    ['a longer interval', { bufferingInterval: Duration.minutes(15) }, 900 + 900],
    ['half as much again with partitions', { partitioning: DynamicPartitioning.byQuery({ device: '.device' }) }, 450 + 900],
  ])('after %s', (_name, props, seconds) => {
    expect(alarmsOf(clicks(props)).DeliveryDelayed).toMatchObject({ MetricName: 'DeliveryToS3.DataFreshness', Threshold: seconds });
  });

  test('after the interval for the function too', () => {
    const made = clicks({ transform: { fn: transformer(stack), bufferingInterval: Duration.minutes(3) } }, stack);
    expect(alarmsOf(made).DeliveryDelayed.Threshold).toBe(300 + 180 + 900);
  });
});

test('shares of failures are alarmed on, over a time that has a delivery in it', () => {
  const { Metrics, Threshold, ComparisonOperator } = alarmsOf(clicks()).DeliveryFailed;
  expect(Metrics).toEqual([
    expect.objectContaining({ Expression: '1 - success' }),
    expect.objectContaining({ Id: 'success', MetricStat: expect.objectContaining({ Period: 900, Stat: 'Average' }) }),
  ]);
  expect([Threshold, ComparisonOperator]).toEqual([0.05, 'GreaterThanOrEqualToThreshold']);
});

test('any error of the key is alarmed on', () => {
  const names = alarmsOf(clicks()).KeyUnusable.Metrics.flatMap(({ MetricStat }: any) => MetricStat?.Metric.MetricName ?? []);
  expect(names).toEqual(['KMSKeyAccessDenied', 'KMSKeyDisabled', 'KMSKeyInvalidState', 'KMSKeyNotFound']);
});

test('can be changed and switched off by key', () => {
  const alarms = alarmsOf(clicks({ alarms: { IteratorAge: { threshold: 1000 }, ReadThrottled: { enabled: false } } }));
  expect(alarms.IteratorAge.Threshold).toBe(1000);
  expect(alarms).not.toHaveProperty('ReadThrottled');
});
