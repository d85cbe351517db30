/**
 * Compares the public API with that of the last release, and fails where a program written for that one would no longer compile.
 *
 * At each release `npm run compatibility -- --renew` makes today's API the one to compare with, and today's reference stacks those that
 * `npm run upgrade` upgrades from. A break that is meant stands in `.compatignore`, by the key that is printed with it, until then.
 */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import compile from './compile';
import { run } from './run';
import { storeBaseline } from './stacks/baseline';
import { synthesize } from './stacks/synthesize';

const ROOT = join(__dirname, '..');
const BASELINE = join(ROOT, 'test', 'compatibility', 'baseline.jsii.gz');

function main(renews: boolean): void {
  compile();
  const scratch = mkdtempSync(join(tmpdir(), 'compatibility-'));
  try {
    if (renews) renew(scratch);
    else compare(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function renew(scratch: string): void {
  mkdirSync(dirname(BASELINE), { recursive: true });
  writeFileSync(BASELINE, gzipSync(readFileSync(join(ROOT, '.jsii')), { level: 9 }));
  console.log('test/compatibility/baseline.jsii.gz is the API of today');
  const assembly = join(scratch, 'cdk.out');
  synthesize(assembly, './reference-stacks');
  storeBaseline(assembly);
  console.log('test/compatibility/reference-stacks.json.gz has the reference stacks of today');
}

function compare(scratch: string): void {
  writeFileSync(join(scratch, '.jsii'), gunzipSync(readFileSync(BASELINE)));
  copyFileSync(join(ROOT, 'package.json'), join(scratch, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(scratch, 'node_modules'), 'junction');
  run('npx', ['jsii-diff', scratch, ROOT, '--keys', '--ignore-file', join(ROOT, '.compatignore')], { cwd: ROOT });
  console.log('a program that was written for the API of test/compatibility/baseline.jsii.gz still compiles');
}

try {
  main(process.argv.includes('--renew'));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
