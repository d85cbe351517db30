import { Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as glue from 'aws-cdk-lib/aws-glue';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { FirehoseSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Wiring } from './wiring';

const encryptedBucket = (stack: Stack, id: string) => new s3.Bucket(stack, id, { encryptionKey: new kms.Key(stack, `${id}Key`) });

const vpc = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { natGateways: 0, availabilityZones: ['eu-central-1a', 'eu-central-1b'] });

/** The L2 looks the account that writes logs up by the Region. */
const where = { region: 'eu-central-1' };

export const STREAMS: Wiring[] = [
  {
    name: 'a topic to a delivery stream with a key',
    build: (stack) => {
      const stream = new firehose.DeliveryStream(stack, 'Stream', {
        destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket')),
        encryption: firehose.StreamEncryption.customerManagedKey(new kms.Key(stack, 'Key')),
      });
      new sns.Topic(stack, 'Topic').addSubscription(new FirehoseSubscription(stream));
    },
  },
  {
    name: 'a stream with a key through a function to a bucket and a backup with keys',
    build: (stack) => {
      const source = new kinesis.Stream(stack, 'Source', { encryptionKey: new kms.Key(stack, 'SourceKey') });
      const transform = new lambda.Function(stack, 'Function', {
        runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
      });
      new firehose.DeliveryStream(stack, 'Stream', {
        source: new firehose.KinesisStreamSource(source),
        destination: new firehose.S3Bucket(encryptedBucket(stack, 'Bucket'), {
          dataOutputPrefix: 'data/!{timestamp:yyyy}/',
          errorOutputPrefix: 'errors/!{firehose:error-output-type}/',
          processors: [new firehose.LambdaFunctionProcessor(transform)],
          s3Backup: { bucket: encryptedBucket(stack, 'Backup') },
        }),
      });
    },
  },
  {
    name: 'a delivery stream with a key of its own to a bucket with an AWS-managed one',
    build: (stack) => {
      new firehose.DeliveryStream(stack, 'Stream', {
        destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED }), {
          encryptionKey: new kms.Key(stack, 'Key'),
        }),
      });
    },
  },
  {
    name: 'a delivery stream that converts to Parquet, and one with dynamic partitions',
    build: (stack) => {
      const bucket = encryptedBucket(stack, 'Bucket');
      const catalogId = stack.account;
      const database = new glue.CfnDatabase(stack, 'Database', { catalogId, databaseInput: {} });
      const table = new glue.CfnTable(stack, 'Table', { catalogId, databaseName: database.ref, tableInput: { name: 'shop' } });
      new firehose.DeliveryStream(stack, 'Converted', {
        destination: new firehose.S3Bucket(bucket, {
          dataFormatConversion: {
            schemaConfiguration: firehose.SchemaConfiguration.fromCfnTable(table),
            inputFormat: firehose.InputFormat.OPENX_JSON,
            outputFormat: firehose.OutputFormat.PARQUET,
          },
        }),
      });
      new firehose.DeliveryStream(stack, 'Partitioned', {
        destination: new firehose.S3Bucket(bucket, {
          bufferingSize: Size.mebibytes(64),
          dynamicPartitioning: { enabled: true },
          processors: [firehose.MetadataExtractionProcessor.jq16({ customer: '.customer' })],
          dataOutputPrefix: '!{partitionKeyFromQuery:customer}/',
          errorOutputPrefix: 'errors/!{firehose:error-output-type}/',
        }),
      });
    },
  },
  {
    name: 'a log group with a key',
    build: (stack) => {
      new logs.LogGroup(stack, 'Group', { encryptionKey: new kms.Key(stack, 'Key') });
    },
    defects: { 'KEEL-LOGS-KEY-01 Key': 'the L2 does not let CloudWatch Logs use the key, so that the deployment fails: aws-cdk #28304' },
  },
  {
    name: 'a log group with a key that CloudWatch Logs may use',
    build: (stack) => {
      const key = new kms.Key(stack, 'Key');
      key.grantEncryptDecrypt(new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`));
      new logs.LogGroup(stack, 'Group', { encryptionKey: key });
    },
  },
  {
    name: 'an application load balancer to a bucket for its logs',
    where,
    build: (stack) => {
      const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc: vpc(stack) });
      const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.S3_MANAGED, enforceSSL: true });
      balancer.logAccessLogs(bucket, 'web');
      balancer.logConnectionLogs(bucket);
    },
  },
  {
    name: 'an application load balancer to a bucket with an AWS-managed key',
    where,
    build: (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS_MANAGED });
      new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc: vpc(stack) }).logAccessLogs(bucket);
    },
    defects: { 'KEEL-ALB-S3-02 Bucket': 'the L2 refuses buckets with a key of their own only, but the service supports none of KMS' },
  },
  {
    name: 'a network load balancer to a bucket for its logs',
    where,
    build: (stack) => {
      const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.S3_MANAGED });
      new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc: vpc(stack) }).logAccessLogs(bucket);
    },
  },
  {
    name: 'a network load balancer to a bucket with a key',
    where,
    build: (stack) => {
      new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc: vpc(stack) }).logAccessLogs(encryptedBucket(stack, 'Bucket'));
    },
    defects: { 'KEEL-NLB-S3-02 BucketKey': 'the L2 does not let the delivery of logs use the key, as the service asks for' },
  },
  {
    name: 'a bucket to another for its access logs, and to itself',
    build: (stack) => {
      const serverAccessLogsBucket = new s3.Bucket(stack, 'Logs', { enforceSSL: true });
      new s3.Bucket(stack, 'Bucket', { serverAccessLogsBucket, serverAccessLogsPrefix: 'orders/' });
      new s3.Bucket(stack, 'Own', { serverAccessLogsPrefix: 'logs/' });
    },
  },
  {
    name: 'a bucket to one with a key for its access logs',
    build: (stack) => { new s3.Bucket(stack, 'Bucket', { serverAccessLogsBucket: encryptedBucket(stack, 'Logs') }); },
  },
  {
    name: 'a bucket to one with an AWS-managed key for its access logs',
    build: (stack) => {
      new s3.Bucket(stack, 'Bucket', { serverAccessLogsBucket: new s3.Bucket(stack, 'Logs', { encryption: s3.BucketEncryption.KMS_MANAGED }) });
    },
    defects: { 'KEEL-S3-S3-02 Logs': 'the L2 refuses such a key only where a bucket keeps its own logs, but nobody could read the logs in another either' },
  },
];
