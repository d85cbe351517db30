import { execFileSync } from 'child_process';
import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { lastTag, nextTag, notesSinceLastTag, released } from '../../scripts/release/version';

// Git and git-cliff are started several times in each test.
jest.setTimeout(60_000);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'version-'));
  git('init', '--quiet');
});

afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: string[]): void {
  execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', '-c', 'commit.gpgsign=false', '-c', 'tag.gpgsign=false', ...args], { cwd: folder, stdio: 'ignore' });
}

function commit(...messages: string[]): void {
  messages.forEach((message) => git('commit', '--quiet', '--allow-empty', '--message', message));
}

test.each([
  ['v1.4.2', ['fix: a queue'], 'v1.4.3'],
  ['v1.4.2', ['perf: synthesis'], 'v1.4.3'],
  ['v1.4.2', ['fix: a queue', 'feat: an alarm', 'docs: a page'], 'v1.5.0'],
  ['v1.4.2', ['feat!: another default'], 'v2.0.0'],
  ['v1.4.2', ['refactor: a key\n\nBREAKING CHANGE: the key has another logical id'], 'v2.0.0'],
  ['v0.3.1', ['feat: an alarm'], 'v0.3.2'],
  ['v0.3.1', ['fix!: another default'], 'v0.4.0'],
])('after %s, %j make %s', (tag, messages, next) => {
  commit('feat: the first');
  git('tag', tag);
  commit(...messages);
  expect(lastTag(folder)).toBe(tag);
  expect(nextTag(folder)).toBe(next);
});

test('the first release is 0.1.0', () => {
  commit('feat: the first');
  expect(lastTag(folder)).toBeUndefined();
  expect(nextTag(folder)).toBe('v0.1.0');
});

test('fails when users would notice nothing', () => {
  commit('feat: the first');
  git('tag', 'v1.0.0');
  commit('docs: a page', 'test: a case', 'chore: a tool');
  expect(() => nextTag(folder)).toThrow('Nothing that a user would notice was committed since v1.0.0: no feat, fix, perf or breaking change.');
});

test('the notes say what users notice, breaks first, and nothing that was released before', () => {
  commit('feat: the first');
  git('tag', 'v1.0.0');
  commit('fix: a queue', 'docs: a page', 'feat(alarms): an alarm', 'refactor: a key\n\nBREAKING CHANGE: the key has another logical id');
  expect(notesSinceLastTag(folder)).toBe([
    '### Breaking', '', '- a key. the key has another logical id', '', '### New', '', '- alarms: an alarm', '', '### Fixed', '', '- a queue',
  ].join('\n'));
});

describe('the list of changes', () => {
  test('has what was unreleased under the version, and the notes after it', () => {
    expect(released('# Changes\n\n## Unreleased\n\n- A queue.\n\n## 0.1.0 (2026-01-01)\n\n- A topic.\n', 'v0.1.1', '2026-02-01', '### New\n\n- a queue')).toBe(
      '# Changes\n\n## Unreleased\n\n## 0.1.1 (2026-02-01)\n\n- A queue.\n\n### New\n\n- a queue\n\n## 0.1.0 (2026-01-01)\n\n- A topic.\n');
  });

  test('needs nothing written by hand', () => {
    expect(released('# Changes\n\n## Unreleased\n', 'v0.1.0', '2026-02-01', '### New\n\n- a queue')).toBe(
      '# Changes\n\n## Unreleased\n\n## 0.1.0 (2026-02-01)\n\n### New\n\n- a queue\n');
  });

  test('fails when it has no place for what is new', () => {
    expect(() => released('# Changes\n', 'v0.1.0', '2026-02-01', '')).toThrow('CHANGELOG.md must have one heading "## Unreleased".');
  });
});
