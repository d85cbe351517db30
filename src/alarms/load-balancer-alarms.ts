import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const MINUTE = Duration.minutes(1);
const SUM: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.SUM, period: MINUTE };

/** A user waits no longer than this, however long a request may take. */
const SLOW_SECONDS = 2.5;

/** Keys of the alarms on a load balancer. */
export const LOAD_BALANCER_ALARM_KEYS = ['ServerErrors', 'LoadBalancerErrors', 'UnhealthyTargets', 'Latency', 'RejectedConnections'];

/** Those of them that a bad deployment sets off, and nothing else that a rollback would not mend. */
export const ROLLBACK_ALARM_KEYS = ['ServerErrors', 'UnhealthyTargets'];

/**
 * Alarms on an application load balancer and its targets.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 *
 * @param loadBalancer the load balancer
 * @param targetGroup its targets
 * @param slowestRequest after which it gives up
 */
export function loadBalancerAlarms(
  loadBalancer: elbv2.ApplicationLoadBalancer,
  targetGroup: elbv2.ApplicationTargetGroup,
  slowestRequest: Duration,
): AlarmDefinition[] {
  // Not by the L2 of the target group, which takes the name of the load balancer from the listener.
  const ofTargets = (metricName: string, options: cloudwatch.MetricOptions) => new cloudwatch.Metric({
    namespace: 'AWS/ApplicationELB',
    metricName,
    dimensionsMap: { LoadBalancer: loadBalancer.loadBalancerFullName, TargetGroup: targetGroup.targetGroupFullName },
    ...options,
  });
  const requests = ofTargets('RequestCount', SUM);
  return [
    {
      key: 'ServerErrors',
      metric: percent('100 * errors / requests', { errors: ofTargets('HTTPCode_Target_5XX_Count', SUM), requests }),
      threshold: 5,
      severity: Severity.CRITICAL,
      evaluationPeriods: 3,
      meaning: 'For 3 minutes 5 % or more of the requests have been answered with 5xx by the tasks.',
      firstStep: 'look into the log of the tasks for the error, and whether it began with a deployment.',
    },
    {
      key: 'LoadBalancerErrors',
      // Requests that find no task are not counted as requests.
      metric: percent('100 * errors / (errors + FILL(requests, 0))', { errors: loadBalancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT, SUM), requests }),
      threshold: 5,
      severity: Severity.CRITICAL,
      evaluationPeriods: 3,
      meaning: 'For 3 minutes the load balancer itself has answered 5 % or more of the requests with 5xx: tasks were missing, gone or too slow.',
      firstStep: 'count the access log by elb_status_code: 502 is a connection that the task closed, 503 no healthy task, 504 a timeout.',
    },
    {
      key: 'UnhealthyTargets',
      metric: ofTargets('UnHealthyHostCount', { statistic: cloudwatch.Stats.MAXIMUM, period: MINUTE }),
      threshold: 1,
      severity: Severity.CRITICAL,
      evaluationPeriods: 5,
      meaning: 'For 5 minutes a task has failed its health check, or tasks have taken turns in that.',
      firstStep: 'look why ECS stopped the last tasks, and what the health check path answers.',
    },
    {
      key: 'Latency',
      metric: ofTargets('TargetResponseTime', { statistic: cloudwatch.Stats.percentile(90), period: MINUTE }),
      threshold: Math.min(SLOW_SECONDS, 0.8 * slowestRequest.toSeconds()),
      severity: Severity.WARNING,
      evaluationPeriods: 5,
      meaning: `One request in ten takes 2.5 seconds, or 80 % of the ${slowestRequest.toSeconds()} seconds after which the load balancer gives up.`,
      firstStep: 'compare it with CPU and memory, and with what the tasks themselves wait for.',
    },
    {
      key: 'RejectedConnections',
      metric: loadBalancer.metrics.custom('RejectedConnectionCount', SUM),
      threshold: 1,
      severity: Severity.WARNING,
      meaning: 'The load balancer refused connections, because it had as many as it can hold.',
      firstStep: 'look where they come from, and whether clients keep connections that they do not use.',
    },
  ];
}

function percent(expression: string, usingMetrics: Record<string, cloudwatch.IMetric>): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression, usingMetrics, period: MINUTE, label: 'Percent of requests' });
}
