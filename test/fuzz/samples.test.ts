import * as fc from 'fast-check';
import { STRUCTS } from './given';
import { id } from './hostile';
import { judgeSample } from './judge-sample';
import { SAMPLED } from './samples';
import { CONSTRUCTS, propertiesOf, structOf, Type, TYPES } from '../contract/assembly';

/** As many as take a second or two. `npm run fuzz` takes more of them. */
const NUMBER = 15;

test('every exported construct is sampled, and nothing else', () => {
  expect(Object.keys(SAMPLED).sort()).toEqual(CONSTRUCTS.map(({ name }) => name).sort());
});

// TypeScript sees to it that a struct is sampled with all of its props.
test('every struct that a construct, a method or another struct takes is sampled', () => {
  const taken = [...TYPES.values()].flatMap((type) => [
    ...type.initializer?.parameters ?? [],
    ...(type.methods ?? []).flatMap(({ parameters = [] }) => parameters),
    ...type.datatype ? propertiesOf(type) : [],
  ]).map((one) => structOf(one.type)).filter((struct): struct is Type => struct !== undefined);
  expect([...STRUCTS].sort()).toEqual(expect.arrayContaining([...new Set(taken.map(({ name }) => name))].sort()));
});

test.each(Object.entries(SAMPLED))('%s is made with everything arriving, or refused by a clear error', (_construct, sampled) => {
  const seen = { made: 0, refused: 0 };
  fc.assert(fc.property(id, sampled.data, (name, data) => void seen[judgeSample(sampled, name, data)]++), { numRuns: NUMBER, seed: 1 });
  expect(seen.made).toBeGreaterThan(0);
});
