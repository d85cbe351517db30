import { App } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { SparkJobStack } from '../../examples/spark-job/spark-job-stack';
import { DeliveryChecks } from '../../src';

const ASSET_HASH = /\b[0-9a-f]{64}\b/g;

const TEMPLATE = Template.fromStack(new SparkJobStack(new App(), 'SparkJob'));

test('everything arrives, and nothing is unknown', () => {
  const templates = { SparkJob: TEMPLATE.toJSON() };
  expect(DeliveryChecks.findingsOf(templates)).toEqual([]);
  expect(DeliveryChecks.unknownsOf(templates)).toEqual([]);
});

test('Spot instances are task nodes, and the release is that whose Spark the demo runs', () => {
  TEMPLATE.hasResourceProperties('AWS::EMR::Cluster', {
    ReleaseLabel: 'emr-7.13.0',
    Instances: {
      MasterInstanceFleet: Match.objectLike({ TargetOnDemandCapacity: 1, TargetSpotCapacity: 0 }),
      CoreInstanceFleet: Match.objectLike({ TargetOnDemandCapacity: 2, TargetSpotCapacity: 0 }),
      TaskInstanceFleets: [Match.objectLike({ TargetOnDemandCapacity: 0, TargetSpotCapacity: 1 })],
    },
    AutoTerminationPolicy: { IdleTimeout: 3600 },
  });
});

test('the step reads clicks and writes reports', () => {
  const [{ Properties: { HadoopJarStep: { Args } } }] = Object.values(TEMPLATE.findResources('AWS::EMR::Step'));
  const s3 = (bucket: string, folder: string) => ({ 'Fn::Join': ['', ['s3://', { Ref: expect.stringMatching(bucket) }, folder]] });
  expect(Args.slice(0, 3)).toEqual(['spark-submit', '--deploy-mode', 'cluster']);
  expect(Args.slice(-2)).toEqual([s3('^Clicks', '/clicks/'), s3('^Reports', '/clicks-per-device/')]);
});

test('nothing is left when the stack is removed', () => {
  const kept = Object.entries(TEMPLATE.toJSON().Resources).filter(([, { DeletionPolicy }]: any) => /^Retain/.test(DeletionPolicy));
  expect(kept.map(([logicalId]) => logicalId)).toEqual([]);
});

test('the template is the one that was reviewed', () => {
  expect(JSON.parse(JSON.stringify(TEMPLATE.toJSON().Resources).replace(ASSET_HASH, '<hash>'))).toMatchSnapshot();
});
