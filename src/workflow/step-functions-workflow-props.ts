import { existsSync } from 'fs';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { IConstruct } from 'constructs';
import { EVENT_DEAD_LETTER_KEYS } from './workflow-dead-letters';
import { WorkflowLogging } from './workflow-logging';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { stateMachineAlarmKeys } from '../alarms/state-machine-alarms';
import { keyItselfRule, keyRules } from '../encryption/key-rules';
import { knownNames, removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';

/** Properties of a StepFunctionsWorkflow. */
export interface StepFunctionsWorkflowProps {
  /**
   * The states: `DefinitionBody.fromChainable(...)`, or the Amazon States Language with `DefinitionBody.fromFile(...)` or `.fromString(...)`. A file of JSON
   * becomes part of the template, so that it can be checked.
   */
  readonly definition: sfn.DefinitionBody;

  /**
   * What stands for `${name}` in the texts of the definition.
   *
   * @default - nothing is substituted
   */
  readonly definitionSubstitutions?: { [name: string]: string };

  /**
   * Whether executions are durable, or short and cheap. An express workflow may run a state more than once.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
   * @default StateMachineType.STANDARD
   */
  readonly stateMachineType?: sfn.StateMachineType;

  /**
   * The language of expressions in states that do not name theirs.
   *
   * @default - the one that the definition names, or else JSONPath
   */
  readonly queryLanguage?: sfn.QueryLanguage;

  /**
   * After which an execution is stopped: 1 second to 365 days, or to 5 minutes for an express workflow, in whole seconds.
   *
   * @default - the `TimeoutSeconds` of the definition, or else 1 hour; 5 minutes for an express workflow
   */
  readonly timeout?: Duration;

  /**
   * Which events are logged, and with what.
   *
   * @default - every event, without the input and output of executions and states
   */
  readonly logging?: WorkflowLogging;

  /**
   * Whether tasks that have no `Retry` retry the transient errors of Lambda, DynamoDB, SQS and SNS: up to 6 times, first after 2 seconds and then after
   * twice the time before. A task with an empty `Retry` does not.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/sfn-best-practices.html#bp-lambda-serviceexception
   * @default true
   */
  readonly retryTransientErrors?: boolean;

  /**
   * The customer-managed key that encrypts executions, definition, logs and dead letters.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key: `ExecutionsFailed`, `ExecutionsTimedOut`, `ExecutionThrottled`, `ExecutionTime`, `ExecutionsAborted`, `EventDeadLetter`,
   * `EventDeadLetterExpiry`.
   *
   * @default - all seven; without `ExecutionsAborted` for an express workflow, of which no execution can be aborted
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to logs and dead letters, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** An execution that nobody has given a timeout. */
export function defaultTimeout(type: sfn.StateMachineType): Duration {
  return type === sfn.StateMachineType.EXPRESS ? Duration.minutes(5) : Duration.hours(1);
}

/** What is substituted, if anything: CloudFormation refuses an empty map. */
export function substitutionsOf({ definitionSubstitutions = {} }: StepFunctionsWorkflowProps): { [name: string]: string } | undefined {
  return Object.keys(definitionSubstitutions).length > 0 ? definitionSubstitutions : undefined;
}

/**
 * What the props of a StepFunctionsWorkflow must fulfil.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function workflowRules(scope: IConstruct, props: StepFunctionsWorkflowProps): Rule[] {
  const type = props.stateMachineType ?? sfn.StateMachineType.STANDARD;
  const isExpress = type === sfn.StateMachineType.EXPRESS;
  return [
    {
      prop: 'definition',
      value: props.definition instanceof sfn.FileDefinitionBody ? props.definition.path : undefined,
      holds: (path: string) => existsSync(path),
      must: 'must be a file that is there',
    },
    {
      prop: 'timeout',
      value: seconds(props.timeout),
      holds: wholeNumber(1, isExpress ? 300 : 31_536_000),
      must: isExpress
        ? 'must be 1 to 300 whole seconds (5 minutes) for an express workflow: make it standard to run longer'
        : 'must be 1 to 31,536,000 whole seconds (365 days)',
    },
    knownNames('definitionSubstitutions', props.definitionSubstitutions),
    keyItselfRule(props.encryptionKey),
    ...keyRules(scope, props.encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, [...stateMachineAlarmKeys(type), ...EVENT_DEAD_LETTER_KEYS]),
  ];
}
