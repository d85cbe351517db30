import { Datapoint, PERIOD, WorkerService } from './worker-service';
import { BacklogGoal, BacklogScaling, backlogScaling } from '../../src/compute/backlog-scaling';

/** Sets the desired count of a service; asked once a minute, as an alarm is evaluated. */
export interface ScalingPolicy {
  readonly minTasks: number;
  adjust(service: WorkerService): void;
}

/** Target tracking makes one alarm that wants 3 minutes above the target, and one that wants 15 minutes below nine tenths of it. */
const MINUTES_ABOVE = 3;
const MINUTES_BELOW = 15;
const BELOW = 0.9;

class TargetTracking {
  private scaledOutAt = -Infinity;
  private scaledInAt = -Infinity;
  private tasksBefore = 0;

  constructor(
    private readonly metric: (datapoint: Datapoint) => number | undefined,
    private readonly target: number,
    private readonly limits: { readonly minTasks: number; readonly maxTasks: number },
    private readonly cooldowns: { readonly scaleOut: number; readonly scaleIn: number },
  ) {}

  public adjust(service: WorkerService): void {
    const values = service.datapoints.map(this.metric).filter((value) => value !== undefined);
    const { time, desired } = service;
    const ratio = values[values.length - 1] / this.target;
    const isAbove = values.length >= MINUTES_ABOVE && values.slice(-MINUTES_ABOVE).every((value) => value > this.target);
    const isBelow = values.length >= MINUTES_BELOW && values.slice(-MINUTES_BELOW).every((value) => value < this.target * BELOW);
    if (isAbove) {
      // During the cooldown what it has added counts as part of what it wants next.
      const isCooling = time < this.scaledOutAt + this.cooldowns.scaleOut;
      const wanted = Math.min(this.limits.maxTasks, Math.ceil((isCooling ? this.tasksBefore : desired) * ratio));
      if (wanted <= desired) return;
      if (!isCooling) this.tasksBefore = desired;
      service.desired = wanted;
      this.scaledOutAt = time;
    } else if (isBelow && time >= this.scaledInAt + this.cooldowns.scaleIn) {
      service.desired = Math.max(this.limits.minTasks, Math.ceil(desired * ratio));
      this.scaledInAt = time;
    }
  }
}

/** Target tracking on a metric of the queue, and a step from zero. */
class TrackedQueue implements ScalingPolicy {
  public readonly minTasks: number;
  private readonly tracking: TargetTracking;
  private wokenAt = -Infinity;

  constructor(private readonly scaling: BacklogScaling, metric: (datapoint: Datapoint) => number, target: number) {
    this.minTasks = scaling.minTasks;
    this.tracking = new TargetTracking(metric, target, scaling, { scaleOut: scaling.scaleOutCooldown, scaleIn: scaling.scaleInCooldown });
  }

  public adjust(service: WorkerService): void {
    this.tracking.adjust(service);
    const [newest] = service.datapoints.slice(-1);
    const waitForNobody = newest !== undefined && newest.visible > 0 && newest.running < 1;
    if (waitForNobody && service.time >= this.wokenAt + this.scaling.wakeUpCooldown) {
      service.desired = Math.min(this.scaling.maxTasks, service.desired + this.scaling.wakeUpTasks);
      this.wokenAt = service.time;
    }
  }
}

/** What `scaleOnQueue` makes: how many tasks the queue needs for each that runs. */
export class TasksNeeded extends TrackedQueue {
  constructor({ processingTime, acceptableLatency, ...limits }: BacklogGoal) {
    const needed = ({ sent, visible, inFlight }: Datapoint) => (
      sent * processingTime / PERIOD + (visible + inFlight) * processingTime / acceptableLatency
    );
    super(backlogScaling({ processingTime, acceptableLatency, ...limits }), (datapoint) => needed(datapoint) / Math.max(datapoint.running, 1), 1);
  }
}

/** What guides of AWS describe: how many messages there are for each task that runs. */
export class BacklogPerTask extends TrackedQueue {
  constructor(goal: BacklogGoal) {
    const backlogPerTask = ({ visible, inFlight, running }: Datapoint) => (visible + inFlight) / Math.max(running, 1);
    super(backlogScaling(goal), backlogPerTask, goal.acceptableLatency / goal.processingTime);
  }
}

/** The defaults of `QueueProcessingFargateService` in aws-cdk-lib/aws-ecs-patterns. */
const STEPS = { fewer: -1, from100: 1, from500: 5 };
const STEP_COOLDOWN = 300;
const STEP_PERIOD_MINUTES = 5;
const CPU_TARGET = 50;

/** Steps on the visible messages, as `QueueProcessingFargateService` has them, and its target tracking on CPU if that is left on. */
export class Steps implements ScalingPolicy {
  private adjustedAt = -Infinity;
  private readonly cpu?: TargetTracking;

  constructor(public readonly minTasks: number, private readonly maxTasks: number, withCpu: boolean) {
    // A task that works on messages is taken to use all of its CPU: the best case for this policy.
    const cpu = ({ inFlight, running }: Datapoint) => running > 0 ? 100 * inFlight / running : undefined;
    if (withCpu) this.cpu = new TargetTracking(cpu, CPU_TARGET, { minTasks, maxTasks }, { scaleOut: 300, scaleIn: 300 });
  }

  public adjust(service: WorkerService): void {
    this.cpu?.adjust(service);
    const newest = service.datapoints.slice(-STEP_PERIOD_MINUTES);
    if (newest.length === 0 || service.time < this.adjustedAt + STEP_COOLDOWN) return;
    const visible = Math.max(...newest.map((datapoint) => datapoint.visible));
    const step = visible >= 500 ? STEPS.from500 : visible >= 100 ? STEPS.from100 : visible <= 0 ? STEPS.fewer : 0;
    const wanted = Math.min(this.maxTasks, Math.max(this.minTasks, service.desired + step));
    if (wanted === service.desired) return;
    service.desired = wanted;
    this.adjustedAt = service.time;
  }
}
