import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { eventBridge } from '../policies/events-statements';
import { pathOf } from '../validation/path-of';

/** The rule for executions that did not succeed, and the role with which it tells of them. */
export interface FailureRule {
  readonly rule: events.Rule;
  readonly role: iam.Role;
}

/**
 * Makes the rule, as yet without anybody to tell.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export function failureRule(workflow: Construct, machine: sfn.StateMachine): FailureRule {
  const rule = new events.Rule(workflow, 'Failures', {
    description: `Executions of ${pathOf(workflow)} that did not succeed`,
    eventPattern: {
      source: ['aws.states'],
      detailType: ['Step Functions Execution Status Change'],
      detail: { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: [machine.stateMachineArn] },
    },
  });
  const role = new iam.Role(workflow, 'FailuresRole', {
    assumedBy: eventBridge('events'), description: `Tells of failures of ${pathOf(workflow)}`,
  });
  return { rule, role };
}
