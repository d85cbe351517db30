/** The same numbers in every run (Park and Miller). */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = state * 48_271 % 2_147_483_647;
    yield (state - 1) / 2_147_483_646;
  }
}

/** Random choices, the same in every run. */
export function choices(seed: number) {
  const source = numbers(seed);
  const upTo = (most: number) => Math.floor(source.next().value * (most + 1));
  const one = <T>(items: readonly T[]): T => items[upTo(items.length - 1)];
  const some = <T>(items: readonly T[], most: number): T[] => Array.from({ length: 1 + upTo(most - 1) }, () => one(items));
  return { upTo, one, some, word: (letters: string, most: number) => Array.from({ length: upTo(most) }, () => one([...letters])).join('') };
}
