import { BacklogPerTask, ScalingPolicy, Steps, TasksNeeded } from './scaling-policies';
import { Workload } from './worker-service';

/** A workload and how long its messages may wait, in seconds. */
export interface Case extends Workload {
  readonly acceptableLatency: number;
}

/** Tasks of one service on Fargate. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html */
const MOST_TASKS = 5000;

export interface NamedPolicy {
  readonly name: string;
  /** Whether tasks are protected while they work, as the documentation of `scaleOnQueue` asks for. */
  readonly protectsWork: boolean;
  readonly color: string;
  make(workload: Case): ScalingPolicy;
}

export const POLICIES: readonly NamedPolicy[] = [
  { name: 'scaleOnQueue', protectsWork: true, color: '#1a7f37', make: (goal) => new TasksNeeded({ ...goal, minTasks: 0, maxTasks: MOST_TASKS }) },
  { name: 'backlog per task', protectsWork: true, color: '#bf8700', make: (goal) => new BacklogPerTask({ ...goal, minTasks: 0, maxTasks: MOST_TASKS }) },
  { name: 'steps', protectsWork: false, color: '#cf222e', make: () => new Steps(1, MOST_TASKS, false) },
  { name: 'steps and CPU', protectsWork: false, color: '#8250df', make: () => new Steps(1, MOST_TASKS, true) },
];

const TEN_MINUTES = 600;
const SIX_HOURS = 6 * 3600;

const SHORT = { processingTime: 0.05, acceptableLatency: 60 };
const LONG = { processingTime: 30, acceptableLatency: 600 };

export const BURSTS: readonly Case[] = [
  ...[10, 100, 1_000, 10_000, 100_000, 1_000_000].map((messagesPerSecond) => ({ ...SHORT, messagesPerSecond, burst: TEN_MINUTES })),
  ...[10, 100, 1_000].map((messagesPerSecond) => ({ ...LONG, messagesPerSecond, burst: TEN_MINUTES })),
];

export const STEADY: readonly Case[] = [
  { ...SHORT, messagesPerSecond: 1_000, burst: SIX_HOURS },
  { ...LONG, acceptableLatency: 120, messagesPerSecond: 1, burst: SIX_HOURS },
  { processingTime: 300, acceptableLatency: 900, messagesPerSecond: 0.2, burst: SIX_HOURS },
];
