import { Duration } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const MINUTE = Duration.minutes(1);

/** The average of 0 and 1 over all requests of a minute is the part of them that had the error. */
const RATE_IN_A_MINUTE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.AVERAGE, period: MINUTE };

/** A user waits no longer than this, however long the integration may take. */
const SLOW_MILLIS = 2500;

/** Keys of the alarms of `apiAlarms`. Where anybody may call, crawlers and bad guesses make client errors that nobody needs to look at. */
export function apiAlarmKeys(isPublic: boolean): string[] {
  return isPublic ? ['ServerErrors', 'Latency'] : ['ServerErrors', 'ClientErrors', 'Latency'];
}

/**
 * Alarms on a stage of a REST API.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 *
 * @param stage the stage
 * @param isPublic whether anybody may call
 * @param integrationTimeout after which API Gateway gives up
 */
export function apiAlarms(stage: apigateway.Stage, isPublic: boolean, integrationTimeout: Duration): AlarmDefinition[] {
  const all: AlarmDefinition[] = [
    {
      key: 'ServerErrors',
      metric: stage.metricServerError(RATE_IN_A_MINUTE),
      threshold: 0.05,
      severity: Severity.CRITICAL,
      evaluationPeriods: 3,
      meaning: 'For 3 minutes 5 % or more of the requests have been answered with 5xx.',
      firstStep: 'look in the access log for the error and the integration status of such a request, then in the log of the function.',
    },
    {
      key: 'ClientErrors',
      metric: stage.metricClientError(RATE_IN_A_MINUTE),
      threshold: 0.05,
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: 'For 5 minutes 5 % or more of the requests have been answered with 4xx.',
      firstStep: 'count the access log by status: 401 and 403 are tokens, 429 is throttling, 400 is a client that sends what the API does not take.',
    },
    {
      key: 'Latency',
      metric: stage.metricLatency({ statistic: cloudwatch.Stats.percentile(90), period: MINUTE }),
      threshold: Math.floor(Math.min(SLOW_MILLIS, 0.8 * integrationTimeout.toMilliseconds())),
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: `One request in ten takes 2.5 seconds, or 80 % of the ${integrationTimeout.toSeconds()} seconds after which API Gateway gives up.`,
      firstStep: 'compare latency and integration latency in the access log, then open a slow trace in X-Ray.',
    },
  ];
  return all.filter(({ key }) => apiAlarmKeys(isPublic).includes(key));
}
