import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const GIT_CLIFF = join(__dirname, '..', '..', 'node_modules', '.bin', 'git-cliff');

/** The tag of the last release, as `v1.2.3`. */
export function lastTag(folder: string): string | undefined {
  const { stdout } = spawnSync('git', ['describe', '--tags', '--abbrev=0', '--match', 'v[0-9]*.[0-9]*.[0-9]*'], { cwd: folder, encoding: 'utf8' });
  return stdout.trim() || undefined;
}

/** The tag that the commits since the last one ask for: docs/releasing.md. */
export function nextTag(folder: string): string {
  const next = cliff(folder, '--bumped-version').trim();
  if (next === lastTag(folder)) throw new Error(`Nothing that a user would notice was committed since ${next}: no feat, fix, perf or breaking change.`);
  return next;
}

/** What those commits say, in sections of Markdown. */
export function notesSinceLastTag(folder: string): string {
  return cliff(folder, '--unreleased').trim();
}

function cliff(folder: string, option: string): string {
  const args = ['--config', join(__dirname, 'cliff.toml'), '--offline', option];
  const { status, stdout, stderr } = spawnSync(GIT_CLIFF, args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`git-cliff ${option} failed:\n${stderr}`);
  return stdout;
}

const UNRELEASED = '## Unreleased\n';

/** The list of changes with what was unreleased under a version. */
export function released(changelog: string, tag: string, date: string, notes: string): string {
  const [before, after, ...more] = changelog.split(UNRELEASED);
  if (after === undefined || more.length > 0) throw new Error('CHANGELOG.md must have one heading "## Unreleased".');
  const [written, ...older] = after.split(/^(?=## )/m);
  const section = [`## ${tag.slice(1)} (${date})`, written.trim(), notes].filter((part) => part !== '').join('\n\n');
  return `${[`${before}${UNRELEASED.trim()}`, section, ...older.map((release) => release.trim())].join('\n\n')}\n`;
}
