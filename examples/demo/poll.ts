import { say } from './progress';

/** Asks until the count is the expected one. When the time is over it says so and returns the count as it is, for the table. */
export async function countUntil(expected: number, seconds: number, what: string, ask: () => Promise<number>): Promise<number> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const count = await ask();
    if (count === expected) return count;
    if (Date.now() > deadline) {
      sayTimeIsOver(seconds, what, expected, count);
      return count;
    }
    await sleep(500);
  }
}

export function sayTimeIsOver(seconds: number, what: string, expected: number, seen: number): void {
  say(`! waited ${seconds} s for ${what}: expected ${expected}, saw ${seen}`);
}

export async function sleep(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
