import { Duration } from 'aws-cdk-lib';
import { check, seconds, wholeNumber } from '../validation/check-props';

/**
 * When a cluster ends by itself. CloudFormation does not learn of that: see the page of `EmrCluster`.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-auto-termination-policy.html
 */
export class EmrTermination {
  /**
   * When it has been idle for a while: no step, no YARN application, no notebook, and HDFS used for less than 10 %.
   *
   * @param idleTimeout 1 minute to 7 days, in whole seconds
   */
  public static whenIdle(idleTimeout: Duration): EmrTermination {
    check('EmrTermination.whenIdle', [
      { prop: 'idleTimeout', value: seconds(idleTimeout), holds: wholeNumber(60, 604_800), must: 'must be 60 to 604,800 whole seconds (1 minute to 7 days)' },
    ]);
    return new EmrTermination(idleTimeout);
  }

  /** Never: it costs until it is removed from the stack. For clusters that workflows or people use again and again. */
  public static never(): EmrTermination {
    return new EmrTermination();
  }

  private constructor(
    /**
     * How long the cluster may be idle.
     * @internal
     */
    public readonly _idleTimeout?: Duration,
  ) {}
}
