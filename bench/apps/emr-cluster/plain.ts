import { Duration, Fn, Stack, Tags } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as emr from 'aws-cdk-lib/aws-emr';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { letLogsUse } from '../buckets';
import { vpc as network } from '../network';
import { failureQueue } from '../queue';

const MANAGED = 'for-use-with-amazon-emr-managed-policies';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  letLogsUse(key);
  const bucket = new s3.Bucket(scope, 'LogBucket', {
    encryption: s3.BucketEncryption.KMS,
    encryptionKey: key,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    lifecycleRules: [{ id: 'ExpireLogs', expiration: Duration.days(90), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
  });
  const instanceRole = new iam.Role(scope, 'InstanceRole', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const profile = new iam.InstanceProfile(scope, 'InstanceProfile', { role: instanceRole });
  const serviceRole = new iam.Role(scope, 'ServiceRole', {
    assumedBy: new iam.ServicePrincipal('elasticmapreduce.amazonaws.com'),
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEMRServicePolicy_v2')],
  });
  serviceRole.addToPolicy(new iam.PolicyStatement({ actions: ['iam:PassRole'], resources: [instanceRole.roleArn] }));
  [instanceRole, serviceRole].forEach((role) => key.grantEncryptDecrypt(role));
  bucket.grantPut(instanceRole, 'logs/*');

  const vpc = network(scope, key, 1);
  const securityGroup = (name: string, allowAllOutbound: boolean) => new ec2.SecurityGroup(scope, `${name}SecurityGroup`, { vpc, allowAllOutbound });
  const [primary, core, access] = [securityGroup('Primary', true), securityGroup('Core', true), securityGroup('ServiceAccess', false)];
  for (const to of [primary, core]) {
    for (const from of [primary, core]) {
      [ec2.Port.allTcp(), ec2.Port.allUdp(), ec2.Port.allIcmp()].forEach((port) => to.addIngressRule(from, port));
    }
    to.addIngressRule(access, ec2.Port.tcp(8443));
    access.addEgressRule(to, ec2.Port.tcp(8443));
  }
  access.addIngressRule(primary, ec2.Port.tcp(9443));
  [vpc, primary, core, access].forEach((tagged) => Tags.of(tagged).add(MANAGED, 'true'));

  const security = new emr.CfnSecurityConfiguration(scope, 'SecurityConfiguration', {
    securityConfiguration: {
      EncryptionConfiguration: {
        EnableAtRestEncryption: true,
        AtRestEncryptionConfiguration: {
          S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey: key.keyArn },
          LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: 'AwsKms', AwsKmsKey: key.keyArn, EnableEbsEncryption: true },
        },
        EnableInTransitEncryption: false,
      },
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2, HttpPutResponseHopLimit: 1 },
    },
  });
  const fleet = (name: string, targetOnDemandCapacity: number) => ({
    name,
    targetOnDemandCapacity,
    targetSpotCapacity: 0,
    launchSpecifications: { onDemandSpecification: { allocationStrategy: 'lowest-price' } },
    instanceTypeConfigs: ['m7g.xlarge', 'm6g.xlarge'].map((instanceType) => ({
      instanceType,
      weightedCapacity: 1,
      ebsConfiguration: { ebsOptimized: true, ebsBlockDeviceConfigs: [{ volumeSpecification: { sizeInGb: 64, volumeType: 'gp3' }, volumesPerInstance: 1 }] },
    })),
  });
  const cluster = new emr.CfnCluster(scope, 'Cluster', {
    name: `${id}Cluster`,
    releaseLabel: 'emr-7.14.0',
    applications: [{ name: 'Spark' }],
    autoTerminationPolicy: { idleTimeout: 3600 },
    instances: {
      masterInstanceFleet: fleet('Primary', 1),
      coreInstanceFleet: fleet('Core', 2),
      ec2SubnetIds: vpc.privateSubnets.map(({ subnetId }) => subnetId),
      emrManagedMasterSecurityGroup: primary.securityGroupId,
      emrManagedSlaveSecurityGroup: core.securityGroupId,
      serviceAccessSecurityGroup: access.securityGroupId,
      keepJobFlowAliveWhenNoSteps: true,
      terminationProtected: false,
      unhealthyNodeReplacement: true,
    },
    jobFlowRole: profile.instanceProfileName,
    serviceRole: serviceRole.roleName,
    logEncryptionKmsKeyId: key.keyArn,
    logUri: Fn.join('', ['s3://', bucket.bucketName, '/logs/']),
    securityConfiguration: security.ref,
    scaleDownBehavior: 'TERMINATE_AT_TASK_COMPLETION',
    tags: [{ key: MANAGED, value: 'true' }],
    visibleToAllUsers: true,
  });

  const failures = failureQueue(scope, 'FailureQueue', key);
  const rule = new events.Rule(scope, 'Failures', {
    eventPattern: {
      source: ['aws.emr'],
      detailType: ['EMR Step Status Change', 'EMR Cluster State Change'],
      detail: { state: ['FAILED', 'TERMINATED_WITH_ERRORS'], clusterId: [cluster.ref] },
    },
  });
  rule.addTarget(new SqsQueue(failures));
  const metric = (metricName: string, statistic = 'Maximum') => new cloudwatch.Metric({
    namespace: 'AWS/ElasticMapReduce', metricName, statistic, dimensionsMap: { JobFlowId: cluster.ref },
  });
  const memory = new cloudwatch.MathExpression({
    expression: 'IF(FILL(pending, 0) > 0, 100 - available, 0)',
    usingMetrics: { pending: metric('ContainerPending'), available: metric('YARNMemoryAvailablePercentage', 'Average') },
  });
  alarms(scope, {
    Idle: [metric('IsIdle', 'Minimum'), 1],
    UnhealthyNodes: [metric('MRUnhealthyNodes'), 1],
    LostNodes: [metric('MRLostNodes'), 1],
    HdfsUtilization: [metric('HDFSUtilization'), 80],
    YarnMemory: [memory, 85],
    MissingBlocks: [metric('MissingBlocks'), 1],
    AppsPending: [metric('AppsPending', 'Minimum'), 1],
    FailureEvent: [failures.metricApproximateNumberOfMessagesVisible(), 1],
  });
}
