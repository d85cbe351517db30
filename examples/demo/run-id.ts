import { randomBytes } from 'node:crypto';

/** Names this run, so that what an earlier one left in an account's queues is never counted. */
export const RUN = randomBytes(4).toString('hex');

export function isOfThisRun(id: string): boolean {
  return id.startsWith(`${RUN}-`);
}
