import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
const REQUIREMENTS = ['examples/python/requirements.txt', 'scripts/security/requirements.txt'];

interface Audit {
  readonly metadata?: { readonly vulnerabilities: { readonly total: number }; readonly dependencies: { readonly total: number } };
  readonly statusCode?: number;
  readonly message?: string;
}

/** Prints what npm knows of vulnerable packages, and says so where the registry does not answer. Returns their number. */
export function audit(): number {
  const count = (args: string[], what: string) => {
    const { stdout } = spawnSync('npm', ['audit', '--json', ...args], { cwd: ROOT, encoding: 'utf8' });
    const { metadata, statusCode, message }: Audit = JSON.parse(stdout);
    if (metadata) console.log(`  ${what}: ${metadata.vulnerabilities.total} vulnerabilities`);
    else console.log(`  ${what}: NOT AUDITED, the registry answers ${statusCode ?? message}`);
    return metadata?.vulnerabilities.total ?? 0;
  };
  const { dependencies = {} } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies?: object };
  console.log('\nnpm audit');
  console.log(`  the published package has ${Object.keys(dependencies).length} dependencies`);
  return count(['--omit=dev'], 'what apps install with it') + count([], 'what it is developed with');
}

/** Prints what is installed in a version that is not exact, or without a hash in the lock file. Returns its number. */
export function unpinned(): number {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; integrity?: string; inBundle?: boolean }>;
  };
  const locked = Object.entries(packages).filter(([path, { inBundle }]) => path !== '' && !inBundle);
  const loose = [
    ...locked.filter(([, { version, integrity }]) => !version || !integrity).map(([path]) => `package-lock.json: ${path}`),
    ...REQUIREMENTS.flatMap((file) => linesOf(file).filter((line) => !/^[\w.-]+==[\w.+-]+( |$)/.test(line)).map((line) => `${file}: ${line}`)),
    ...(linesOf('.ci/run').some((line) => /npm install|npm i /.test(line)) ? ['.ci/run: npm install'] : []),
  ];
  console.log(`\npinned: ${locked.length} packages of npm with their hashes, ${REQUIREMENTS.flatMap(linesOf).length} of Python`);
  loose.forEach((one) => console.error(`  NOT PINNED: ${one}`));
  return loose.length;
}

/** Lines that ask for something: no comments, no hashes. */
function linesOf(file: string): string[] {
  return readFileSync(join(ROOT, file), 'utf8').split('\n').filter((line) => /^[^\s#]/.test(line));
}
