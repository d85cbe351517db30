import { Duration, Token } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

const AVERAGE: cloudwatch.MetricOptions = { statistic: cloudwatch.Stats.AVERAGE, period: Duration.minutes(1) };

/** Keys of the alarms on a service. One that may have no tasks cannot have too few. */
export function serviceAlarmKeys(minTasks: number): string[] {
  return ['CpuAtMaximum', 'MemoryAtMaximum', ...(minTasks === 0 ? [] : ['TooFewTasks']), 'DeploymentFailed'];
}

/**
 * Alarms on a service. High use is no reason to look while scaling can still do something about it.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 *
 * @param service the service
 * @param tasks how many it may have
 * @param failedDeployments counts deployments that failed
 */
export function serviceAlarms(
  service: ecs.FargateService,
  tasks: { readonly min: number; readonly max: number },
  failedDeployments: cloudwatch.IMetric,
): AlarmDefinition[] {
  const running = new cloudwatch.Metric({
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
    ...AVERAGE,
  });
  const atMaximum = (key: string, what: string, used: cloudwatch.IMetric, firstStep: string): AlarmDefinition => ({
    key,
    metric: math(`IF(running >= ${Token.asString(tasks.max)}, used, 0)`, { running, used }),
    threshold: 80,
    severity: Severity.WARNING,
    evaluationPeriods: 5,
    meaning: `Tasks use 80 % of their ${what}, and there are already as many as maxTasks lets there be.`,
    firstStep,
  });
  const all: AlarmDefinition[] = [
    atMaximum('CpuAtMaximum', 'CPU', service.metricCpuUtilization(AVERAGE), 'look whether there is more work or each piece takes longer, then raise maxTasks or size.'),
    atMaximum('MemoryAtMaximum', 'memory', service.metricMemoryUtilization(AVERAGE), 'look whether it only ever grows: that is a leak, for which more tasks only buy time.'),
    {
      key: 'TooFewTasks',
      // Five minutes, because values come late.
      metric: math(`${Token.asString(tasks.min)} - FILL(running, 0)`, { running }),
      threshold: 1,
      severity: Severity.CRITICAL,
      evaluationPeriods: 5,
      meaning: 'For 5 minutes fewer tasks have run than minTasks says.',
      firstStep: 'look at the events of the service and why its last tasks stopped: image, secrets, memory, health check.',
    },
    {
      key: 'DeploymentFailed',
      metric: failedDeployments,
      threshold: 1,
      severity: Severity.CRITICAL,
      meaning: 'A deployment failed, and ECS goes back to the one before.',
      firstStep: 'read the event in the queue DeploymentFailures: it says why.',
    },
  ];
  return all.filter(({ key }) => serviceAlarmKeys(tasks.min).includes(key));
}

function math(expression: string, usingMetrics: Record<string, cloudwatch.IMetric>): cloudwatch.MathExpression {
  return new cloudwatch.MathExpression({ expression, usingMetrics, period: Duration.minutes(1) });
}
