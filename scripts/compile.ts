import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

const ROOT = join(__dirname, '..');

/** What the package is compiled from, except for the tools. */
const SOURCES = ['src', 'package.json', 'README.md', 'LICENSE'];

/** Compiles the package to `lib` and `.jsii`, unless that was done later than its sources changed. */
export default function compile(): void {
  const assembly = join(ROOT, '.jsii');
  const isUpToDate = existsSync(assembly) && SOURCES.every((source) => changed(join(ROOT, source)) < changed(assembly));
  if (!isUpToDate) {
    console.error('compiling the package');
    run('npx', ['projen', 'compile'], { cwd: ROOT });
  }
}

/** When a file, or anything in a folder, last changed. A folder changes when a file in it is removed. */
export function changed(path: string): number {
  const entries = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  return Math.max(...['', ...entries].map((entry) => statSync(join(path, entry)).mtimeMs));
}

if (require.main === module) {
  compile();
}
