import { App, Duration, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { clicks, destinationOf, propertiesOf, transformer } from './template';
import { DeliverySource, DynamicPartitioning, FilterPolicy, RecordBackup, RecordFormat, SnsSqsFanOut } from '../../src';
import { warnings } from '../statements';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

describe('defaults', () => {
  test('reads an on-demand stream that keeps records for a day', () => {
    const made = clicks();
    expect(propertiesOf(made, 'AWS::Kinesis::Stream')).toMatchObject({ StreamModeDetails: { StreamMode: 'ON_DEMAND' }, RetentionPeriodHours: 24 });
    expect(propertiesOf(made, 'AWS::KinesisFirehose::DeliveryStream')).toMatchObject({ DeliveryStreamType: 'KinesisStreamAsSource' });
  });

  test('writes records on a line each, with GZIP, every 5 minutes or 5 MiB', () => {
    expect(destinationOf(clicks())).toMatchObject({
      CompressionFormat: 'GZIP',
      BufferingHints: { IntervalInSeconds: 300, SizeInMBs: 5 },
      ProcessingConfiguration: { Enabled: true, Processors: [{ Type: 'AppendDelimiterToRecord' }] },
      S3BackupMode: 'Disabled',
    });
  });

  test('writes records and errors under prefixes of their own, by date', () => {
    expect(destinationOf(clicks())).toMatchObject({
      Prefix: 'data/!{timestamp:yyyy/MM/dd/HH}/', ErrorOutputPrefix: 'errors/!{firehose:error-output-type}/!{timestamp:yyyy/MM/dd/HH}/',
    });
  });

  test('keeps what holds data, but not when its creation fails', () => {
    const template = Template.fromStack(Stack.of(clicks()));
    for (const type of ['AWS::Kinesis::Stream', 'AWS::S3::Bucket', 'AWS::KMS::Key', 'AWS::Logs::LogGroup']) {
      template.allResources(type, { DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
    }
  });
});

describe('sources', () => {
  test('a provisioned stream has the shards and the retention that are asked for', () => {
    const made = clicks({ source: DeliverySource.provisionedStream(3, { retentionPeriod: Duration.days(365) }) });
    expect(propertiesOf(made, 'AWS::Kinesis::Stream')).toMatchObject({ ShardCount: 3, RetentionPeriodHours: 8760 });
  });

  test('an existing stream is read, and none made', () => {
    const source = new kinesis.Stream(stack, 'Existing', { streamMode: kinesis.StreamMode.ON_DEMAND });
    const made = clicks({ source: DeliverySource.existingStream(source) }, stack);
    expect(made.stream).toBe(source);
    Template.fromStack(stack).resourceCountIs('AWS::Kinesis::Stream', 1);
    expect(warnings(stack)).not.toContainEqual(expect.stringContaining('streamKey'));
  });

  test('of an imported stream without its key is said what may be missing', () => {
    const stream = kinesis.Stream.fromStreamArn(stack, 'Imported', 'arn:aws:kinesis:eu-west-1:111111111111:stream/imported');
    clicks({ source: DeliverySource.existingStream(stream) }, stack);
    expect(warnings(stack)).toContainEqual(expect.stringContaining('cdk-keel:KinesisToFirehoseToS3.streamKey'));
  });

  test('with direct put there is no stream, and the delivery stream is encrypted itself', () => {
    const made = clicks({ source: DeliverySource.directPut() });
    expect(made.stream).toBeUndefined();
    const properties = propertiesOf(made, 'AWS::KinesisFirehose::DeliveryStream');
    expect(properties).toMatchObject({ DeliveryStreamType: 'DirectPut', DeliveryStreamEncryptionConfigurationInput: { KeyType: 'CUSTOMER_MANAGED_CMK' } });
    expect(propertiesOf(made, 'AWS::IAM::Role', 'ClicksSourceRole')).toBeUndefined();
  });

  test('a topic puts what it gets, filtered', () => {
    const filterPolicy = FilterPolicy.messageAttributes({ kind: sns.SubscriptionFilter.existsFilter() });
    const made = clicks({ source: DeliverySource.topic(new SnsSqsFanOut(stack, 'Orders'), { filterPolicy }) }, stack);
    expect(propertiesOf(made, 'AWS::SNS::Subscription', 'Orders')).toMatchObject({
      Protocol: 'firehose', RawMessageDelivery: true, FilterPolicy: { kind: [{ exists: true }] }, RedrivePolicy: expect.anything(),
    });
  });
});

describe('formats', () => {
  test.each([
    ['Snappy', RecordFormat.snappy()],
    ['UNCOMPRESSED', RecordFormat.uncompressed()],
  ])('%s', (compression, format) => {
    expect(destinationOf(clicks({ format }))).toMatchObject({ CompressionFormat: compression });
  });

  test('without a new line for producers that end records themselves', () => {
    expect(destinationOf(clicks({ format: RecordFormat.gzip({ appendNewline: false }) })).ProcessingConfiguration).toBeUndefined();
  });

  test.each([
    ['parquet', 'ParquetSerDe', RecordFormat.parquet({ databaseName: 'shop', tableName: 'clicks' })],
    ['orc', 'OrcSerDe', RecordFormat.orc({ databaseName: 'shop', tableName: 'clicks' })],
  ])('%s is not compressed once more, has a large buffer and needs no new lines', (_name, serializer, format) => {
    expect(destinationOf(clicks({ format }))).toMatchObject({
      CompressionFormat: 'UNCOMPRESSED',
      BufferingHints: { SizeInMBs: 128 },
      DataFormatConversionConfiguration: {
        Enabled: true,
        SchemaConfiguration: { DatabaseName: 'shop', TableName: 'clicks', VersionId: 'LATEST' },
        OutputFormatConfiguration: { Serializer: { [serializer]: { Compression: 'SNAPPY' } } },
      },
    });
    expect(destinationOf(clicks({ format })).ProcessingConfiguration).toBeUndefined();
  });
});

describe('partitions', () => {
  const partitioning = DynamicPartitioning.byQuery({ kind: '.meta.kind', device: '.device_id' });

  test('by values of records, in the order of names and not of the map', () => {
    expect(destinationOf(clicks({ partitioning }))).toMatchObject({
      Prefix: 'data/device=!{partitionKeyFromQuery:device}/kind=!{partitionKeyFromQuery:kind}/!{timestamp:yyyy/MM/dd/HH}/',
      DynamicPartitioningConfiguration: { Enabled: true, RetryOptions: { DurationInSeconds: 300 } },
      BufferingHints: { SizeInMBs: 128 },
    });
    expect(destinationOf(clicks({ partitioning })).ProcessingConfiguration.Processors).toContainEqual({
      Type: 'MetadataExtraction',
      Parameters: [
        { ParameterName: 'MetadataExtractionQuery', ParameterValue: '{device:.device_id,kind:.meta.kind}' },
        { ParameterName: 'JsonParsingEngine', ParameterValue: 'JQ-1.6' },
      ],
    });
  });

  test('by keys from the function', () => {
    const made = clicks({ partitioning: DynamicPartitioning.byTransform(['tenant']), transform: { fn: transformer(stack) } }, stack);
    expect(destinationOf(made).Prefix).toBe('data/tenant=!{partitionKeyFromLambda:tenant}/!{timestamp:yyyy/MM/dd/HH}/');
  });

  test.each([
    ['', '!{timestamp:yyyy/MM/dd/HH}/'],
    ['year=!{timestamp:yyyy}/', 'year=!{timestamp:yyyy}/'],
    ['x/!{firehose:random-string}/', 'x/!{firehose:random-string}/!{timestamp:yyyy/MM/dd/HH}/'],
  ])('the prefix %p gets what it lacks', (prefix, whole) => {
    expect(destinationOf(clicks({ prefix })).Prefix).toBe(whole);
  });

  test('a prefix that names all keys and the date is left as it is', () => {
    const prefix = '!{partitionKeyFromQuery:kind}/!{timestamp:yyyy}/!{partitionKeyFromQuery:device}/';
    expect(destinationOf(clicks({ prefix, partitioning })).Prefix).toBe(prefix);
  });
});

test('a function transforms records as asked for, and the role may invoke it', () => {
  const fn = transformer(stack);
  const made = clicks({ transform: { fn, retries: 0, bufferingInterval: Duration.seconds(10), bufferingSize: Size.kibibytes(512) } }, stack);
  const [{ Type, Parameters }] = destinationOf(made).ProcessingConfiguration.Processors;
  expect(Type).toBe('Lambda');
  expect(Object.fromEntries(Parameters.map((one: any) => [one.ParameterName, one.ParameterValue]))).toMatchObject({
    LambdaArn: stack.resolve(fn.functionArn), NumberOfRetries: '0', BufferIntervalInSeconds: '10', BufferSizeInMBs: '0.5',
  });
});

test('backs up all records when asked for', () => {
  expect(destinationOf(clicks({ backup: RecordBackup.ALL_RECORDS }))).toMatchObject({
    S3BackupMode: 'Enabled',
    S3BackupConfiguration: { Prefix: 'source/!{timestamp:yyyy/MM/dd/HH}/', CompressionFormat: 'GZIP', CloudWatchLoggingOptions: { Enabled: true } },
  });
});

test('uses your key and removal policy', () => {
  const encryptionKey = new kms.Key(stack, 'Mine');
  const template = Template.fromStack(Stack.of(clicks({ encryptionKey, removalPolicy: RemovalPolicy.DESTROY }, stack)));
  template.resourceCountIs('AWS::KMS::Key', 1);
  template.allResources('AWS::S3::Bucket', { DeletionPolicy: 'Delete' });
  template.hasResourceProperties('AWS::Kinesis::Stream', { StreamEncryption: { KeyId: stack.resolve(encryptionKey.keyArn) } });
});
