import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { propertiesOf, sparkCluster } from './emr';
import { EmrApplication, EmrCluster, EmrClusterProps, EmrNodes, EmrTermination, Severity } from '../../src';

const keysOf = ({ alarms }: EmrCluster) => alarms.all.map(({ node }) => node.id);
const ALL = ['Idle', 'UnhealthyNodes', 'LostNodes', 'HdfsUtilization', 'YarnMemory', 'MissingBlocks', 'AppsPending', 'FailureEvent'];
const instanceTypes = [new ec2.InstanceType('m7g.xlarge')];

test('there are eight', () => {
  expect(keysOf(sparkCluster().spark)).toEqual(ALL);
});

test.each([
  ['MRUnhealthyNodes', 'Maximum', 1, 2], ['MRLostNodes', 'Maximum', 1, 1], ['HDFSUtilization', 'Maximum', 80, 3], ['MissingBlocks', 'Maximum', 1, 1],
  ['AppsPending', 'Minimum', 1, 6],
])('%s goes off at a %s of %d, %d times in a row', (MetricName, Statistic, Threshold, EvaluationPeriods) => {
  const { stack, spark } = sparkCluster();
  Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
    Namespace: 'AWS/ElasticMapReduce',
    MetricName,
    Dimensions: [{ Name: 'JobFlowId', Value: stack.resolve(spark.cluster.ref) }],
    Statistic,
    Period: 300,
    Threshold,
    EvaluationPeriods,
    TreatMissingData: 'notBreaching',
  });
});

test.each<[string, Partial<EmrClusterProps>, number | undefined]>([
  ['an hour, if the cluster never ends', { termination: EmrTermination.never() }, 12],
  ['half an hour after it should have ended', {}, 18],
  ['half an hour after the timeout', { termination: EmrTermination.whenIdle(Duration.minutes(7)) }, 8],
  ['a day at the most', { termination: EmrTermination.whenIdle(Duration.hours(23.5)) }, 288],
  ['no time at all, where that is longer', { termination: EmrTermination.whenIdle(Duration.hours(24)) }, undefined],
  ['no time at all, where EMR does not see it', { applications: [EmrApplication.TRINO] }, undefined],
])('Idle goes off after %s', (_name, props, periods) => {
  const { spark } = sparkCluster(props);
  expect(keysOf(spark).includes('Idle')).toBe(periods !== undefined);
  if (periods) expect(propertiesOf(spark.alarms.get('Idle'))).toMatchObject({ MetricName: 'IsIdle', Statistic: 'Minimum', EvaluationPeriods: periods });
});

test.each<[string, EmrNodes, number]>([
  ['there are no Spot instances', EmrNodes.fleets({ scaling: { minimum: 1, maximum: 50 } }), 1],
  ['EC2 may take back four', EmrNodes.fleets({ task: { instanceTypes, spotUnits: 4 } }), 5],
  ['EC2 may take back as many as scaling makes', EmrNodes.fleets({ task: { instanceTypes, spotUnits: 4 }, scaling: { minimum: 1, maximum: 50 } }), 51],
  ['EC2 may take back a group', EmrNodes.groups({ task: { instanceType: instanceTypes[0], count: 3 } }), 4],
  ['a group is on demand', EmrNodes.groups({ task: { instanceType: instanceTypes[0], count: 3, spot: false } }), 1],
])('LostNodes follows from Spot instances: %s', (_name, nodes, threshold) => {
  expect(propertiesOf(sparkCluster({ nodes }).spark.alarms.get('LostNodes')).Threshold).toBe(threshold);
});

test('YarnMemory counts only while work waits', () => {
  const { Metrics, Threshold } = propertiesOf(sparkCluster().spark.alarms.get('YarnMemory'));
  expect(Threshold).toBe(85);
  expect(Metrics.map(({ Expression, MetricStat }: any) => Expression ?? MetricStat.Metric.MetricName)).toEqual([
    'IF(FILL(pending, 0) > 0, 100 - available, 0)', 'YARNMemoryAvailablePercentage', 'ContainerPending',
  ]);
});

test('FailureEvent is on the queue of events', () => {
  const { stack, spark } = sparkCluster();
  expect(propertiesOf(spark.alarms.get('FailureEvent'))).toMatchObject({
    MetricName: 'ApproximateNumberOfMessagesVisible',
    Dimensions: [{ Name: 'QueueName', Value: stack.resolve(spark.failureQueue.queueName) }],
    Threshold: 1,
    EvaluationPeriods: 1,
  });
});

test('are changed by key', () => {
  const { spark } = sparkCluster({ alarms: { HdfsUtilization: { threshold: 60, severity: Severity.CRITICAL }, AppsPending: { enabled: false } } });
  expect(propertiesOf(spark.alarms.get('HdfsUtilization')).Threshold).toBe(60);
  expect(keysOf(spark)).not.toContain('AppsPending');
});
