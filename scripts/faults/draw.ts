import { createHash } from 'node:crypto';

/** A number from 0 to below 1, always the same for the same seed and names. */
export function draw(seed: number, ...names: Array<string | number>): number {
  return createHash('sha256').update([seed, ...names].join(' ')).digest().readUInt32BE() / 2 ** 32;
}
