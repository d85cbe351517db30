import { Lazy } from 'aws-cdk-lib';
import * as emr from 'aws-cdk-lib/aws-emr';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { EmrCertificates } from './emr-certificates';

/**
 * How a cluster encrypts, and how its nodes get their credentials.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-create-security-configuration.html
 * @param written buckets with a key of their own that the cluster writes to: asked for at synth
 */
export function emrSecurityConfiguration(
  scope: Construct, key: kms.IKey, certificates: EmrCertificates | undefined, written: () => s3.IBucket[],
): emr.CfnSecurityConfiguration {
  const AwsKmsKey = key.keyArn;
  return new emr.CfnSecurityConfiguration(scope, 'SecurityConfiguration', {
    securityConfiguration: {
      EncryptionConfiguration: {
        EnableAtRestEncryption: true,
        AtRestEncryptionConfiguration: {
          S3EncryptionConfiguration: {
            EncryptionMode: 'SSE-KMS',
            AwsKmsKey,
            Overrides: Lazy.any({ produce: () => written().map(encryptionOf) }, { omitEmptyArray: true }),
          },
          LocalDiskEncryptionConfiguration: { EncryptionKeyProviderType: 'AwsKms', AwsKmsKey, EnableEbsEncryption: true },
        },
        EnableInTransitEncryption: certificates !== undefined,
        InTransitEncryptionConfiguration: certificates && { TLSCertificateConfiguration: certificates._configuration },
      },
      InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: 2, HttpPutResponseHopLimit: 1 },
    },
  });
}

/** What is written to the bucket is encrypted with the key of the bucket. */
function encryptionOf({ bucketName, encryptionKey }: s3.IBucket) {
  return { BucketName: bucketName, EncryptionMode: 'SSE-KMS', AwsKmsKey: encryptionKey!.keyArn };
}
