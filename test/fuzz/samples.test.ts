import * as fc from 'fast-check';
import { id } from './hostile';
import { judgeSample } from './judge-sample';
import { SAMPLED } from './samples';

/** As many as take a second or two. `npm run fuzz` takes more of them. */
const NUMBER = 30;

test.each(Object.entries(SAMPLED))('%s is made with everything arriving, or refused by a clear error', (_construct, sampled) => {
  const seen = { made: 0, refused: 0 };
  fc.assert(fc.property(id, sampled.data, (name, data) => void seen[judgeSample(sampled, name, data)]++), { numRuns: NUMBER, seed: 1 });
  expect(Math.min(seen.made, seen.refused)).toBeGreaterThan(0);
});
