import { Duration, Lazy } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { IConstruct } from 'constructs';
import { check, Rule, wholeNumber } from '../validation/check-props';

/** New tasks count after a minute or two, and are not taken away again at once. */
const COOLDOWNS = { scaleOutCooldown: Duration.minutes(1), scaleInCooldown: Duration.minutes(5) };

/** When there are how many tasks: for `FargateService.scaleOnSchedule`. */
export interface ScheduledTasksOptions {
  /** When this begins to hold, until another schedule says otherwise. */
  readonly schedule: appscaling.Schedule;

  /**
   * How many tasks there are at least: 0 to `maxTasks`.
   *
   * @default - as before
   */
  readonly minTasks?: number;

  /**
   * How many tasks there are at most: up to 5,000.
   *
   * @default - as before
   */
  readonly maxTasks?: number;
}

/** What a service scales on. There is one policy for each metric, whose target the last call says. */
export class ServiceScaling {
  private readonly targets = new Map<string, number>();

  constructor(private readonly service: IConstruct, private readonly tasks: ecs.ScalableTaskCount) {}

  /** Keeps the CPU of the tasks at a percentage. */
  public onCpu(percent: number): void {
    this.track('Cpu', percent, percentRule(percent), (targetUtilizationPercent) => (
      this.tasks.scaleOnCpuUtilization('Cpu', { targetUtilizationPercent, ...COOLDOWNS })
    ));
  }

  /** Keeps the memory of the tasks at a percentage. */
  public onMemory(percent: number): void {
    this.track('Memory', percent, percentRule(percent), (targetUtilizationPercent) => (
      this.tasks.scaleOnMemoryUtilization('Memory', { targetUtilizationPercent, ...COOLDOWNS })
    ));
  }

  /** Keeps the requests that each task gets in a minute at a number. */
  public onRequests(requestsPerTask: number, targetGroup: elbv2.ApplicationTargetGroup | undefined): void {
    this.track('Requests', requestsPerTask, [
      { prop: 'requestsPerTask', value: requestsPerTask, holds: wholeNumber(1, Infinity), must: 'must be 1 or more requests a minute' },
      { prop: 'ingress', value: 'Ingress.none()', holds: () => targetGroup !== undefined, must: 'must have a load balancer that counts requests' },
    ], (requestsPerTarget) => this.tasks.scaleOnRequestCount('Requests', { requestsPerTarget, targetGroup: targetGroup!, ...COOLDOWNS }));
  }

  /** Changes at a time how many tasks there may be. */
  public onSchedule(id: string, options: ScheduledTasksOptions): void {
    check(`FargateService.scaleOnSchedule('${id}') of '${this.service.node.path}'`, scheduleRules(options));
    this.tasks.scaleOnSchedule(id, { schedule: options.schedule, minCapacity: options.minTasks, maxCapacity: options.maxTasks });
  }

  private track(metric: string, target: number, rules: Rule[], make: (target: number) => void): void {
    check(`FargateService.scaleOn${metric} of '${this.service.node.path}'`, rules);
    const isNew = !this.targets.has(metric);
    this.targets.set(metric, target);
    if (isNew) {
      make(Lazy.number({ produce: () => this.targets.get(metric) }));
    }
  }
}

function scheduleRules({ minTasks, maxTasks }: ScheduledTasksOptions): Rule[] {
  return [
    { prop: 'minTasks', value: minTasks, holds: wholeNumber(0, 5000), must: 'must be a whole number from 0 to 5,000' },
    { prop: 'maxTasks', value: maxTasks, holds: wholeNumber(0, 5000), must: 'must be a whole number from 0 to 5,000' },
    { prop: 'maxTasks', value: maxTasks, holds: (most: number) => most >= (minTasks ?? 0), must: `must not be less than minTasks (${minTasks})` },
    { prop: 'minTasks', value: minTasks ?? maxTasks ?? null, holds: (bound: unknown) => bound !== null, must: 'must be said, or maxTasks' },
  ];
}

function percentRule(percent: number): Rule[] {
  return [{ prop: 'percent', value: percent, holds: wholeNumber(10, 90), must: 'must be a whole number from 10 to 90, so that there is room until new tasks have started' }];
}
