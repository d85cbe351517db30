import { spawnSync } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wired } from './wiring';

const LIB = join(__dirname, '..', '..', 'lib');
const MAIN = join(LIB, 'delivery', 'cli', 'main.js');

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const { Policy, ...broken } = wired();
  writeFileSync(join(folder, 'wired.json'), JSON.stringify({ Resources: { Policy, ...broken } }));
  writeFileSync(join(folder, 'broken.json'), JSON.stringify({ Resources: broken }));
});

afterAll(() => rmSync(folder, { recursive: true }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

test.each([
  ['nothing is found', 0, ['check', 'wired.json'], '1 edge judged: 0 errors, 0 warnings, 0 unknown\n', ''],
  ['a message cannot arrive', 1, ['check', 'broken.json'], expect.stringMatching(/^ERRORS \(1\)\n\nKEEL-SNS-SQS-01 {2}broken\/Topic -> broken\/Queue\n/), ''],
  ['there is no such file', 2, ['check', 'nowhere.json'], '', 'cdk-keel: nowhere.json: no such file\n'],
])('when %s, it ends with %d', (_when, code, args, out, error) => {
  const { status, stdout, stderr } = node(MAIN, ...args);
  expect({ status, stdout, stderr }).toEqual({ status: code, stdout: out, stderr: error });
});

test('a reader that has seen enough stops it without a word', () => {
  const many = Array.from({ length: 3000 }, (_, index) => [`Subscription${index}`, wired().Subscription]);
  writeFileSync(join(folder, 'many.json'), JSON.stringify({ Resources: { ...Object.fromEntries(many), Topic: wired().Topic, Queue: wired().Queue } }));
  const { stdout, stderr } = spawnSync(`"${process.execPath}" "${MAIN}" check many.json | head -1`, { cwd: folder, encoding: 'utf8', shell: true });
  expect([stdout, stderr]).toEqual(['ERRORS (3000)\n', '']);
});

test('the compiled command can be run as a program', () => {
  expect(readFileSync(MAIN, 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
  expect(() => accessSync(MAIN, constants.X_OK)).not.toThrow();
});

test('what uses the package does not load the engine', () => {
  const { stdout } = node('-e', `const keel = require(${JSON.stringify(LIB)}); keel.QueueWithDlq; keel.DeliveryChecks; console.log(JSON.stringify(Object.keys(require.cache)));`);
  const loaded = (JSON.parse(stdout) as string[]).filter((file) => file.startsWith(join(LIB, 'delivery'))).map((file) => file.slice(LIB.length + 1));
  expect(loaded.sort()).toEqual(['delivery-checks.js', 'load-engine.js', 'promise-delivery.js'].map((file) => join('delivery', file)));
});
