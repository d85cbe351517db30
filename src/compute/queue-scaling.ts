import { Duration, Stack } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { ApplicationScalingAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BacklogGoal, backlogScaling, BacklogScaling, METRIC_PERIOD, tasksNeeded, WAITING_FOR_NOBODY } from './backlog-scaling';
import type { FargateService } from './fargate-service';
import { TaskLimits } from './fargate-service-props';
import { acknowledgeAllResources } from './task';
import { RUNBOOKS } from '../alarms/alarm-set';
import { QueueWithDlq } from '../messaging/queue-with-dlq';
import { mayProtectTasks } from '../policies/ecs-statements';
import { check, knownDuration, Rule, seconds, wholeNumber } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

/** How a service works off a queue. */
export interface QueueScalingOptions {
  /** How long a message may wait until somebody takes it: whole seconds, as long as `processingTime` or longer. */
  readonly acceptableLatency: Duration;

  /**
   * How long one task is busy with one message, on average: up to `acceptableLatency`, and to the visibility timeout of the queue. If it works on several at
   * once, the time that passes divided by their number.
   */
  readonly processingTime: Duration;
}

/** Throws where the service cannot work off the queue so, or works off another one. */
export function checkQueueScaling(service: FargateService, queue: QueueWithDlq, options: QueueScalingOptions, earlier?: QueueWithDlq): void {
  check(`FargateService.scaleOnQueue of '${service.node.path}'`, [
    ...optionRules(options, queue.queue),
    {
      prop: 'ingress',
      value: 'a load balancer',
      holds: () => service.loadBalancer === undefined,
      must: 'must be Ingress.none(), because requests must not end with the messages',
    },
    { prop: 'queue', value: queue.node.path, holds: () => earlier === undefined, must: 'must be the only one: make another FargateService for each queue' },
  ]);
}

function optionRules({ acceptableLatency, processingTime }: QueueScalingOptions, queue: sqs.Queue): Rule[] {
  const visibility = Stack.of(queue).resolve((queue.node.defaultChild as sqs.CfnQueue).visibilityTimeout) as number | undefined;
  const processing = processingTime.isUnresolved() ? undefined : inSeconds(processingTime);
  return [
    knownDuration('acceptableLatency', acceptableLatency),
    knownDuration('processingTime', processingTime),
    { prop: 'acceptableLatency', value: seconds(acceptableLatency), holds: wholeNumber(1, Infinity), must: 'must be 1 or more whole seconds' },
    { prop: 'processingTime', value: processing, holds: (time: number) => time > 0, must: 'must be more than nothing' },
    {
      prop: 'processingTime',
      value: processing,
      holds: (time: number) => time <= (seconds(acceptableLatency) ?? Infinity),
      must: 'must not be longer than acceptableLatency: no number of tasks can be faster than one',
    },
    {
      prop: 'processingTime',
      value: processing,
      holds: (time: number) => time <= (visibility ?? 30),
      must: `must not be longer than the visibilityTimeout of the queue (${visibility ?? 30} seconds), or messages are worked on twice: raise that`,
    },
  ];
}

/**
 * Keeps as many tasks as the queue needs. Application Auto Scaling evaluates the expression by itself.
 *
 * Nothing is in proportion to the tasks where there is none, so a step of its own makes the first one.
 * @see https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-target-tracking-metric-math.html
 */
export function scaleOnBacklog(pattern: FargateService, worked: QueueWithDlq, options: QueueScalingOptions, tasks: TaskLimits): void {
  const { queue } = worked;
  const { taskDefinition, container, cluster, service, taskCount } = pattern;
  worked.grantConsumeMessages(taskDefinition.taskRole);
  taskDefinition.addToTaskRolePolicy(mayProtectTasks(cluster));
  acknowledgeAllResources(taskDefinition);
  container.addEnvironment('QUEUE_URL', queue.queueUrl);
  const goal: BacklogGoal = {
    acceptableLatency: inSeconds(options.acceptableLatency),
    processingTime: inSeconds(options.processingTime),
    minTasks: tasks.min,
    maxTasks: tasks.max,
  };
  const scope = new Construct(pattern, 'QueueScaling');
  const target = taskCount.node.findChild('Target') as appscaling.ScalableTarget;
  const metrics = backlogMetrics(queue, service);
  trackBacklog(scope, target, metrics, goal);
  wakeUp(scope, target, metrics, backlogScaling(goal));
}

function inSeconds(duration: Duration): number {
  return duration.toMilliseconds() / 1000;
}

interface BacklogMetrics {
  readonly [id: string]: cloudwatch.Metric;
}

function backlogMetrics(queue: sqs.IQueue, service: ecs.FargateService): BacklogMetrics {
  const period = Duration.seconds(METRIC_PERIOD);
  return {
    sent: queue.metricNumberOfMessagesSent({ statistic: cloudwatch.Stats.SUM, period }),
    visible: queue.metricApproximateNumberOfMessagesVisible({ statistic: cloudwatch.Stats.MAXIMUM, period }),
    inFlight: queue.metricApproximateNumberOfMessagesNotVisible({ statistic: cloudwatch.Stats.MAXIMUM, period }),
    running: new cloudwatch.Metric({
      namespace: 'ECS/ContainerInsights',
      metricName: 'RunningTaskCount',
      dimensionsMap: { ClusterName: service.cluster.clusterName, ServiceName: service.serviceName },
      statistic: cloudwatch.Stats.AVERAGE,
      period,
    }),
  };
}

/** By the L1: the L2 of target tracking takes no expression. */
function trackBacklog(scope: Construct, target: appscaling.ScalableTarget, metrics: BacklogMetrics, goal: BacklogGoal): void {
  const numbers = backlogScaling(goal);
  new appscaling.CfnScalingPolicy(scope, 'Tracking', {
    policyName: 'tasks-needed',
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.scalableTargetId,
    targetTrackingScalingPolicyConfiguration: {
      targetValue: numbers.targetValue,
      scaleOutCooldown: numbers.scaleOutCooldown,
      scaleInCooldown: numbers.scaleInCooldown,
      customizedMetricSpecification: {
        metrics: [
          ...Object.entries(metrics).map(([id, { namespace, metricName, dimensions = {}, statistic }]) => ({
            id,
            metricStat: {
              metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value: `${value}` })) },
              stat: statistic,
            },
            returnData: false,
          })),
          { id: 'tasksNeeded', expression: tasksNeeded(goal), label: 'Tasks needed for each that runs', returnData: true },
        ],
      },
    },
  });
}

function wakeUp(scope: Construct, target: appscaling.ScalableTarget, { visible, running }: BacklogMetrics, numbers: BacklogScaling): void {
  const action = new appscaling.StepScalingAction(scope, 'FirstTask', {
    scalingTarget: target,
    adjustmentType: appscaling.AdjustmentType.CHANGE_IN_CAPACITY,
    cooldown: Duration.seconds(numbers.wakeUpCooldown),
  });
  action.addAdjustment({ adjustment: numbers.wakeUpTasks, lowerBound: 0 });
  const alarm = new cloudwatch.Alarm(scope, 'WakeUp', {
    metric: new cloudwatch.MathExpression({
      expression: WAITING_FOR_NOBODY, usingMetrics: { visible, running }, period: Duration.seconds(METRIC_PERIOD), label: 'Messages wait and no task runs',
    }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    actionsEnabled: true,
    alarmDescription: `Starts the first task of ${pathOf(scope.node.scope!)}: messages wait and no task runs. Runbook: ${RUNBOOKS}/fargate-service.md#wakeup`,
  });
  alarm.addAlarmAction(new ApplicationScalingAction(action));
}
