import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HELP } from '../../src/delivery/cli/arguments';
import { runCommand } from '../../src/delivery/cli/command';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'command.md'), 'utf8');
const blocks = (language: string) => [...page.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)\n\`\`\`$`, 'gm'))].map(([, text]) => text);

const home = process.cwd();
let folder: string;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'cli-')));
  process.chdir(folder);
  writeFileSync('shop.yaml', blocks('yaml')[0]);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

function outputOf(args: string): string {
  const lines: string[] = [];
  runCommand(args.split(' '), { width: 100, colour: false, print: (line) => lines.push(line), complain: (line) => lines.push(line) });
  return lines.join('\n');
}

test.each(blocks('console').map((block) => block.split(/(?<=^\$ .*)\n/)))('docs/command.md shows what %s prints', (command, output) => {
  expect(outputOf(command.replace('$ npx cdk-keel ', ''))).toBe(output);
});

test('docs/command.md draws the graph that it shows', () => {
  expect(blocks('mermaid')).toEqual([outputOf('graph shop.yaml')]);
});

test('docs/command.md names every option, and no other', () => {
  const options = (text: string) => new Set(text.match(/(?<=[`\s])--[a-z]+/g));
  const table = page.split('\n').filter((line) => /^\| `--/.test(line)).join('\n');
  expect(options(table)).toEqual(options(HELP.slice(HELP.indexOf('Options of check'), HELP.indexOf('Exit codes'))));
});
