import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { ActionOnFailure } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { check } from '../validation/check-props';

/** What a Spark step is run with. */
export interface SparkStepOptions {
  /**
   * Arguments of the program.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * Arguments of `spark-submit`, before the program: `['--conf', 'spark.executor.memory=4g']`, `['--class', 'com.example.Main']`.
   *
   * @default - none beside `--deploy-mode cluster`
   */
  readonly submitArgs?: string[];
}

/** What a JAR step is run with. */
export interface JarStepOptions {
  /**
   * Arguments of the program.
   *
   * @default - none
   */
  readonly args?: string[];

  /**
   * The class to run.
   *
   * @default - the one that the manifest of the JAR names
   */
  readonly mainClass?: string;
}

/** What happens around a step. */
export interface EmrStepOptions {
  /**
   * What EMR does when the step fails. With a `stepConcurrency` of 2 or more it can only continue.
   *
   * @default ActionOnFailure.CONTINUE
   */
  readonly actionOnFailure?: ActionOnFailure;
}

/** A step as EMR is told of it. */
interface HadoopJarStep {
  readonly jar: string;
  readonly args?: string[];
  readonly mainClass?: string;
}

/**
 * Something that a cluster runs.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ReleaseGuide/emr-commandrunner.html
 */
export class EmrStep {
  /**
   * A Spark program, in cluster mode.
   *
   * @param bucket where the program is
   * @param key of the object: a Python file, or a JAR
   * @param options its arguments
   */
  public static spark(bucket: s3.IBucket, key: string, options: SparkStepOptions = {}): EmrStep {
    const args = [
      'spark-submit', '--deploy-mode', 'cluster', ...options.submitArgs ?? [], bucket.s3UrlForObject(key), ...options.args ?? [],
    ];
    return new EmrStep({ jar: 'command-runner.jar', args }, 'Spark', { bucket, key });
  }

  /**
   * A Hadoop program.
   *
   * @param bucket where the JAR is
   * @param key of the object
   * @param options its arguments
   */
  public static jar(bucket: s3.IBucket, key: string, options: JarStepOptions = {}): EmrStep {
    return new EmrStep({ jar: bucket.s3UrlForObject(key), ...options }, undefined, { bucket, key });
  }

  /**
   * A command on the primary node, by `command-runner.jar`.
   *
   * @param args the command and its arguments
   */
  public static command(...args: string[]): EmrStep {
    check('EmrStep.command', [{ prop: 'args', value: args.length, holds: (length: number) => length > 0, must: 'must name a command' }]);
    return new EmrStep({ jar: 'command-runner.jar', args });
  }

  private constructor(
    /**
     * What EMR runs.
     * @internal
     */
    public readonly _jarStep: HadoopJarStep,
    /**
     * The application that it needs.
     * @internal
     */
    public readonly _application?: string,
    private readonly file?: { readonly bucket: s3.IBucket; readonly key: string },
  ) {}

  /**
   * Lets nodes read the program.
   * @internal
   */
  public _grantRead(read: (bucket: s3.IBucket, key: string) => iam.Grant): void {
    if (this.file) {
      read(this.file.bucket, this.file.key);
    }
  }
}
