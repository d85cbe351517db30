import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { propertiesOf, sparkCluster } from './emr';
import { EmrApplication, EmrCertificates, EmrCluster, EmrNetwork, EmrTermination } from '../../src';

const TAG = { Key: 'for-use-with-amazon-emr-managed-policies', Value: 'true' };

describe('one line', () => {
  const stack = new Stack(new App(), 'Shop');
  const spark = new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK] });
  const template = Template.fromStack(stack);

  test('makes a cluster of the newest release that ends after an idle hour', () => {
    expect(propertiesOf(spark.cluster)).toMatchObject({
      ReleaseLabel: 'emr-7.14.0',
      Applications: [{ Name: 'Spark' }],
      AutoTerminationPolicy: { IdleTimeout: 3600 },
      StepConcurrencyLevel: 1,
      Instances: { KeepJobFlowAliveWhenNoSteps: true, TerminationProtected: false, UnhealthyNodeReplacement: true },
    });
  });

  test('puts it into private subnets of a VPC with a way out, and with S3 at no cost', () => {
    const privateSubnets = spark.vpc.privateSubnets.map(({ subnetId }) => stack.resolve(subnetId));
    expect(privateSubnets).toHaveLength(2);
    expect(propertiesOf(spark.cluster).Instances.Ec2SubnetIds).toEqual(privateSubnets);
    template.resourceCountIs('AWS::EC2::NatGateway', 1);
    template.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
    expect(Object.values(template.findResources('AWS::EC2::Subnet')).filter(({ Properties }) => Properties.MapPublicIpOnLaunch)).toEqual([]);
  });

  test.each(['AWS::EC2::Subnet', 'AWS::EC2::VPC', 'AWS::EC2::SecurityGroup', 'AWS::EMR::Cluster'])('gives each %s the tag that EMR wants', (type) => {
    const tagged = Object.values(template.findResources(type)).map(({ Properties }) => Properties.Tags);
    expect(tagged.length).toBeGreaterThan(0);
    tagged.forEach((tags) => expect(tags).toContainEqual(TAG));
  });

  test('logs the connections that the VPC refuses', () => {
    template.hasResourceProperties('AWS::EC2::FlowLog', { TrafficType: 'REJECT', ResourceId: stack.resolve(spark.vpc.vpcId) });
  });

  test('starts the cluster after all that lets its nodes out, and removes it before', () => {
    const { DependsOn } = template.toJSON().Resources[stack.resolve(spark.cluster.logicalId)];
    for (const part of [/PrivateSubnet1DefaultRoute/, /ServiceRoleDefaultPolicy/, /InstanceRoleDefaultPolicy/, /9443/, /ALLICMP/]) {
      expect(DependsOn).toContainEqual(expect.stringMatching(part));
    }
  });
});

describe('security', () => {
  test('disks, objects and logs are encrypted with the one key', () => {
    const { stack, spark } = sparkCluster();
    const AwsKmsKey = stack.resolve(spark.encryptionKey.keyArn);
    expect(propertiesOf(spark.securityConfiguration).SecurityConfiguration.EncryptionConfiguration).toEqual({
      EnableAtRestEncryption: true,
      AtRestEncryptionConfiguration: {
        S3EncryptionConfiguration: { EncryptionMode: 'SSE-KMS', AwsKmsKey },
        LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: 'AwsKms', AwsKmsKey, EnableEbsEncryption: true },
      },
      EnableInTransitEncryption: false,
    });
    expect(propertiesOf(spark.cluster).LogEncryptionKmsKeyId).toEqual(AwsKmsKey);
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
  });

  test('nodes give credentials to requests with a token only', () => {
    expect(propertiesOf(sparkCluster().spark.securityConfiguration).SecurityConfiguration.InstanceMetadataServiceConfiguration)
      .toEqual({ MinimumInstanceMetadataServiceVersion: 2, HttpPutResponseHopLimit: 1 });
  });

  test('no security group lets anybody in but nodes and EMR', () => {
    const { stack } = sparkCluster();
    const template = Template.fromStack(stack);
    const rules = Object.values(template.findResources('AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => Properties);
    expect(rules).toHaveLength(15);
    rules.forEach((rule) => expect(rule.SourceSecurityGroupId).toBeDefined());
    Object.values(template.findResources('AWS::EC2::SecurityGroup')).forEach(({ Properties }) => expect(Properties.SecurityGroupIngress).toBeUndefined());
  });

  test('EMR reaches nodes on 8443, and the primary node EMR on 9443', () => {
    const { stack, spark } = sparkCluster();
    const template = Template.fromStack(stack);
    const id = ({ securityGroupId }: { securityGroupId: string }) => stack.resolve(securityGroupId);
    const serviceAccess = propertiesOf(spark.cluster).Instances.ServiceAccessSecurityGroup;
    for (const nodes of [spark.primarySecurityGroup, spark.coreSecurityGroup]) {
      template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', { GroupId: id(nodes), SourceSecurityGroupId: serviceAccess, FromPort: 8443, ToPort: 8443 });
      template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', { GroupId: serviceAccess, DestinationSecurityGroupId: id(nodes), FromPort: 8443 });
    }
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: serviceAccess, SourceSecurityGroupId: id(spark.primarySecurityGroup), FromPort: 9443, ToPort: 9443,
    });
  });

  test.each([
    ['a zip file of PEM', (bucket: s3.IBucket) => EmrCertificates.pem(bucket, 'tls/certificates.zip'), { CertificateProviderType: 'PEM', S3Object: 's3://theirs/tls/certificates.zip' }],
    ['a provider', (bucket: s3.IBucket) => EmrCertificates.provider(bucket, 'tls.jar', 'com.example.Tls'),
      { CertificateProviderType: 'Custom', S3Object: 's3://theirs/tls.jar', CertificateProviderClass: 'com.example.Tls' }],
  ])('data in transit is encrypted with certificates from %s', (_name, certificates, expected) => {
    const { spark } = sparkCluster({ certificates: certificates(s3.Bucket.fromBucketName(new Stack(), 'Theirs', 'theirs')) });
    expect(propertiesOf(spark.securityConfiguration).SecurityConfiguration.EncryptionConfiguration).toMatchObject({
      EnableInTransitEncryption: true, InTransitEncryptionConfiguration: { TLSCertificateConfiguration: expected },
    });
  });

  test.each([
    ['disks', (spark: EmrCluster) => spark.securityConfiguration.addPropertyOverride(
      'SecurityConfiguration.EncryptionConfiguration.AtRestEncryptionConfiguration.LocalDiskEncryptionConfiguration.EnableEbsEncryption', false,
    ), /promises disks and objects that are encrypted/],
    ['tokens', (spark: EmrCluster) => spark.securityConfiguration.addPropertyDeletionOverride(
      'SecurityConfiguration.InstanceMetadataServiceConfiguration',
    ), /promises nodes that give their credentials/],
    ['logs', (spark: EmrCluster) => (spark.logBucket.node.defaultChild as s3.CfnBucket).addPropertyDeletionOverride('BucketEncryption'),
      /promises logs in a bucket that is encrypted/],
  ])('fails at synth when the app has taken that of %s away', (_name, change, message) => {
    const { stack, spark } = sparkCluster();
    change(spark);
    expect(() => Template.fromStack(stack)).toThrow(message);
  });
});

describe('options', () => {
  test('never ends by itself', () => {
    expect(propertiesOf(sparkCluster({ termination: EmrTermination.never() }).spark.cluster).AutoTerminationPolicy).toBeUndefined();
  });

  test('never ends with an application of which EMR does not see whether it is idle', () => {
    expect(propertiesOf(sparkCluster({ applications: [EmrApplication.TRINO] }).spark.cluster).AutoTerminationPolicy).toBeUndefined();
  });

  test('ends when told to', () => {
    const { spark } = sparkCluster({ termination: EmrTermination.whenIdle(Duration.minutes(10)) });
    expect(propertiesOf(spark.cluster).AutoTerminationPolicy).toEqual({ IdleTimeout: 600 });
  });

  test('takes a key', () => {
    const encryptionKey = kms.Key.fromKeyArn(new Stack(), 'Key', 'arn:aws:kms:eu-west-1:111111111111:key/k');
    const { stack, spark } = sparkCluster({ encryptionKey });
    expect(propertiesOf(spark.cluster).LogEncryptionKmsKeyId).toBe(encryptionKey.keyArn);
    Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 0);
  });

  test('removes logs, events and key when told to', () => {
    const { stack } = sparkCluster({ removalPolicy: RemovalPolicy.DESTROY, network: EmrNetwork.natGateway() });
    for (const type of ['AWS::S3::Bucket', 'AWS::SQS::Queue', 'AWS::KMS::Key', 'AWS::Logs::LogGroup']) {
      Template.fromStack(stack).allResources(type, { DeletionPolicy: 'Delete' });
    }
  });

  test('has the settings of applications, of which the last wins', () => {
    const { spark } = sparkCluster();
    spark.addConfiguration({ classification: 'spark-defaults', properties: { a: '1', b: '1' } });
    spark.addConfiguration({ classification: 'spark-env', configurations: [{ classification: 'export', properties: { PYSPARK_PYTHON: 'python3.11' } }] });
    spark.addConfiguration({ classification: 'spark-defaults', properties: { b: '2' } });
    expect(propertiesOf(spark.cluster).Configurations).toEqual([
      { Classification: 'spark-defaults', ConfigurationProperties: { a: '1', b: '2' } },
      { Classification: 'spark-env', Configurations: [{ Classification: 'export', ConfigurationProperties: { PYSPARK_PYTHON: 'python3.11' } }] },
    ]);
  });

  test('keeps tables in the Glue catalog', () => {
    const { spark } = sparkCluster({ applications: [EmrApplication.SPARK, EmrApplication.HIVE, EmrApplication.TRINO] });
    spark.useGlueCatalog('shop');
    expect(propertiesOf(spark.cluster).Configurations.map(({ Classification }: any) => Classification).sort())
      .toEqual(['hive-site', 'spark-hive-site', 'trino-connector-hive']);
  });

  test('runs scripts on each node first', () => {
    const { stack, spark } = sparkCluster();
    spark.addBootstrapAction('Install', s3.Bucket.fromBucketName(stack, 'Scripts', 'scripts'), 'install.sh', '--quiet');
    expect(propertiesOf(spark.cluster).BootstrapActions).toEqual([
      { Name: 'Install', ScriptBootstrapAction: { Path: 's3://scripts/install.sh', Args: ['--quiet'] } },
    ]);
  });
});
