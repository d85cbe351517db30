import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { draw } from './draw';
import { isEnding, undoAtEnd } from '../../examples/demo/clean-up';
import { sleep } from '../../examples/demo/poll';
import { killGroup, start, tail } from '../../examples/demo/run-command';

const CONSUMER = path.join(__dirname, 'workers', 'consumer.js');
const AT_ONCE = 2;
const MOMENTS = ['received', 'processed', 'deleting'];

export interface ConsumersOf {
  readonly queue: string;
  readonly url: string;
  readonly ledger: string;
  readonly scratch: string;
  readonly seed: number;
  /** How many messages a consumer takes on average until it is killed. */
  readonly messages: number;
}

/** Processes that work on a queue, each killed at a moment drawn from the seed, and replaced. */
export class Consumers {
  /** How many were killed. */
  public killed = 0;
  /** How many ended because a request failed. */
  public crashed = 0;
  private readonly running = new Set<ChildProcess>();
  private readonly replacing: Promise<void>[];
  private stopping = false;

  constructor(private readonly of: ConsumersOf) {
    this.replacing = Array.from({ length: AT_ONCE }, (_, place) => this.keepRunning(place));
  }

  public async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all([...this.running].map(killGroup));
    await Promise.all(this.replacing);
  }

  private async keepRunning(place: number): Promise<void> {
    const { queue, scratch } = this.of;
    const log = path.join(scratch, `${queue}-consumer-${place}.log`);
    for (let life = 1; !this.stopping; life += 1) {
      const child = start(process.execPath, [CONSUMER], { log, env: { ...process.env, ...this.environment(place, life) } });
      const forget = undoAtEnd(() => killGroup(child));
      this.running.add(child);
      const [, signal] = await once(child, 'exit');
      if (isEnding()) return;
      forget();
      this.running.delete(child);
      if (this.stopping) return;
      if (signal === 'SIGKILL') {
        this.killed += 1;
      } else {
        this.crashed += 1;
        if (!isOutage(log)) throw new Error(`a consumer of ${queue} ended by itself:\n\n${tail(log)}`);
        await sleep(500);
      }
    }
  }

  private environment(place: number, life: number): Record<string, string> {
    const { queue, url, ledger, seed, messages } = this.of;
    const moment = Math.floor(draw(seed, queue, place, life, 'moment') * MOMENTS.length);
    return {
      QUEUE_URL: url,
      LEDGER: ledger,
      WORKER: `consumer ${place}, life ${life}`,
      DIES_AFTER: `${1 + Math.floor(2 * messages * draw(seed, queue, place, life))}`,
      DIES_WHEN: MOMENTS[moment],
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    };
  }
}

/** Whether the emulator was away. */
function isOutage(log: string): boolean {
  return /ECONNREFUSED|ECONNRESET|EPIPE|socket hang up/.test(fs.readFileSync(log, 'utf8'));
}
