import { ScalingPolicy } from './scaling-policies';
import { PERIOD, WorkerService, Workload } from './worker-service';

/** Where a simulation is given up. */
const LONGEST = 14 * 24 * 3600;

/** What became of a burst. Durations are in seconds. */
export interface Outcome {
  /** From the end of the burst until the queue is empty; undefined if that takes longer than messages are kept. */
  readonly drained?: number;
  /** Until as few tasks run again as before the burst. */
  readonly taskHours: number;
  readonly mostTasks: number;
  readonly interrupted: number;
  /** Minute by minute. */
  readonly backlogs: readonly number[];
  readonly tasks: readonly number[];
}

/** Sends a burst to a service that has been idle, and waits until it is idle again. */
export function simulate(workload: Workload, policy: ScalingPolicy, protectsWork: boolean): Outcome {
  const service = new WorkerService(workload, policy.minTasks, protectsWork);
  const backlogs: number[] = [];
  const tasks: number[] = [];
  let drainedAt: number | undefined;
  while (service.time < LONGEST) {
    service.tick();
    if (service.time % PERIOD === 0) {
      policy.adjust(service);
      backlogs.push(service.backlog);
      tasks.push(service.desired);
    }
    if (service.isSending || service.backlog > 0) drainedAt = undefined;
    else drainedAt ??= service.time;
    if (drainedAt !== undefined && service.desired <= policy.minTasks) break;
  }
  return {
    drained: drainedAt === undefined ? undefined : drainedAt - workload.burst,
    taskHours: service.taskSeconds / 3600,
    mostTasks: Math.max(...tasks),
    interrupted: Math.round(service.interrupted),
    backlogs,
    tasks,
  };
}
