import { Token } from 'aws-cdk-lib';
import { EmrApplication } from './emr-application';
import { check, matches } from '../validation/check-props';

/** What there is of the runtime for Apache Spark, `emr-spark-8.x`. */
const OF_SPARK_RUNTIME = ['AmazonCloudWatchAgent', 'Delta', 'Hudi', 'Iceberg', 'JupyterEnterpriseGateway', 'Livy', 'Spark'];

/** The oldest release with standard support on 2026-11-21: that of 7.5.0 ended the day before. */
const OLDEST_SUPPORTED = 6;

/**
 * The versions of all programs on a cluster. Each has standard support for two years. Looked up on 2026-11-21.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-standard-support.html
 */
export class EmrRelease {
  /** Of 2026-09-08, with support until 2028-09-08. Spark 3.5. */
  public static readonly EMR_7_14_0 = new EmrRelease('emr-7.14.0');
  /** Of 2026-04-21, with support until 2028-04-21. Spark 3.5. */
  public static readonly EMR_7_13_0 = new EmrRelease('emr-7.13.0');
  /** The runtime for Apache Spark 4.1, with no other engine. Of 2026-09-08, with support until 2029-09-07. */
  public static readonly SPARK_8_1_0 = new EmrRelease('emr-spark-8.1.0');

  /**
   * Another release.
   *
   * @param label of `emr-7.0.0` or later, or of the runtime for Apache Spark such as `emr-spark-8.1.0`
   */
  public static of(label: string): EmrRelease {
    check('EmrRelease.of', [
      matches('label', label, /^(emr-[7-9]\.\d+\.\d+|emr-spark-[89]\.\d+\.\d+)$/,
        "be that of emr-7.0.0 or later, such as 'emr-7.14.0', or of the runtime for Spark, such as 'emr-spark-8.1.0': 5.x and 6.x are out of support"),
    ]);
    return new EmrRelease(label);
  }

  private constructor(
    /** As EMR writes it. */
    public readonly label: string,
  ) {}

  /**
   * Whether standard support had ended when this library was released.
   * @internal
   */
  public get _isOutOfSupport(): boolean {
    const [, minor] = /^emr-7\.(\d+)\./.exec(this.label) ?? [];
    return !Token.isUnresolved(this.label) && minor !== undefined && Number(minor) < OLDEST_SUPPORTED;
  }

  /**
   * Those of the applications that the release does not have.
   * @internal
   */
  public _lacks(applications: EmrApplication[]): string[] {
    if (!this.label.startsWith('emr-spark-')) return [];
    return applications.map(({ name }) => name).filter((name) => !OF_SPARK_RUNTIME.includes(name));
  }
}
