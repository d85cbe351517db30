import { Duration, SecretValue } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { vpcIn } from '../compute/services';

const PARTS = {
  fn: (scope, id) => functionOf(scope, id, 10),
  slowFn: (scope, id) => functionOf(scope, id, 600),
  importedFn: (scope, id) => lambda.Function.fromFunctionArn(scope, id, 'arn:aws:lambda:eu-west-1:111111111111:function:theirs'),
  role: (scope, id) => new iam.Role(scope, id, { assumedBy: new iam.AccountRootPrincipal() }),
  key: (scope, id) => new kms.Key(scope, id, { enableKeyRotation: true }),
  managedKey: (scope, id) => kms.Alias.fromAliasName(scope, id, 'alias/aws/sqs'),
  keyAlias: (scope, id) => new kms.Key(scope, id).addAlias('shop'),
  bucket: (scope, id) => new s3.Bucket(scope, id, { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL, enforceSSL: true }),
  queue: (scope, id) => new sqs.Queue(scope, id, { enforceSSL: true }),
  fifoQueue: (scope, id) => new sqs.Queue(scope, id, { enforceSSL: true, fifo: true }),
  topic: (scope, id) => new sns.Topic(scope, id),
  fifoTopic: (scope, id) => new sns.Topic(scope, id, { fifo: true }),
  stream: (scope, id) => new kinesis.Stream(scope, id, { streamMode: kinesis.StreamMode.ON_DEMAND, retentionPeriod: Duration.days(2) }),
  deliveryStream: (scope, id) => (
    new firehose.DeliveryStream(scope, id, { destination: new firehose.S3Bucket(s3.Bucket.fromBucketName(scope, `${id}Bucket`, 'records')) })
  ),
  table: (scope, id) => new dynamodb.Table(scope, id, {
    partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING }, stream: dynamodb.StreamViewType.NEW_IMAGE,
  }),
  tableWithoutStream: (scope, id) => new dynamodb.Table(scope, id, { partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING } }),
  userPool: (scope, id) => new cognito.UserPool(scope, id),
  certificate: (scope, id) => acm.Certificate.fromCertificateArn(scope, id,
    'arn:aws:acm:us-east-1:111111111111:certificate/11111111-1111-1111-1111-111111111111'),
  certificateElsewhere: (scope, id) => acm.Certificate.fromCertificateArn(scope, id,
    'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-1111-1111-1111-111111111111'),
  vpc: (scope, id) => vpcIn(new Construct(scope, id)),
  publicVpc: (scope, id) => ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId: 'vpc-12345678', vpcCidrBlock: '10.0.0.0/16', availabilityZones: ['eu-west-1a'], publicSubnetIds: ['subnet-11111111'],
  }),
  cluster: (scope, id) => ecs.Cluster.fromClusterAttributes(scope, id, { clusterName: 'shared', vpc: vpcIn(new Construct(scope, `${id}Vpc`)) }),
  repository: (scope, id) => ecr.Repository.fromRepositoryName(scope, id, 'shop'),
  zone: (scope, id) => route53.HostedZone.fromHostedZoneAttributes(scope, id, { hostedZoneId: 'Z0123456789ABCDEFGHIJ', zoneName: 'example.com' }),
  stateMachine: (scope, id) => sfn.StateMachine.fromStateMachineArn(scope, id, 'arn:aws:states:eu-west-1:111111111111:stateMachine:Orders'),
  secret: (scope, id) => secretsmanager.Secret.fromSecretNameV2(scope, id, 'shop'),
  parameter: (scope, id) => ssm.StringParameter.fromSecureStringParameterAttributes(scope, id, { parameterName: '/shop/colour' }),
  layer: (scope, id) => lambda.LayerVersion.fromLayerVersionArn(scope, id, 'arn:aws:lambda:eu-west-1:111111111111:layer:tools:1'),
  domain: (scope, id) => cognito.UserPoolDomain.fromDomainName(scope, id, 'shop-example'),
  metric: () => new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Orders' }),
  secretValue: () => SecretValue.secretsManager('shop/client'),
} satisfies Record<string, (scope: Construct, id: string) => unknown>;

type Parts = { [Name in keyof typeof PARTS]: ReturnType<(typeof PARTS)[Name]> };

/** What an app has beside a sample and connects to it. Each part is made when it is first asked for. */
export class Beside extends Construct {
  private readonly made: Partial<Parts> = {};

  /** The part of that name. */
  public part<Name extends keyof Parts>(name: Name): Parts[Name] {
    return this.made[name] ??= PARTS[name](this, name) as Parts[Name];
  }
}

function functionOf(scope: Construct, id: string, seconds: number): lambda.Function {
  return new lambda.Function(scope, id, {
    runtime: lambda.Runtime.NODEJS_22_X,
    handler: 'index.handler',
    code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
    timeout: Duration.seconds(seconds),
  });
}
