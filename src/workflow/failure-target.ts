import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { IConstruct } from 'constructs';
import { grantKey } from '../policies/grant-key';
import { Rule } from '../validation/check-props';

/**
 * Somebody who is told of failures: for `StepFunctionsWorkflow.notifyFailures` and `EmrCluster.notifyFailures`.
 */
export class FailureTarget {
  /**
   * A topic.
   *
   * @param topic a standard topic, because EventBridge publishes to no other
   */
  public static topic(topic: sns.ITopic): FailureTarget {
    return new FailureTarget(topic.topicArn, 'sns:Publish', topic.fifo ? topic.node.path : undefined, topic.masterKey);
  }

  /**
   * A queue.
   *
   * @param queue a standard queue: events have no message group
   */
  public static queue(queue: sqs.IQueue): FailureTarget {
    return new FailureTarget(queue.queueArn, 'sqs:SendMessage', queue.fifo ? queue.node.path : undefined, queue.encryptionMasterKey);
  }

  private constructor(
    private readonly arn: string,
    private readonly action: string,
    private readonly fifo: string | undefined,
    private readonly key: kms.IKey | undefined,
  ) {}

  /**
   * What must hold for it to be told.
   * @internal
   */
  public _rules(): Rule[] {
    return [{ prop: 'target', value: this.fifo, holds: () => false, must: 'must be standard, because EventBridge gives events no message group' }];
  }

  /**
   * Lets the role in, and gives the target of the rule.
   *
   * EventBridge goes there with a role: without one it says to topics, and to their keys, neither for which account nor for which rule it acts.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
   * @see https://aws.amazon.com/about-aws/whats-new/2025/03/amazon-eventbridge-iam-execution-role-all-targets/
   * @internal
   */
  public _connect(construct: IConstruct, role: iam.Role): events.RuleTargetConfig {
    role.addToPolicy(new iam.PolicyStatement({ actions: [this.action], resources: [this.arn] }));
    if (this.key) {
      grantKey(this.key, role, ['kms:Decrypt', 'kms:GenerateDataKey'], construct, `cdk-keel:${construct.constructor.name}.failureKeyGrant`);
    }
    return { arn: this.arn, role };
  }
}
