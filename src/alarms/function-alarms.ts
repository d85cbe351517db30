import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const MINUTE = Duration.minutes(1);
const SUM_OF_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: MINUTE };

/** Keys of the alarms of `functionAlarms`. */
export const FUNCTION_ALARM_KEYS = ['FunctionErrors', 'FunctionThrottles', 'FunctionDuration'];

/**
 * Alarms on a function that somebody waits for.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 *
 * @param fn the function
 * @param timeoutSeconds after which Lambda stops it
 */
export function functionAlarms(fn: lambda.Function, timeoutSeconds: number): AlarmDefinition[] {
  return [
    {
      key: 'FunctionErrors',
      metric: new cloudwatch.MathExpression({
        expression: '100 * errors / invocations',
        usingMetrics: { errors: fn.metricErrors(SUM_OF_A_MINUTE), invocations: fn.metricInvocations(SUM_OF_A_MINUTE) },
        label: 'Invocations that fail, in percent',
        period: MINUTE,
      }),
      threshold: 5,
      severity: Severity.CRITICAL,
      evaluationPeriods: 3,
      meaning: 'For 3 minutes 5 % or more of the invocations have ended with an error that the code has not caught, or with a timeout.',
      firstStep: 'search the log of the function for ERROR and for "Task timed out".',
    },
    {
      key: 'FunctionThrottles',
      metric: fn.metricThrottles(SUM_OF_A_MINUTE),
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'Lambda has refused an invocation, because the concurrency of the function or of the account is used up.',
      firstStep: 'compare ConcurrentExecutions of the account with its quota, and look which function uses most of it.',
    },
    {
      key: 'FunctionDuration',
      metric: fn.metricDuration({ statistic: cloudwatch.Stats.percentile(99), period: MINUTE }),
      threshold: Math.floor(timeoutSeconds * 1000 * 0.9),
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: `The slowest invocations take 90 % of the timeout of ${timeoutSeconds} seconds.`,
      firstStep: 'look in X-Ray what a slow invocation waits for.',
    },
  ];
}
