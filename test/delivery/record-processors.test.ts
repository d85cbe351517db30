import { FIREHOSE_CONVERSION } from './cases/firehose-conversion';
import { FIREHOSE_PARTITIONING } from './cases/firehose-partitioning';
import { FIREHOSE_TO_LAMBDA } from './cases/firehose-to-lambda';
import { verdicts } from './changed-case';
import { either, NOTHING, ref } from './wiring';

const destinationOf = ({ Stream }: any) => Stream.Properties.ExtendedS3DestinationConfiguration;
const processorOf = (resources: any) => destinationOf(resources).ProcessingConfiguration.Processors[0];
const parameter = (ParameterName: unknown, ParameterValue: unknown) => ({ ParameterName, ParameterValue });

describe('a function that transforms records', () => {
  test.each<[string, (processor: any) => void, string[]]>([
    ['without parameters', (processor) => { delete processor.Parameters; }, ['no: KEEL-FIREHOSE-LAMBDA-03']],
    ['that may be named', (processor) => { processor.Parameters[0] = either(processor.Parameters[0], NOTHING); }, ['unknown: KEEL-FIREHOSE-LAMBDA-03']],
    ['with parameters that are not known', (processor) => { processor.Parameters = ref('Parameter'); },
      ['unknown: KEEL-FIREHOSE-LAMBDA-03', 'unknown: KEEL-FIREHOSE-LAMBDA-04']],
    ['with the smallest buffer', (processor) => { processor.Parameters.push(parameter('BufferSizeInMBs', '0.2'), parameter('BufferIntervalInSeconds', '0')); }, []],
    ['with the largest buffer', (processor) => { processor.Parameters.push(parameter('BufferSizeInMBs', 3), parameter('BufferIntervalInSeconds', '900')); }, []],
    ['with a smaller buffer', (processor) => { processor.Parameters.push(parameter('BufferSizeInMBs', '0.1')); }, ['no: KEEL-FIREHOSE-LAMBDA-04']],
    ['with a longer buffer', (processor) => { processor.Parameters.push(parameter('BufferIntervalInSeconds', '901')); }, ['no: KEEL-FIREHOSE-LAMBDA-04']],
    ['with a buffer that is not known', (processor) => { processor.Parameters.push(parameter('BufferSizeInMBs', ref('Parameter'))); },
      ['unknown: KEEL-FIREHOSE-LAMBDA-04']],
    ['with nonsense', (processor) => { processor.Parameters.push(7, null, { ParameterName: {} }); }, ['unknown: KEEL-FIREHOSE-LAMBDA-04']],
  ])('%s', (_name, change, expected) => {
    expect(verdicts(FIREHOSE_TO_LAMBDA, (resources) => change(processorOf(resources)))).toEqual(expected);
  });

  test('that may be turned off', () => {
    expect(verdicts(FIREHOSE_TO_LAMBDA, (resources) => {
      destinationOf(resources).ProcessingConfiguration.Enabled = ref('Parameter');
      processorOf(resources).Parameters.shift();
    })).toEqual(['unknown: KEEL-FIREHOSE-LAMBDA-03']);
  });
});

describe('dynamic partitions', () => {
  const QUERY = '{customer: .customer, "day": .at[0:10]}';
  test.each<[string, (destination: any) => void, string[]]>([
    ['two keys', (one) => { one.Prefix = '!{partitionKeyFromQuery:customer}/!{partitionKeyFromQuery:day}/'; }, []],
    ['a key that there is not', (one) => { one.Prefix = '!{partitionKeyFromQuery:customer}/!{partitionKeyFromQuery:hour}/'; }, ['no: KEEL-FIREHOSE-S3-16']],
    ['a key that no function finds', (one) => { one.Prefix += '!{partitionKeyFromLambda:day}/'; }, ['no: KEEL-FIREHOSE-S3-16']],
    ['a key that is not known', (one) => { one.Prefix = { 'Fn::Sub': '!{partitionKeyFromQuery:${Parameter}}/' }; },
      ['unknown: KEEL-FIREHOSE-S3-07', 'unknown: KEEL-FIREHOSE-S3-16']],
    ['a query that is computed', (one) => { one.ProcessingConfiguration.Processors[0].Parameters[0].ParameterValue = '. | {customer}'; },
      ['unknown: KEEL-FIREHOSE-S3-16']],
    ['a query that is not known', (one) => { one.ProcessingConfiguration.Processors[0].Parameters[0].ParameterValue = ref('Parameter'); },
      ['unknown: KEEL-FIREHOSE-S3-16']],
    ['an engine that is not known', (one) => { one.ProcessingConfiguration.Processors[0].Parameters[1].ParameterValue = ref('Parameter'); },
      ['unknown: KEEL-FIREHOSE-S3-15']],
    ['another engine', (one) => { one.ProcessingConfiguration.Processors[0].Parameters[1].ParameterValue = 'JQ-1.7'; }, ['no: KEEL-FIREHOSE-S3-15']],
    ['processors that are not known', (one) => { one.ProcessingConfiguration.Processors = ref('Parameter'); },
      ['unknown: KEEL-FIREHOSE-S3-13', 'unknown: KEEL-FIREHOSE-S3-16']],
  ])('%s', (_name, change, expected) => {
    expect(verdicts(FIREHOSE_PARTITIONING, (resources) => {
      processorOf(resources).Parameters[0].ParameterValue = QUERY;
      change(destinationOf(resources));
    })).toEqual(expected);
  });
});

describe('conversions', () => {
  const conversionOf = (resources: any) => destinationOf(resources).DataFormatConversionConfiguration;
  test.each<[string, (conversion: any) => void, string[]]>([
    ['a schema that may be left out', (one) => { one.SchemaConfiguration = either(one.SchemaConfiguration, NOTHING); }, ['unknown: KEEL-FIREHOSE-S3-17']],
    ['a table that may be left out', (one) => { one.SchemaConfiguration.TableName = either(one.SchemaConfiguration.TableName, NOTHING); },
      ['unknown: KEEL-FIREHOSE-S3-17']],
    ['no role', (one) => { delete one.SchemaConfiguration.RoleARN; }, ['no: KEEL-FIREHOSE-S3-17']],
    ['no output', (one) => { delete one.OutputFormatConfiguration; }, ['no: KEEL-FIREHOSE-S3-18']],
    ['an output that may be left out', (one) => { one.OutputFormatConfiguration = either(one.OutputFormatConfiguration, NOTHING); },
      ['unknown: KEEL-FIREHOSE-S3-18']],
    ['turned off', (one) => { one.Enabled = false; delete one.SchemaConfiguration; }, []],
  ])('%s', (_name, change, expected) => {
    const found = verdicts(FIREHOSE_CONVERSION, (resources) => change(conversionOf(resources)));
    expect(found.filter((one) => !/KEEL-FIREHOSE-S3-1[04]$/.test(one))).toEqual(expected);
  });

  test('one of two conversions has a buffer that is too small', () => {
    expect(verdicts(FIREHOSE_CONVERSION, (resources) => {
      const destination = destinationOf(resources);
      destination.DataFormatConversionConfiguration = either(destination.DataFormatConversionConfiguration, NOTHING);
      destination.BufferingHints.SizeInMBs = 5;
    })).toEqual(['no: KEEL-FIREHOSE-S3-08']);
  });
});
