import { notAllowed } from '../../scripts/release/license-rules';

const dependency = (...licenses: { license?: { id?: string; name?: string }; expression?: string }[]) => ({ components: [{ name: 'some', version: '1.0.0', licenses }] });

test.each([
  ['an allowed license', dependency({ license: { id: 'MIT' } })],
  ['a choice with an allowed one in it', dependency({ expression: '(MIT OR GPL-3.0-or-later)' })],
  ['two that are both allowed', dependency({ expression: 'MIT AND ISC' })],
  ['one that was read in its file', { components: [{ name: 'khroma', version: '2.1.0' }] }],
])('allows %s', (_, bom) => {
  expect(notAllowed(bom)).toEqual([]);
});

test.each([
  ['another license', dependency({ license: { id: 'GPL-3.0-only' } }), 'GPL-3.0-only'],
  ['one that asks for both', dependency({ expression: 'MIT AND GPL-3.0-only' }), 'MIT AND GPL-3.0-only'],
  ['one of two', dependency({ license: { id: 'MIT' } }, { license: { id: 'SSPL-1.0' } }), 'MIT, SSPL-1.0'],
  ['one that nobody knows', dependency({ license: { name: 'SEE LICENSE IN license.txt' } }), 'SEE LICENSE IN license.txt'],
  ['an empty name', dependency({ license: {} }), 'no license is named'],
  ['none', dependency(), 'no license is named'],
])('refuses %s', (_, bom, shown) => {
  expect(notAllowed(bom)).toEqual([`some 1.0.0: ${shown}`]);
});
