import { Aws, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';

/**
 * The bucket may publish its events to the topic. The ARN of a bucket holds no account, so the account is named as well.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html
 */
export function bucketMayPublish(bucket: s3.IBucketRef, topic: sns.ITopic): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
    actions: ['sns:Publish'],
    resources: [topic.topicArn],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': Stack.of(bucket) === Stack.of(topic) ? bucket.bucketRef.bucketArn : anyBucket(topic) },
    },
  });
}

/**
 * S3 may encrypt the events that buckets of this account publish to a topic under this key.
 *
 * No single bucket is named, so that the bucket may itself be encrypted with the key without a dependency cycle.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export function s3MayUseKey(topic: sns.ITopic): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('s3.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': anyBucket(topic) },
    },
  });
}

function anyBucket(topic: sns.ITopic): string {
  return Stack.of(topic).formatArn({ service: 's3', account: '', region: '', resource: '*' });
}

/**
 * S3 may write the access logs of the bucket to the target.
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html
 */
export function accessLogsMayBeWritten(bucket: s3.IBucket, target: s3.IBucket): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('logging.s3.amazonaws.com')],
    actions: ['s3:PutObject'],
    resources: [target.arnForObjects('*')],
    conditions: {
      StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      ArnLike: { 'aws:SourceArn': bucket.bucketArn },
    },
  });
}
