/** What is sent to the queue, and how long one task is busy with one message. Durations are in seconds. */
export interface Workload {
  readonly messagesPerSecond: number;
  readonly burst: number;
  readonly processingTime: number;
}

/** What CloudWatch shows of one minute. */
export interface Datapoint {
  /** Messages sent in that minute. */
  readonly sent: number;
  readonly visible: number;
  readonly inFlight: number;
  readonly running: number;
}

/** Seconds between two datapoints of SQS and of Container Insights. */
export const PERIOD = 60;

/** Seconds until a datapoint can be read. SQS and ECS promise nothing; one to two minutes are seen. */
const METRIC_DELAY = 120;

/** Seconds from the request for a task until it takes its first message: a network interface, an image, a start. */
const START_TIME = 60;

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/throttling.html */
const LAUNCHES = { atOnce: 100, perSecond: 20 };

/** A queue and the tasks that work on it, second by second. Messages and tasks are counted, not followed one by one. */
export class WorkerService {
  public desired: number;
  public time = 0;
  /** Messages that wait for a task. */
  public backlog = 0;
  /** Seconds of running and starting tasks: what is paid for. */
  public taskSeconds = 0;
  /** Messages whose task was stopped while it worked on them: each is received again when its visibility timeout is over. */
  public interrupted = 0;

  private readonly seen: Datapoint[] = [];
  private readonly starts: { readonly at: number; readonly tasks: number }[] = [];
  private running: number;
  private launches = LAUNCHES.atOnce;
  private sent = 0;
  private busy = 0;
  private finished = 0;

  constructor(private readonly workload: Workload, tasks: number, private readonly protectsWork: boolean) {
    this.desired = this.running = tasks;
  }

  public get starting(): number {
    return this.starts.reduce((sum, { tasks }) => sum + tasks, 0);
  }

  public get isSending(): boolean {
    return this.time < this.workload.burst;
  }

  /** What can be read by now, the newest last. */
  public get datapoints(): readonly Datapoint[] {
    return this.seen.slice(0, Math.max(0, this.seen.length - METRIC_DELAY / PERIOD));
  }

  /** Lets a second pass. */
  public tick(): void {
    if (this.isSending) this.send(this.workload.messagesPerSecond);
    this.start();
    this.stop();
    this.work();
    this.taskSeconds += this.running + this.starting;
    this.time += 1;
    if (this.time % PERIOD === 0) this.measure();
  }

  private send(messages: number): void {
    this.backlog += messages;
    this.sent += messages;
  }

  private measure(): void {
    this.seen.push({ sent: this.sent, visible: this.backlog, inFlight: this.busy, running: this.running });
    this.sent = 0;
  }

  /** A message leaves the backlog when a task takes it; for each that is taken a second, processingTime are in flight. */
  private work(): void {
    const taken = Math.min(this.backlog, this.running / this.workload.processingTime);
    this.backlog -= taken;
    if (this.backlog < 1e-6) this.backlog = 0;
    this.busy = taken * this.workload.processingTime;
  }

  private start(): void {
    this.launches = Math.min(LAUNCHES.atOnce, this.launches + LAUNCHES.perSecond);
    const tasks = Math.min(this.launches, this.desired - this.running - this.starting);
    if (tasks > 0) {
      this.starts.push({ at: this.time + START_TIME, tasks });
      this.launches -= tasks;
    }
    while (this.starts.length > 0 && this.starts[0].at <= this.time) this.running += this.starts.shift()!.tasks;
  }

  private stop(): void {
    const surplus = this.running - this.desired;
    if (surplus <= 0) return;
    if (!this.protectsWork) {
      this.interrupted += surplus * this.busy / this.running;
      this.running = this.desired;
      return;
    }
    // Idle tasks go at once, the others one by one as they finish their message.
    this.finished += this.running / this.workload.processingTime;
    const stopped = Math.min(surplus, Math.floor(this.running - this.busy + this.finished));
    this.finished = Math.min(1, this.finished - Math.min(stopped, this.finished));
    this.running -= stopped;
  }
}
