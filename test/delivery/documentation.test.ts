import { readFileSync } from 'fs';
import { join } from 'path';
import { RULES } from '../../src/delivery/rules';

test('docs/delivery-checks.md lists every rule', () => {
  const rows = readFileSync(join(__dirname, '..', '..', 'docs', 'delivery-checks.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `KEEL-'));
  expect(rows).toEqual(RULES.map(({ id, proves, source }) => `| \`${id}\` | ${proves} | [AWS](${source}) |`));
});

test('each rule has an id of its own', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
