import { IConstruct } from 'constructs';
import { templateProperty } from '../validation/promise';

/** Is the stream encrypted with a key whose policy can be changed? */
export function isStreamEncrypted(stream: IConstruct): boolean {
  return isOwnKey(at(templateProperty(stream, 'StreamEncryption'), 'KeyId'));
}

/** Is the log group? */
export function isLogGroupEncrypted(logGroup: IConstruct): boolean {
  return isOwnKey(templateProperty(logGroup, 'KmsKeyId'));
}

/** Is the bucket? */
export function isBucketEncrypted(bucket: IConstruct): boolean {
  const rules = at(templateProperty(bucket, 'BucketEncryption'), 'ServerSideEncryptionConfiguration') as unknown[] | undefined;
  const encryption = at(rules?.[0], 'ServerSideEncryptionByDefault');
  return at(encryption, 'SSEAlgorithm') === 'aws:kms' && isOwnKey(at(encryption, 'KMSMasterKeyID'));
}

/** Can nobody make the bucket public? */
export function isPrivate(bucket: IConstruct): boolean {
  const block = templateProperty(bucket, 'PublicAccessBlockConfiguration');
  return ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets'].every((setting) => at(block, setting) === true);
}

function isOwnKey(key: unknown): boolean {
  return key !== undefined && !/(^|:)alias\/aws\//.test(`${key}`);
}

function at(value: unknown, property: string): unknown {
  return (value as Record<string, unknown> | undefined)?.[property];
}
