import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { HELP } from '../src/delivery/cli/arguments';

const ROOT = join(__dirname, '..');
const filesIn = (folder: string, extension: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith(extension) && !/(^|\/)(node_modules|cdk\.out)\//.test(name)).map((name) => join(folder, name));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const withoutIndentation = (text: string) => text.split('\n').map((line) => line.trim()).join('\n');

const TOP = readdirSync(ROOT).filter((name) => name.endsWith('.md') && !['API.md', 'CHANGELOG.md'].includes(name));
const PAGES = [...TOP, ...filesIn('docs', '.md'), ...filesIn('decisions', '.md')];

/** What `npm run typecheck` compiles. */
const COMPILED = ['examples', 'test'].flatMap((folder) => filesIn(folder, '.ts')).map((file) => `\n${withoutIndentation(read(file))}\n`);

const BLOCKS = PAGES.flatMap((page) => [...read(page).matchAll(/^```(?:ts|typescript)\n([^]*?)\n```$/gm)].map(([, code]) => ({ page, code })));

test.each(['README.md', ...filesIn('docs/constructs', '.md')])('%s shows code', (page) => {
  expect(BLOCKS.filter((block) => block.page === page)).not.toEqual([]);
});

test.each(BLOCKS)('$page shows code that is compiled: $code', ({ code }) => {
  expect(COMPILED.some((file) => file.includes(`\n${withoutIndentation(code)}\n`))).toBe(true);
});

test.each(PAGES)('%s has no code in a block that nothing compiles', (page) => {
  const outsideOfFences = read(page).replace(/^```[^]*?^```$/gm, '');
  const indented = outsideOfFences.split('\n').filter((line) => /^ {4}\S.*;$/.test(line));
  expect(indented).toEqual([]);
});

const COMMANDS = PAGES.flatMap((page) => (
  [...read(page).matchAll(/\b(npm run|npx projen|npx cdk-keel|npx ts-node(?: [^\s`]+)*?) ([\w:./-]+)/g)].map(([, runner, name]) => ({ page, runner, name }))
));

test.each(COMMANDS)('$page: there is `$runner $name`', ({ runner, name }) => {
  const { scripts } = JSON.parse(read('package.json'));
  if (runner === 'npx cdk-keel') expect(HELP).toContain(`cdk-keel ${name} `);
  else if (runner.startsWith('npx ts-node')) expect(existsSync(join(ROOT, name))).toBe(true);
  else expect(Object.keys(scripts)).toContain(name);
});
