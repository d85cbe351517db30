import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { addStatement } from '../policies/add-statement';
import { eventBridge, eventBridgeMayUseKey, ruleMaySendDeadLetters } from '../policies/events-statements';
import { pathOf } from '../validation/path-of';

/** The rule for what fails, and the queue that keeps its events. */
export interface EmrFailures {
  readonly rule: events.Rule;
  readonly queue: sqs.Queue;
}

/**
 * Makes both. There is no metric of failures, so the alarm is on the queue.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-manage-cloudwatch-events.html
 */
export function emrFailures(cluster: Construct, clusterId: string, key: kms.IKey, removalPolicy: RemovalPolicy): EmrFailures {
  const queue = new sqs.Queue(cluster, 'FailureQueue', {
    retentionPeriod: Duration.days(14),
    receiveMessageWaitTime: Duration.seconds(20),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    removalPolicy,
  });
  addStatement(key, eventBridgeMayUseKey(queue), cluster, 'cdk-keel:EmrCluster.keyPolicy');
  const rule = new events.Rule(cluster, 'Failures', {
    description: `Steps of ${pathOf(cluster)} that failed, and its end with an error`,
    eventPattern: {
      source: ['aws.emr'],
      detailType: ['EMR Step Status Change', 'EMR Cluster State Change'],
      detail: { state: ['FAILED', 'TERMINATED_WITH_ERRORS'], clusterId: [clusterId] },
    },
  });
  addStatement(queue, ruleMaySendDeadLetters(rule, queue), cluster, 'cdk-keel:EmrCluster.queuePolicy');
  tell(rule, { arn: queue.queueArn });
  return { rule, queue };
}

/** The role with which the rule tells others than the queue. */
export function failuresRole(cluster: Construct): iam.Role {
  return new iam.Role(cluster, 'FailuresRole', { assumedBy: eventBridge('events'), description: `Tells of failures of ${pathOf(cluster)}` });
}

/** Adds a target to the rule. */
export function tell(rule: events.Rule, target: events.RuleTargetConfig): void {
  rule.addTarget({ bind: () => target });
}
