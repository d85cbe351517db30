/** What can be said at synth: it is so, it is not so, or it depends on what the template does not say. */
export type Verdict = 'yes' | 'no' | 'unknown';

/** Yes if all are yes, no if one is no. */
export function every<T>(items: readonly T[], judge: (item: T) => Verdict): Verdict {
  let result: Verdict = 'yes';
  for (const item of items) {
    const verdict = judge(item);
    if (verdict === 'no') return 'no';
    if (verdict === 'unknown') result = 'unknown';
  }
  return result;
}

/** Yes if one is yes, no if all are no. */
export function some<T>(items: readonly T[], judge: (item: T) => Verdict): Verdict {
  return not(every(items, (item) => not(judge(item))));
}

/** The opposite; what is unknown stays so. */
export function not(verdict: Verdict): Verdict {
  if (verdict === 'unknown') return verdict;
  return verdict === 'yes' ? 'no' : 'yes';
}

/** From a truth value. */
export function certain(holds: boolean): Verdict {
  return holds ? 'yes' : 'no';
}
