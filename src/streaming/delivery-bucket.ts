import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { accessLogsMayBeWritten } from '../policies/s3-statements';

/** A private bucket, and another for the logs of who has accessed it. */
export interface DeliveryBucket {
  readonly bucket: s3.Bucket;
  readonly accessLogsBucket: s3.Bucket;
}

const NOBODY_ELSE: s3.BucketProps = {
  blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
  objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
  enforceSSL: true,
};

const INCOMPLETE_UPLOADS: s3.LifecycleRule = { id: 'AbortIncompleteUploads', abortIncompleteMultipartUploadAfter: Duration.days(7) };

/**
 * Makes both. S3 cannot write access logs under a customer-managed key to a bucket, so that one has a key of S3.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function deliveryBucket(scope: Construct, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): DeliveryBucket {
  const accessLogsBucket = new s3.Bucket(scope, 'AccessLogsBucket', {
    ...NOBODY_ELSE,
    encryption: s3.BucketEncryption.S3_MANAGED,
    lifecycleRules: [INCOMPLETE_UPLOADS, { id: 'ExpireAccessLogs', expiration: Duration.days(90) }],
    removalPolicy,
  });
  const bucket = new s3.Bucket(scope, 'Bucket', {
    ...NOBODY_ELSE,
    encryption: s3.BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    versioned: true,
    lifecycleRules: [INCOMPLETE_UPLOADS, { id: 'ExpireOldVersions', noncurrentVersionExpiration: Duration.days(90) }],
    removalPolicy,
  });
  // Not by serverAccessLogsBucket: with that, a feature flag decides between an ACL and a policy.
  (bucket.node.defaultChild as s3.CfnBucket).loggingConfiguration = { destinationBucketName: accessLogsBucket.bucketName };
  accessLogsBucket.addToResourcePolicy(accessLogsMayBeWritten(bucket, accessLogsBucket));
  return { bucket, accessLogsBucket };
}
