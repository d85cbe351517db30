import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import * as fc from 'fast-check';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike } from './hostile';
import { alarms, encryptionKey, minutes, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import {
  FailureTarget, QueueStartOptions, RuleStartOptions, ScheduleStartOptions, StepFunctionsWorkflow, StepFunctionsWorkflowProps, WorkflowDeployment,
  WorkflowLogging, WorkflowLoggingOptions,
} from '../../src';

const stateName = textLike(/^[A-Z][A-Za-z ]{0,20}[a-z]$/);

/** A chain of the L2s, the language itself, and what is none. */
const DEFINITION: Giving<sfn.DefinitionBody> = mostly<unknown, unknown>(fc.oneof(
  given(fc.array(fc.constantFrom('invoke', 'send', 'pass'), { minLength: 1, maxLength: 3 }), (states, around) => sfn.DefinitionBody.fromChainable(
    sfn.Chain.custom(...chainOf(states.map((kind, index) => {
      if (kind === 'invoke') return new tasks.LambdaInvoke(around, `Invoke${index}`, { lambdaFunction: around.part('fn') });
      if (kind === 'pass') return new sfn.Pass(around, `Pass${index}`);
      return new tasks.SqsSendMessage(around, `Send${index}`, { queue: around.part('queue'), messageBody: sfn.TaskInput.fromJsonPathAt('$') });
    }))),
  )),
  given(shape({ state: stateName, comment: hostileText, timeout: fc.option(numbers(1, 300), { nil: undefined }) }), ({ state, comment, timeout }) => (
    sfn.DefinitionBody.fromString(JSON.stringify({ Comment: comment, StartAt: state, TimeoutSeconds: timeout, States: { [state]: { Type: 'Succeed' } } }))
  )),
), given(hostileText, (path) => sfn.DefinitionBody.fromFile(path))) as Giving<sfn.DefinitionBody>;

function chainOf(states: (sfn.State & sfn.INextable)[]): [sfn.State, sfn.INextable[], sfn.IChainable] {
  states.slice(1).forEach((state, index) => states[index].next(state));
  return [states[0], [states.at(-1)!], states.at(-1)!];
}

const LOGGING_OPTIONS = struct<WorkflowLoggingOptions>('WorkflowLoggingOptions', { includeExecutionData: fc.boolean() });

const PROPS = struct<StepFunctionsWorkflowProps>('StepFunctionsWorkflowProps', {
  definition: DEFINITION,
  definitionSubstitutions: mapOf(textLike(/^[A-Za-z]{1,9}$/), hostileText),
  stateMachineType: fc.constantFrom(sfn.StateMachineType.STANDARD, sfn.StateMachineType.EXPRESS),
  queryLanguage: fc.constantFrom(sfn.QueryLanguage.JSON_PATH),
  timeout: seconds(1, 300, 31_536_000),
  logging: given(shape({ kind: fc.constantFrom('all', 'errors', 'fatalErrors'), options: LOGGING_OPTIONS }), ({ kind, options }) => (
    WorkflowLogging[kind as 'all'](options)
  )),
  retryTransientErrors: fc.boolean(),
  encryptionKey,
  alarms: alarms('ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionTime', 'EventDeadLetter', 'EventDeadLetterExpiry'),
  removalPolicy,
}, 'definition');

const RULE_START = struct<RuleStartOptions>('RuleStartOptions', {
  input: given(hostileText, (text) => events.RuleTargetInput.fromObject({ text })),
});
const SCHEDULE_START = struct<ScheduleStartOptions>('ScheduleStartOptions', {
  input: given(hostileText, (text) => scheduler.ScheduleTargetInput.fromObject({ text })), enabled: fc.boolean(),
});
const QUEUE_START = struct<QueueStartOptions>('QueueStartOptions', { batchSize: numbers(1, 10), maxBatchingWindow: seconds(0, 300) });

export const FAILURE_TARGET: Giving<FailureTarget> = mostly(
  fc.oneof(given(beside('queue'), (queue) => FailureTarget.queue(queue)), given(beside('topic'), (topic) => FailureTarget.topic(topic))),
  fc.oneof(given(beside('fifoQueue'), (queue) => FailureTarget.queue(queue)), given(beside('fifoTopic'), (topic) => FailureTarget.topic(topic))),
);

const DEPLOYMENT: Giving<WorkflowDeployment> = fc.oneof(
  given(fc.constant('allAtOnce'), () => WorkflowDeployment.allAtOnce()),
  given(shape({ kind: fc.constantFrom('canary', 'linear'), percentage: numbers(1, 99), interval: minutes(1, 2100) }), ({ kind, percentage, interval }) => (
    WorkflowDeployment[kind as 'canary'](percentage, interval)
  )),
);

export const WORKFLOW: Samples = {
  StepFunctionsWorkflow: sampled(shape({
    props: PROPS,
    rules: several(RULE_START, 1),
    schedules: several(shape({ id: name, days: fc.integer({ min: 1, max: 30 }), options: SCHEDULE_START }), 1),
    queues: several(shape({ id: name, queue: beside('queue', 'fifoQueue'), options: QUEUE_START }), 1),
    failures: several(FAILURE_TARGET, 1),
    deployments: several(DEPLOYMENT, 1),
    grants: fc.boolean(),
  }), (scope, id, { props, rules, schedules, queues, failures, deployments, grants }, around) => {
    const made = new StepFunctionsWorkflow(scope, id, props);
    rules.forEach((options) => made.startFromRule(new events.Rule(around, 'Rule', { eventPattern: { source: ['shop'] } }), options));
    schedules.forEach((one) => made.startOnSchedule(one.id, scheduler.ScheduleExpression.rate(Duration.days(one.days)), one.options));
    queues.forEach((one) => made.startFromQueue(one.id, one.queue, one.options));
    failures.forEach((target) => made.notifyFailures(target));
    deployments.forEach((deployment) => made.addAlias(deployment));
    if (grants) [made.grantStartExecution(around.part('role')), made.grantTaskKey(around.part('key'))];
  }),
};
