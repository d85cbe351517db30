import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { check, matches } from '../validation/check-props';

/**
 * Certificates with which the nodes of a cluster encrypt what they send one another.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-encryption-enable.html#emr-encryption-certificates
 */
export class EmrCertificates {
  /**
   * A zip file with `privateKey.pem` and `certificateChain.pem`, and `trustedCertificates.pem` where the certificate authority is a private one.
   *
   * @param bucket where the file is
   * @param key of the object, ending in `.zip`
   */
  public static pem(bucket: s3.IBucket, key: string): EmrCertificates {
    check('EmrCertificates.pem', [matches('key', key, /\.zip$/, 'be that of a zip file')]);
    return new EmrCertificates({ CertificateProviderType: 'PEM' }, bucket, key);
  }

  /**
   * A class of yours that gives certificates.
   *
   * @param bucket where the JAR is
   * @param key of the object, ending in `.jar`
   * @param className the full name of a class that implements `TLSArtifactsProvider`
   */
  public static provider(bucket: s3.IBucket, key: string, className: string): EmrCertificates {
    check('EmrCertificates.provider', [
      matches('key', key, /\.jar$/, 'be that of a JAR'),
      matches('className', className, /^[\w$]+(\.[\w$]+)+$/, 'be the full name of a class, such as com.example.Certificates'),
    ]);
    return new EmrCertificates({ CertificateProviderType: 'Custom', CertificateProviderClass: className }, bucket, key);
  }

  private constructor(
    private readonly provided: Record<string, string>,
    private readonly bucket: s3.IBucket,
    private readonly key: string,
  ) {}

  /**
   * The part of a security configuration.
   * @internal
   */
  public get _configuration(): Record<string, string> {
    return { ...this.provided, S3Object: this.bucket.s3UrlForObject(this.key) };
  }

  /**
   * Lets nodes read the file.
   * @internal
   */
  public _grantRead(read: (bucket: s3.IBucket, key: string) => iam.Grant): void {
    read(this.bucket, this.key);
  }
}
