import * as fs from 'node:fs';

/** What a worker wrote when it happened. */
export interface Line {
  readonly at: number;
  /** One life of a consumer, or one process of a function. */
  readonly worker: string;
  readonly event: 'received' | 'processed' | 'failed' | 'done';
  /** The message's id of SQS. */
  readonly message: string;
  /** The name of the order, edit or photo. */
  readonly id: string;
  /** Its receive count. */
  readonly receive: number;
}

/** One receive of a message, and what became of it. */
export interface Try extends Pick<Line, 'message' | 'id' | 'receive'> {
  /** When it was received. */
  readonly at: number;
  processed: boolean;
  failed: boolean;
  /** When the worker knew that the message was deleted, or a function had answered so that it would be. */
  doneAt?: number;
}

/** A time in which the emulator could forget that a message was deleted. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** Everything that happened to the messages of one queue, in the order in which it was written. */
export class Ledger {
  public static read(file: string, lateAfterSeconds?: number): Ledger {
    const lines = fs.existsSync(file) ? fs.readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
    return new Ledger(lines.map((line) => JSON.parse(line)), lateAfterSeconds);
  }

  /** The tries of each message. */
  private readonly messages = new Map<string, Try[]>();
  private readonly byId = new Map<string, Try[]>();

  constructor(readonly lines: readonly Line[], private readonly lateAfterSeconds = Infinity) {
    for (const line of lines) {
      const tries = entry(this.messages, line.message);
      let one = tries.find(({ receive }) => receive === line.receive);
      if (one === undefined) {
        one = { message: line.message, id: line.id, receive: line.receive, at: line.at, processed: false, failed: false };
        tries.push(one);
        entry(this.byId, line.id).push(one);
      }
      if (line.event === 'processed') one.processed = true;
      if (line.event === 'failed') one.failed = true;
      if (line.event === 'done') one.doneAt = line.at;
    }
    this.messages.forEach((tries) => tries.sort((a, b) => a.receive - b.receive));
  }

  public triesOf(id: string): readonly Try[] {
    return this.byId.get(id) ?? [];
  }

  public isProcessed(id: string): boolean {
    return this.triesOf(id).some(({ processed }) => processed);
  }

  /** Receives after which a worker said that it failed. */
  public get failures(): number {
    return [...this.messages.values()].flat().filter(({ failed }) => failed).length;
  }

  /** Receives of which nothing more was heard than that, or than the processing. */
  public get unfinished(): number {
    return [...this.messages.values()].flat().filter(({ failed, doneAt }) => !failed && doneAt === undefined).length;
  }

  /** How many different messages about it came. */
  public copiesOf(id: string): number {
    return new Set(this.triesOf(id).map(({ message }) => message)).size;
  }

  /** Processings beyond the first of each. */
  public repeats(ids: readonly string[]): number {
    return ids.reduce((sum, id) => sum + Math.max(0, this.triesOf(id).filter(({ processed }) => processed).length - 1), 0);
  }

  /** Messages received again although they were done. */
  public comebacks(outages: readonly Outage[]): Try[] {
    return [...this.messages.values()].flatMap((tries) => tries.filter((_, index) => index > 0 && this.isDone(tries[index - 1], outages)));
  }

  /**
   * Whether a message must be deleted after this try. When the emulator went away it may not be. A function's answer is not yet the deletion, and one
   * that is late comes when the message is on its way again.
   */
  public isDone({ at, doneAt }: Try, outages: readonly Outage[]): boolean {
    if (doneAt === undefined || outages.some(({ from, to }) => doneAt >= from && doneAt <= to)) return false;
    return doneAt - at < this.lateAfterSeconds * 1000;
  }

  /**
   * Processings out of the order of their group: the first one of a step before an earlier step was ever processed, or one by a worker that has
   * processed a later step already and not this one.
   */
  public outOfOrder(placeOf: (id: string) => { group: string; step: number }, isGone: (id: string) => boolean): Line[] {
    const processed = this.lines.filter(({ event, id }) => event === 'processed' && !isGone(id));
    const steps = new Map<string, number[]>();
    processed.forEach(({ id }) => entry(steps, placeOf(id).group).push(placeOf(id).step));
    const expected = new Map([...steps].map(([group, all]) => [group, [...new Set(all)].sort((a, b) => a - b)]));

    const byWorker = new Map<string, number[]>();
    return processed.filter(({ id, worker }) => {
      const { group, step } = placeOf(id);
      const left = expected.get(group)!;
      const isInTurn = left[0] === step;
      const isFirst = left.includes(step);
      if (isFirst) left.splice(left.indexOf(step), 1);
      const own = entry(byWorker, `${worker} ${group}`);
      const isBackwards = !own.includes(step) && own.some((later) => later > step);
      own.push(step);
      return (isFirst && !isInTurn) || isBackwards;
    });
  }
}

function entry<T>(map: Map<string, T[]>, key: string): T[] {
  if (!map.has(key)) map.set(key, []);
  return map.get(key)!;
}
