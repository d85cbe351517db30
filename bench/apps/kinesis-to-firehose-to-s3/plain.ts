import { Duration, Size, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { accessLogsBucket, letLogsUse } from '../buckets';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const encryptionKey = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  letLogsUse(encryptionKey);
  const stream = new kinesis.Stream(scope, 'Stream', {
    encryptionKey, encryption: kinesis.StreamEncryption.KMS, streamMode: kinesis.StreamMode.ON_DEMAND, retentionPeriod: Duration.days(1),
  });
  const bucket = new s3.Bucket(scope, 'Bucket', {
    encryptionKey,
    encryption: s3.BucketEncryption.KMS,
    bucketKeyEnabled: true,
    blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
    versioned: true,
    serverAccessLogsBucket: accessLogsBucket(scope),
    lifecycleRules: [
      { id: 'AbortIncompleteUploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
      { id: 'ExpireOldVersions', noncurrentVersionExpiration: Duration.days(30) },
    ],
  });
  const logGroup = new logs.LogGroup(scope, 'LogGroup', { encryptionKey, retention: logs.RetentionDays.ONE_MONTH });
  const delivery = new firehose.DeliveryStream(scope, 'DeliveryStream', {
    source: new firehose.KinesisStreamSource(stream),
    destination: new firehose.S3Bucket(bucket, {
      compression: firehose.Compression.GZIP,
      bufferingInterval: Duration.minutes(5),
      bufferingSize: Size.mebibytes(5),
      errorOutputPrefix: 'errors/!{firehose:error-output-type}/',
      loggingConfig: new firehose.EnableLogging(logGroup),
    }),
  });
  const failed = new cloudwatch.MathExpression({ expression: '1 - success', usingMetrics: { success: delivery.metric('DeliveryToS3.Success') } });
  const unusable = new cloudwatch.MathExpression({
    expression: 'FILL(denied, 0) + FILL(disabled, 0) + FILL(invalid, 0) + FILL(missing, 0)',
    usingMetrics: {
      denied: delivery.metric('KMSKeyAccessDenied'),
      disabled: delivery.metric('KMSKeyDisabled'),
      invalid: delivery.metric('KMSKeyInvalidState'),
      missing: delivery.metric('KMSKeyNotFound'),
    },
  });
  alarms(scope, {
    IteratorAge: [stream.metricGetRecordsIteratorAgeMilliseconds(), 43_200_000],
    WriteThrottled: [stream.metricWriteProvisionedThroughputExceeded(), 1],
    ReadThrottled: [stream.metricReadProvisionedThroughputExceeded(), 1],
    PutFailed: [stream.metricPutRecordsFailedRecords(), 1],
    BehindLatest: [delivery.metric('KinesisMillisBehindLatest', { statistic: 'Maximum' }), 8_640_000],
    DeliveryDelayed: [delivery.metric('DeliveryToS3.DataFreshness', { statistic: 'Maximum' }), 1200],
    DeliveryFailed: [failed, 0.05],
    KeyUnusable: [unusable, 1],
  });
}
