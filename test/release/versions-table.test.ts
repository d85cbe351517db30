import { isExplained, tableOf } from '../../scripts/release/versions-table';

const FLOOR = { cdk: '2.9.0', constructs: '10.0.0', passed: 12, failed: [], skipped: 0 };
const NEWEST = { ...FLOOR, cdk: '2.10.0', passed: 11, failed: [{ file: 'test/a.test.ts', test: 'a queue' }] };

const rowsOf = (table: string) => table.split('\n').filter((line) => /^\| \d/.test(line));

test('has a row for each version, the oldest first, and what fails', () => {
  const table = tableOf([NEWEST, FLOOR], '', '2026-01-02');
  expect(rowsOf(table)).toEqual([
    `| 2.9.0 | 10.0.0 | ${process.versions.node} | 2026-01-02 | 12 | 0 | 0 |`,
    `| 2.10.0 | 10.0.0 | ${process.versions.node} | 2026-01-02 | 11 | 1 | 0 |`,
  ]);
  expect(table).toMatch(/\n\n### What fails with 2\.10\.0\n\n- `test\/a\.test\.ts`: a queue: \*\*not explained\*\*\n$/);
});

test('keeps what is known of other versions', () => {
  const before = tableOf([NEWEST, FLOOR], '', '2026-01-02');
  const after = tableOf([{ ...FLOOR, passed: 13 }], before, '2026-02-03');
  expect(rowsOf(after).map((row) => row.split(' | ').slice(3, 5))).toEqual([['2026-02-03', '13'], ['2026-01-02', '11']]);
  expect(after).toContain('### What fails with 2.10.0');
});

test('forgets what failed once it passes', () => {
  const before = tableOf([NEWEST, FLOOR], '', '2026-01-02');
  expect(tableOf([{ ...NEWEST, failed: [] }], before, '2026-02-03')).not.toContain('What fails');
});

test('a failure is explained by its name only', () => {
  expect(isExplained({ file: 'test/a.test.ts', test: 'a queue' })).toBe(false);
  expect(isExplained({ file: 'test/delivery/plugin.test.ts', test: 'what goes from one Region to another is unknown to the plugin' })).toBe(true);
});
