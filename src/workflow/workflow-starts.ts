import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { eventBridge } from '../policies/events-statements';
import { grantKey } from '../policies/grant-key';
import { Rule, seconds, wholeNumber } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

/** What an event rule starts a workflow with. */
export interface RuleStartOptions {
  /**
   * The input of the execution.
   *
   * @default - the whole event
   */
  readonly input?: events.RuleTargetInput;
}

/** When and with what a schedule starts a workflow. */
export interface ScheduleStartOptions {
  /**
   * The input of each execution.
   *
   * @default - an empty object
   */
  readonly input?: scheduler.ScheduleTargetInput;

  /**
   * Whether the schedule is on.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** How a queue starts a workflow. */
export interface QueueStartOptions {
  /**
   * Messages that one execution gets at the most, as a list: 1 to 10, up to 10,000 on a standard queue with a `maxBatchingWindow` of 1 second or more.
   *
   * @default 1
   */
  readonly batchSize?: number;

  /**
   * How long messages are gathered before an execution starts: 0 to 300 whole seconds.
   *
   * @default - an execution starts as soon as there are messages
   */
  readonly maxBatchingWindow?: Duration;
}

/** What a queue must fulfil to start a workflow. */
export function queueStartRules(queue: sqs.IQueue, options: QueueStartOptions): Rule[] {
  const windowSeconds = seconds(options.maxBatchingWindow);
  const largest = queue.fifo || !windowSeconds ? 10 : 10_000;
  return [
    { prop: 'batchSize', value: options.batchSize, holds: wholeNumber(1, largest), must: `must be a whole number from 1 to ${largest}` },
    { prop: 'maxBatchingWindow', value: windowSeconds, holds: wholeNumber(0, 300), must: 'must be 0 to 300 whole seconds' },
  ];
}

/** A role with which EventBridge starts the workflow. */
export function startingRole(workflow: Construct, id: string, service: 'events' | 'scheduler', machine: sfn.StateMachine): iam.Role {
  const role = new iam.Role(workflow, id, { assumedBy: eventBridge(service), description: `Starts ${pathOf(workflow)}` });
  machine.grant(role, 'states:StartExecution');
  return role;
}

/** A role with which Scheduler starts the workflow, or sends a dead letter. */
export function schedulerRole(workflow: Construct, machine: sfn.StateMachine, deadLetterQueue: sqs.IQueue, key: kms.IKey): iam.Role {
  const role = startingRole(workflow, 'SchedulerRole', 'scheduler', machine);
  deadLetterQueue.grant(role, 'sqs:SendMessage');
  grantKey(key, role, ['kms:Decrypt', 'kms:GenerateDataKey'], workflow, 'cdk-keel:StepFunctionsWorkflow.keyGrant');
  return role;
}

/**
 * Starts the workflow with what a queue holds.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html
 */
export function pipeFrom(
  workflow: Construct, id: string, machine: sfn.StateMachine, queue: sqs.IQueue, options: QueueStartOptions,
): pipes.CfnPipe {
  const role = new iam.Role(workflow, `${id}Role`, { assumedBy: eventBridge('pipes'), description: `Starts ${pathOf(workflow)}` });
  const mayStart = machine.grant(role, 'states:StartExecution');
  const mayReceive = queue.grant(role, 'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes');
  if (queue.encryptionMasterKey) {
    grantKey(queue.encryptionMasterKey, role, ['kms:Decrypt'], workflow, 'cdk-keel:StepFunctionsWorkflow.queueKeyGrant');
  }
  const pipe = new pipes.CfnPipe(workflow, id, {
    roleArn: role.roleArn,
    source: queue.queueArn,
    sourceParameters: {
      sqsQueueParameters: {
        batchSize: options.batchSize ?? 1,
        maximumBatchingWindowInSeconds: options.maxBatchingWindow?.toSeconds(),
      },
    },
    target: machine.stateMachineArn,
    targetParameters: { stepFunctionStateMachineParameters: { invocationType: 'FIRE_AND_FORGET' } },
  });
  mayReceive.combine(mayStart).applyBefore(pipe);
  return pipe;
}
