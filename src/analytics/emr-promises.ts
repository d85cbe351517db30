import { IConstruct } from 'constructs';
import type { EmrCluster } from './emr-cluster';
import { deniesPlainHttp, hasCustomerManagedKey, Promised, templateProperty } from '../validation/promise';

/** What an EmrCluster stands for. */
export function clusterPromises({ securityConfiguration, logBucket, failureQueue }: EmrCluster): Promised[] {
  return [
    promised('disks and objects that are encrypted with a customer-managed key', () => encryptsAtRest(securityConfiguration)),
    promised('nodes that give their credentials to requests with a token only (IMDSv2)', () => demandsTokens(securityConfiguration)),
    promised('logs in a bucket that is encrypted with a customer-managed key', () => isBucketEncrypted(logBucket)),
    promised('events of failures that are encrypted with a customer-managed key', () => hasCustomerManagedKey(failureQueue)),
    promised('a bucket and a queue that refuse plain HTTP', () => deniesPlainHttp(logBucket) && deniesPlainHttp(failureQueue)),
    promised('buckets that nobody can make public', () => isPrivate(logBucket)),
  ];
}

function promised(what: string, kept: () => boolean): Promised {
  return { kept, message: `EmrCluster promises ${what}: something in the app has removed that` };
}

/** Does it encrypt disks and objects with a customer-managed key? */
function encryptsAtRest(securityConfiguration: IConstruct): boolean {
  const encryption = at(templateProperty(securityConfiguration, 'SecurityConfiguration'), 'EncryptionConfiguration');
  const atRest = at(encryption, 'AtRestEncryptionConfiguration');
  const disks = at(atRest, 'LocalDiskEncryptionConfiguration');
  const objects = at(atRest, 'S3EncryptionConfiguration');
  return at(encryption, 'EnableAtRestEncryption') === true && at(disks, 'AwsKmsKey') !== undefined && at(disks, 'EnableEbsEncryption') === true
    && at(objects, 'AwsKmsKey') !== undefined;
}

/** Do nodes give their credentials to requests with a token only? */
function demandsTokens(securityConfiguration: IConstruct): boolean {
  return at(at(templateProperty(securityConfiguration, 'SecurityConfiguration'), 'InstanceMetadataServiceConfiguration'), 'MinimumInstanceMetadataServiceVersion') === 2;
}

/** Is the bucket encrypted with a key whose policy can be changed? */
function isBucketEncrypted(bucket: IConstruct): boolean {
  const rules = at(templateProperty(bucket, 'BucketEncryption'), 'ServerSideEncryptionConfiguration') as unknown[] | undefined;
  const encryption = at(rules?.[0], 'ServerSideEncryptionByDefault');
  const key = at(encryption, 'KMSMasterKeyID');
  return at(encryption, 'SSEAlgorithm') === 'aws:kms' && key !== undefined && !/(^|:)alias\/aws\//.test(`${key}`);
}

/** Can nobody make the bucket public? */
function isPrivate(bucket: IConstruct): boolean {
  const block = templateProperty(bucket, 'PublicAccessBlockConfiguration');
  return ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every((setting) => at(block, setting) === true);
}

function at(value: unknown, property: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[property];
}
