import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { ClickStreamStack } from '../../examples/click-stream/click-stream-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const TEMPLATE = Template.fromStack(new ClickStreamStack(new App(), 'ClickStream'));

test('everything arrives, and nothing is unknown', () => {
  const templates = { ClickStream: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('events go by the transform and by device, and what fails below errors/', () => {
  TEMPLATE.hasResourceProperties('AWS::KinesisFirehose::DeliveryStream', {
    DeliveryStreamType: 'KinesisStreamAsSource',
    ExtendedS3DestinationConfiguration: {
      Prefix: Match.stringLikeRegexp('^data/device=!\\{partitionKeyFromQuery:device\\}/'),
      ErrorOutputPrefix: Match.stringLikeRegexp('^errors/'),
      ProcessingConfiguration: { Processors: [Match.objectLike({ Type: 'Lambda' }), Match.objectLike({ Type: 'MetadataExtraction' }), Match.anyValue()] },
    },
  });
});

test('clicks are consumed in order, and what fails three times is reported', () => {
  TEMPLATE.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
    ParallelizationFactor: 1,
    BisectBatchOnFunctionError: true,
    FunctionResponseTypes: ['ReportBatchItemFailures'],
    MaximumRetryAttempts: 2,
    FilterCriteria: { Filters: [{ Pattern: '{"data":{"kind":["click"]}}' }] },
    DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
  });
});

test('nothing is left when the stack is removed', () => {
  const kept = Object.entries(TEMPLATE.toJSON().Resources).filter(([, { DeletionPolicy }]: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(([logicalId]) => logicalId)).toEqual([]);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
