import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import type { EmrCluster } from './emr-cluster';
import { grantKey } from '../policies/grant-key';

/**
 * What the file systems of EMR call. They delete what they have written for a while.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html#emr-ec2-role-EMRFS
 */
const CALLS = {
  read: { bucket: ['s3:GetBucketLocation', 's3:ListBucket'], objects: ['s3:GetObject'], key: ['kms:Decrypt'] },
  write: {
    bucket: ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'],
    objects: ['s3:AbortMultipartUpload', 's3:DeleteObject', 's3:GetObject', 's3:ListMultipartUploadParts', 's3:PutObject'],
    key: ['kms:Decrypt', 'kms:GenerateDataKey'],
  },
};

/** Lets the instance role of a cluster use objects of a bucket. */
export function grantObjects(cluster: EmrCluster, bucket: s3.IBucket, keyPattern: string, use: keyof typeof CALLS): iam.Grant {
  const calls = CALLS[use];
  const grant = iam.Grant.addToPrincipal({ grantee: cluster, actions: calls.bucket, resourceArns: [bucket.bucketArn] })
    .combine(iam.Grant.addToPrincipal({ grantee: cluster, actions: calls.objects, resourceArns: [bucket.arnForObjects(keyPattern)] }));
  return bucket.encryptionKey
    ? grant.combine(grantKey(bucket.encryptionKey, cluster, calls.key, cluster, 'cdk-keel:EmrCluster.keyGrant'))
    : grant;
}
