import { App, Duration, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { importedVpc, sparkCluster } from './emr';
import { EmrApplication, EmrCertificates, EmrCluster, EmrClusterProps, EmrNetwork, EmrNodes, EmrRelease, EmrStep, EmrTermination } from '../../src';
import { warnings } from '../statements';

const { SPARK, HIVE, TRINO, HBASE } = EmrApplication;

function refusal(props: Partial<EmrClusterProps>): string {
  const stack = new Stack(new App(), 'Shop');
  try {
    new EmrCluster(stack, 'Spark', { applications: [SPARK], network: EmrNetwork.existingVpc(importedVpc(stack)), ...props });
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

const keys = new Stack(new App(), 'Keys');

describe('fails when', () => {
  test.each<[string, Partial<EmrClusterProps>, string]>([
    ['there are no applications', { applications: [] }, "'applications' must name at least one: EmrApplication.SPARK for example, but got []"],
    ['an application is named twice', { applications: [SPARK, SPARK] }, "'applications' must name each one once, but got [\"Spark\",\"Spark\"]"],
    ['a release has not all applications', { applications: [SPARK, HIVE], release: EmrRelease.SPARK_8_1_0 },
      "'applications' must be in emr-spark-8.1.0, which has Spark and no other engine: take EmrRelease.EMR_7_14_0 for the others, but got Hive"],
    ['a cluster is to end when idle with applications beside YARN', { applications: [SPARK, TRINO, HBASE], termination: EmrTermination.whenIdle(Duration.hours(1)) },
      "'termination' must be EmrTermination.never() with applications that do not run on YARN, because EMR does not see whether they are idle, but got Trino, HBase"],
    ['a cluster is scaled with applications beside YARN', { applications: [TRINO], nodes: EmrNodes.fleets({ scaling: { minimum: 1, maximum: 2 } }) },
      "'nodes' must have no scaling with applications that do not run on YARN, because EMR does not see what they need, but got Trino"],
    ['no step may run', { stepConcurrency: 0 }, "'stepConcurrency' must be a whole number from 1 to 256, but got 0"],
    ['too many steps may run', { stepConcurrency: 257 }, "'stepConcurrency' must be a whole number from 1 to 256, but got 257"],
    ['a VPC has no private subnets', {
      network: EmrNetwork.existingVpc(ec2.Vpc.fromVpcAttributes(keys, 'Public', { vpcId: 'vpc-1', availabilityZones: ['a'], publicSubnetIds: ['subnet-1'] })),
    }, "'network' must have private subnets with a way out, because EMR does not start without the APIs of AWS: make some, or name the subnets, but got Keys/Public"],
    ['a VPC has not the subnets that are named', {
      network: EmrNetwork.existingVpc(importedVpc(keys, 'Theirs'), { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }),
    }, "'network.subnets' must be subnets that the VPC has, but got There are no 'Isolated' subnet groups in this VPC."],
    ['the key is an alias', { encryptionKey: new kms.Alias(keys, 'Alias', { aliasName: 'alias/theirs', targetKey: new kms.Key(keys, 'Key') }) },
      "'encryptionKey' must be the key itself and not an alias, because EMR takes its ARN, but got Keys/Alias"],
    ['the key is of AWS', { encryptionKey: kms.Alias.fromAliasName(keys, 'Aws', 'alias/aws/s3') }, "'encryptionKey' must be a customer-managed key"],
    ['an alarm is unknown', { alarms: { Idel: { enabled: false } } },
      "'alarms' must name alarms of this construct (Idle, UnhealthyNodes, LostNodes, HdfsUtilization, YarnMemory, MissingBlocks, AppsPending, FailureEvent), but got Idel"],
    ['an alarm is not there with these applications', { applications: [TRINO], alarms: { Idle: { enabled: false } } }, "'alarms' must name alarms of this construct (UnhealthyNodes"],
  ])('%s', (_name, props, message) => {
    expect(refusal(props)).toContain(message);
  });

  test.each([
    ['the idle timeout is too short', () => EmrTermination.whenIdle(Duration.seconds(59)), "'idleTimeout' must be 60 to 604,800 whole seconds (1 minute to 7 days), but got 59"],
    ['the idle timeout is too long', () => EmrTermination.whenIdle(Duration.days(8)), "'idleTimeout' must be 60 to 604,800 whole seconds"],
    ['a release is old', () => EmrRelease.of('emr-6.15.0'), "'label' must be that of emr-7.0.0 or later"],
    ['a release is misspelt', () => EmrRelease.of('7.14.0'), "'label' must be that of emr-7.0.0 or later"],
    ['certificates are in no zip file', () => EmrCertificates.pem(s3.Bucket.fromBucketName(keys, 'A', 'theirs'), 'certificates.pem'),
      "'key' must be that of a zip file, but got certificates.pem"],
    ['a provider is in no JAR', () => EmrCertificates.provider(s3.Bucket.fromBucketName(keys, 'B', 'theirs'), 'x.zip', 'com.example.Tls'), "'key' must be that of a JAR, but got x.zip"],
    ['a provider is no class', () => EmrCertificates.provider(s3.Bucket.fromBucketName(keys, 'C', 'theirs'), 'x.jar', 'Tls.java!'),
      "'className' must be the full name of a class, such as com.example.Certificates, but got Tls.java!"],
    ['a command is empty', () => EmrStep.command(), "'args' must name a command, but got 0"],
  ])('%s', (_name, make, message) => {
    expect(make).toThrow(message);
  });

  test('all that is wrong is said at once, and nothing half-made stays', () => {
    const stack = new Stack(new App(), 'Shop');
    expect(() => new EmrCluster(stack, 'Spark', { applications: [], stepConcurrency: 0 })).toThrow(/EmrCluster 'Shop\/Spark'[^]*applications[^]*stepConcurrency/);
    expect(stack.node.children).toEqual([]);
  });
});

describe('releases', () => {
  test.each([['emr-7.5.0', 1], ['emr-7.0.0', 1], ['emr-7.6.0', 0], ['emr-7.14.0', 0], ['emr-7.14.1', 0], ['emr-spark-8.0.0', 0]])('%s makes %d warnings', (label, count) => {
    const { stack, spark } = sparkCluster({ release: EmrRelease.of(label) });
    expect(warnings(stack).filter((text) => text.includes('releaseOutOfSupport'))).toHaveLength(count);
    expect(spark.cluster.releaseLabel).toBe(label);
  });

  test('the runtime for Spark takes its applications', () => {
    expect(refusal({ applications: [SPARK, EmrApplication.LIVY, EmrApplication.ICEBERG], release: EmrRelease.SPARK_8_1_0 })).toBe('accepted');
  });
});

test('an application without a constant is one on YARN, and one with a constant is that', () => {
  expect(EmrApplication.of('Oozie')).toMatchObject({ name: 'Oozie', runsOnYarn: true });
  expect(EmrApplication.of('Trino')).toBe(TRINO);
});

test.each<[string, string, (spark: EmrCluster) => unknown]>([
  ['step', "'id' must be 1 to 256 characters, none of which controls a terminal, but got a\\u000ab", (spark) => spark.addStep('a\nb', EmrStep.command('true'))],
  ['bootstrap action', "'name' must be 1 to 256 characters, none of which controls a terminal, but got ", (spark) => (
    spark.addBootstrapAction('', s3.Bucket.fromBucketName(spark, 'Programs', 'programs'), 'install.sh')
  )],
])('a %s needs a name that EMR takes', (_, message, call) => {
  expect(() => call(sparkCluster().spark)).toThrow(message);
});
