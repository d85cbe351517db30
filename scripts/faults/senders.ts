import { sleep } from '../../examples/demo/poll';

/** Of each way. */
export const AT_ONCE = 2;
const PATIENCE_SECONDS = 60;

type Send<T> = (batch: readonly T[]) => Promise<void>;

/** Sends batches, several at once, and each again until it is taken: a request without an answer may have been heard. */
export class Senders {
  /** How often each id was sent. */
  public readonly sent = new Map<string, number>();
  /** Ids that were taken. */
  public taken = 0;

  public async sendAll<T extends { readonly id: string }>(batches: Iterable<readonly T[]>, send: Send<T>): Promise<void> {
    const waiting = batches[Symbol.iterator]();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (let next = waiting.next(); !next.done; next = waiting.next()) await this.send(next.value, send);
    }));
  }

  public async send<T extends { readonly id: string }>(batch: readonly T[], send: Send<T>): Promise<void> {
    const deadline = Date.now() + PATIENCE_SECONDS * 1000;
    for (;;) {
      batch.forEach(({ id }) => this.sent.set(id, (this.sent.get(id) ?? 0) + 1));
      try {
        await send(batch);
        this.taken += batch.length;
        return;
      } catch (error) {
        if (!isOutage(error) || Date.now() > deadline) throw error;
        await sleep(200);
      }
    }
  }
}

/** No answer: nobody knows whether the request was heard. */
function isOutage(error: unknown): boolean {
  const { code, name } = error as NodeJS.ErrnoException;
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE'].includes(`${code}`) || name === 'TimeoutError';
}

export function inBatches<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) => all.slice(index * size, (index + 1) * size));
}
