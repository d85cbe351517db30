import { readFileSync } from 'fs';
import { join } from 'path';
import { page } from '../../scripts/delivery-rules';
import { RULES } from '../../src/delivery/rules';

test('docs/delivery-checks.md lists every rule with an example that fails and its fix: npm run document-rules', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'delivery-checks.md'), 'utf8')).toBe(page());
});

test('each rule has an id of its own', () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
