/** How a service is to work off a queue. Durations are in seconds. */
export interface BacklogGoal {
  /** How long a message may wait. */
  readonly acceptableLatency: number;
  /** How long one task is busy with one message; if it works on several at once, the time that passes divided by their number. */
  readonly processingTime: number;
  readonly minTasks: number;
  readonly maxTasks: number;
}

/** The two scaling policies of a service that works off a queue, as numbers. Durations are in seconds. */
export interface BacklogScaling {
  readonly minTasks: number;
  readonly maxTasks: number;
  /** Target tracking: tasks that the queue needs, for each that runs. */
  readonly targetValue: number;
  readonly scaleOutCooldown: number;
  readonly scaleInCooldown: number;
  /** Step scaling from zero: how many tasks are added when there are messages and no task. */
  readonly wakeUpTasks: number;
  /** How often that is repeated while there is still no task. */
  readonly wakeUpCooldown: number;
}

/**
 * Scale-out waits for the tasks of the last one to start and to show in the metrics, or it would ask for them again.
 * Tasks of Fargate take about a minute to start, and metrics come two minutes late.
 */
const SCALE_OUT_COOLDOWN = 180;

/** Scale-in waits until the metrics show what the last one did, or it would go on by a value of before. */
const SCALE_IN_COOLDOWN = 300;

/** Seconds between two values of each metric. */
export const METRIC_PERIOD = 60;

/** The running tasks, or 1, in the language of CloudWatch. A value that is late counts as the last one: as zero it would ask for far too many tasks. */
const RUNNING = 'IF(FILL(running, REPEAT) > 0, FILL(running, REPEAT), 1)';

/** 1 when messages wait and no task runs, in the language of CloudWatch. It must hold where ECS publishes nothing because there are no tasks. */
export const WAITING_FOR_NOBODY = 'IF(visible > 0 AND FILL(running, 0) < 1, 1, 0)';

/**
 * The metric that is tracked, in the language of CloudWatch: the tasks that work off what arrives, and in time what is there, for each that runs.
 *
 * The backlog of a task alone, which guides describe, says nothing until a backlog is there, and metrics say it minutes late: where messages may wait
 * for less than those minutes, it swings between none and far too many. See docs/scale-on-backlog.md.
 */
export function tasksNeeded({ acceptableLatency, processingTime }: BacklogGoal): string {
  return `(FILL(sent, 0) * ${processingTime} / ${METRIC_PERIOD} + (visible + inFlight) * ${processingTime} / ${acceptableLatency}) / ${RUNNING}`;
}

export function backlogScaling({ minTasks, maxTasks }: BacklogGoal): BacklogScaling {
  return {
    minTasks,
    maxTasks,
    targetValue: 1,
    scaleOutCooldown: SCALE_OUT_COOLDOWN,
    scaleInCooldown: SCALE_IN_COOLDOWN,
    wakeUpTasks: 1,
    wakeUpCooldown: SCALE_OUT_COOLDOWN,
  };
}
