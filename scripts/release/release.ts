/**
 * Makes a release in a clone of the checkout, from what is committed, and says how it would be published. Only `npm run release -- --publish` publishes it.
 *
 * `--as 1.0.0` sets another version than the one that the commits ask for, `--keep` leaves the clone behind. docs/releasing.md says what happens when.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { changesOf, Contract, untold } from './contract';
import { missingFor, REGISTRIES, shown } from './registries';
import { lastTag, nextTag, notesSinceLastTag, released } from './version';
import { run } from '../run';

const ROOT = join(__dirname, '..', '..');

/** What has to pass before anything is published. Each of them can be run alone, too. */
const GATE = ['npx projen compile', 'npm test', 'npx projen package-all', 'npm run package-contents', 'npm run compatibility', 'npm run licenses'];

const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function main(): void {
  process.on('SIGINT', () => process.exit(130));
  const { publish, keep, as: version } = parseArgs({ options: { publish: { type: 'boolean' }, keep: { type: 'boolean' }, as: { type: 'string' } } }).values;
  if (publish) allCanBePublished();
  if (git('status', '--porcelain') !== '') throw new Error('A release is made from what is committed: commit or remove what `git status` shows.');
  if (version !== undefined && !/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`--as takes a version such as 1.0.0, not ${version}.`);
  const tag = version === undefined ? nextTag(ROOT) : `v${version}`;
  contractIsKept(tag);

  const scratch = mkdtempSync(join(tmpdir(), 'release-'));
  const clone = join(scratch, 'cdk-keel');
  try {
    prepare(clone, tag);
    GATE.forEach((line) => step(line, clone));
    commit(clone, tag);
    if (publish) publishAll(clone, tag);
    else announce(tag);
  } finally {
    if (keep) console.log(`the clone: ${clone}`);
    else rmSync(scratch, { recursive: true, force: true });
  }
}

function contractIsKept(tag: string): void {
  const last = lastTag(ROOT);
  const changes = last === undefined ? [] : changesOf(contractAt(last), contractAt('HEAD'));
  const missing = last === undefined ? [] : untold(changes, last, tag);
  if (missing.length > 0) {
    const lines = missing.map(({ part, what }) => `- ${part}: ${what}`);
    throw new Error([`${last} to ${tag} does not tell what changes for users. If it is meant, a commit has to say so:`, ...lines].join('\n'));
  }
  console.log(`${last ?? 'no release yet'} -> ${tag}, ${changes.length} changes of logical ids, API and versions`);
}

function contractAt(commitish: string): Contract {
  const show = (file: string) => spawnSync('git', ['show', `${commitish}:${file}`], { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28 }).stdout;
  return {
    logicalIds: JSON.parse(show('test/contract/logical-ids.json')),
    peers: JSON.parse(show('package.json')).peerDependencies,
    meantBreaks: show('.compatignore'),
  };
}

/** A clone that is installed from the lock file, and has the version and the notes of the release in it. */
function prepare(clone: string, tag: string): void {
  run('git', ['clone', '--quiet', ROOT, clone]);
  step('npm ci --no-audit --no-fund', clone);
  step(`npm version ${tag.slice(1)} --no-git-tag-version --allow-same-version --ignore-scripts`, clone);
  const changelog = join(clone, 'CHANGELOG.md');
  const notes = notesSinceLastTag(ROOT);
  writeFileSync(changelog, released(readFileSync(changelog, 'utf8'), tag, new Date().toISOString().slice(0, 10), notes));
  console.log(`\n${notes}\n`);
}

/** The commit of the release. Versions in it stay 0.0.0: the tag says which it is. */
function commit(clone: string, tag: string): void {
  step('npm run compatibility -- --renew', clone);
  rmSync(join(clone, '.compatignore'), { force: true });
  const { author } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const inClone = (...args: string[]) => run('git', ['-c', `user.name=${author.name}`, '-c', `user.email=${author.email}`, ...args], { cwd: clone });
  inClone('checkout', '--', 'package.json', 'package-lock.json');
  inClone('add', '--all');
  inClone('commit', '--quiet', '--message', `chore(release): ${tag}`);
  inClone('tag', '--annotate', tag, '--message', tag);
}

/** A line of a shell, in silence while all is well, but for what reports print. */
function step(line: string, clone: string): void {
  const start = Date.now();
  const [command, ...args] = line.split(' ');
  const { status, stdout, stderr } = spawnSync(command, args, { cwd: clone, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 28 });
  if (status !== 0) throw new Error(`${line} failed\n\n${stdout}\n${stderr}`);
  console.log(`ok  ${line}  (${((Date.now() - start) / 1000).toFixed(0)} s)`);
  if (line.startsWith('npm run') && !line.includes('--renew')) console.log(stdout.split('\n').filter((text) => !text.startsWith('>')).join('\n').trim());
}

const has = (program: string) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)));

function allCanBePublished(): void {
  const problems = REGISTRIES.flatMap((registry) => missingFor(registry, process.env, has).map((missing) => `- ${registry.name}: ${missing}`));
  if (problems.length > 0) throw new Error(['Nothing is published before all of it can be. Missing here:', ...problems].join('\n'));
}

function announce(tag: string): void {
  console.log(`\nDry run: ${tag} was made and is not published. With --publish these would follow, in the clone:\n`);
  for (const registry of REGISTRIES) {
    const missing = missingFor(registry, process.env, has);
    console.log(`    ${shown(registry)}\n        ${registry.name}; ${missing.length === 0 ? 'all it needs is here' : `missing here: ${missing.join('; ')}`}`);
  }
  console.log(`    git ${pushOf(tag, 'origin').join(' ')}`);
}

function publishAll(clone: string, tag: string): void {
  for (const { name, command, env } of REGISTRIES) {
    const [program, ...args] = command;
    const { status } = spawnSync('npx', ['--no-install', program, ...args], { cwd: clone, stdio: 'inherit', env: { ...process.env, ...env } });
    if (status !== 0) throw new Error(`${name} has not taken ${tag}. Run the release again when it does: what is published is passed over.`);
  }
  run('git', pushOf(tag, git('remote', 'get-url', 'origin')), { cwd: clone });
  console.log(`${tag} is published`);
}

const pushOf = (tag: string, remote: string) => ['push', '--atomic', remote, `HEAD:${git('branch', '--show-current')}`, tag];

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
