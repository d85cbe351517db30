import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const SUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: Duration.minutes(1) };

/** Keys of the alarms of `stateMachineAlarms`. Nobody can abort an express execution. */
export function stateMachineAlarmKeys(type: sfn.StateMachineType): string[] {
  const keys = ['ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionThrottled', 'ExecutionTime'];
  return type === sfn.StateMachineType.EXPRESS ? keys : [...keys, 'ExecutionsAborted'];
}

/**
 * Alarms on a state machine.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 *
 * @param machine the state machine
 * @param timeoutSeconds after which an execution ends as timed out
 */
export function stateMachineAlarms(machine: sfn.StateMachine, timeoutSeconds: number): AlarmDefinition[] {
  const all: AlarmDefinition[] = [
    {
      key: 'ExecutionsFailed',
      metric: machine.metricFailed(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'An execution failed: an error was neither caught nor retried with success.',
      firstStep: 'open its history, or its log, and read error and cause of the last state.',
    },
    {
      key: 'ExecutionsTimedOut',
      metric: machine.metricTimedOut(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: `An execution was stopped because it ran longer than its timeout of ${timeoutSeconds} seconds.`,
      firstStep: 'look which state it was in, and whether that waits for an answer that never comes.',
    },
    {
      key: 'ExecutionThrottled',
      metric: machine.metricThrottled(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'Step Functions delayed states or retries, because the account makes more state transitions than its quota allows.',
      firstStep: 'look which workflow makes the most state transitions, and whether it retries too eagerly.',
    },
    {
      key: 'ExecutionTime',
      metric: machine.metricTime({ statistic: cloudwatch.Stats.percentile(95), period: Duration.minutes(5) }),
      threshold: Math.floor(timeoutSeconds * 1000 * 0.8),
      severity: Severity.WARNING,
      meaning: `Executions take more than 80 % of their timeout of ${timeoutSeconds} seconds.`,
      firstStep: 'compare how long the states of a slow execution take with those of a fast one.',
    },
    {
      key: 'ExecutionsAborted',
      metric: machine.metricAborted(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'Somebody stopped an execution before its end.',
      firstStep: 'find who called StopExecution in CloudTrail, and what the execution had done by then.',
    },
  ];
  return all.filter(({ key }) => stateMachineAlarmKeys(machine.stateMachineType).includes(key));
}
