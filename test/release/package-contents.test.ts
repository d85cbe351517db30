import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { zipSync } from 'fflate';
import { create } from 'tar';
import { Artefact, artefactsOf } from '../../scripts/package-contents/artefacts';
import { contentsOf, dependenciesIn, leftBehind, otherLibraries } from '../../scripts/package-contents/contents';
import { entriesOf, Entry } from '../../scripts/package-contents/read-artefact';

const NPM = artefactsOf('1.2.3', false).find(({ name }) => name === 'npm package')!;
const WHOLE = ['lib/index.js', 'lib/index.d.ts', '.jsii', 'README.md', 'API.md', 'CHANGELOG.md', 'LICENSE', 'package.json'].map((path) => `package/${path}`);

const files = (...paths: string[]): Entry[] => paths.map((path) => ({ path, content: Buffer.from('text') }));

const problemsOf = (artefact: Artefact, ...paths: string[]) => contentsOf(artefact, files(...paths)).problems;

test('an npm package of what users need has no problem', () => {
  expect(contentsOf(NPM, files(...WHOLE))).toEqual({
    problems: [],
    bytes: 32,
    kinds: expect.arrayContaining([{ kind: 'compiled JavaScript', files: 1, bytes: 4 }, { kind: 'documentation', files: 3, bytes: 12 }]),
  });
});

test.each([
  'test/index.test.js', 'lib/index.js.map', 'src/index.ts', 'examples/app.js', 'scripts/run.js', 'node_modules/yaml/index.js', 'lib/index.ts', 'tsconfig.json', '.npmrc',
])('an npm package may not hold %s', (path) => {
  expect(problemsOf(NPM, ...WHOLE, `package/${path}`)).toEqual([`package/${path} does not belong in it`]);
});

test('an npm package is not without the assembly that the other languages need', () => {
  expect(problemsOf(NPM, ...WHOLE.filter((path) => path !== 'package/.jsii'))).toEqual(['it has no jsii assembly']);
});

test('an npm package is at most 3 MB unpacked', () => {
  const large = (bytes: number) => contentsOf(NPM, [...files(...WHOLE), { path: 'package/lib/large.js', content: Buffer.alloc(bytes) }]);
  expect(large(2_999_968).problems).toEqual([]);
  expect(large(2_999_969).problems).toEqual(['it is 3,001 kB unpacked, and may be 3,000 kB']);
});

test('a package of another version does not lie beside the one that is published', () => {
  const [npm] = artefactsOf('1.2.3', false);
  expect(problemsOf(npm, 'cdk-keel@1.2.3.jsii.tgz', 'cdk-keel@1.2.2.jsii.tgz')).toEqual(['cdk-keel@1.2.2.jsii.tgz does not belong in it']);
  expect(problemsOf(npm, 'cdk-keel@1x2.3.jsii.tgz')).toEqual(['cdk-keel@1x2.3.jsii.tgz does not belong in it', 'it has no package']);
});

test('every language holds the npm package, to the byte', () => {
  const library = Buffer.from('library');
  expect(otherLibraries(library, [{ path: 'a.tgz', content: Buffer.from('library') }, { path: 'a.py', content: Buffer.from('code') }])).toEqual([]);
  expect(otherLibraries(library, files('cdkkeel/jsii/cdk-keel-1.2.3.tgz'))).toEqual(['cdkkeel/jsii/cdk-keel-1.2.3.tgz is not the npm package']);
});

test('what a source that is gone was compiled to is not published', () => {
  const isSource = (path: string) => ['src/index.ts', 'src/api/stage.ts'].includes(path);
  expect(leftBehind(files('package/lib/index.js', 'package/lib/index.d.ts', 'package/lib/api/stage.js', 'package/README.md'), isSource)).toEqual([]);
  expect(leftBehind(files('package/lib/api/gone.js', 'package/lib/api/gone.d.ts'), isSource)).toEqual(['lib/api/gone.js is compiled from no file of src']);
});

test('a dependency is found whether it is installed or bundled', () => {
  expect(dependenciesIn({ peerDependencies: { constructs: '^10' }, devDependencies: { jest: '^30' }, dependencies: {} })).toEqual([]);
  expect(dependenciesIn({ dependencies: { yaml: '^2' }, bundledDependencies: ['yaml'] })).toEqual([
    'it depends on yaml (dependencies of package.json)', 'it depends on yaml (bundledDependencies of package.json)',
  ]);
});

describe('a file is read with its content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'package-contents-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeAll(() => {
    mkdirSync(join(folder, 'package', 'lib'), { recursive: true });
    writeFileSync(join(folder, 'package', 'lib', 'index.js'), 'compiled');
    create({ file: join(folder, 'library.tgz'), cwd: folder, gzip: true, sync: true }, ['package']);
    writeFileSync(join(folder, 'library.whl'), zipSync({ package: { lib: { 'index.js': Buffer.from('compiled') } } }));
  });

  test.each(['library.tgz', 'library.whl', '.'])('from %s', (name) => {
    const found = entriesOf(join(folder, name)).map(({ path, content }) => [path, Buffer.from(content).toString()]);
    expect(found).toContainEqual(['package/lib/index.js', 'compiled']);
    expect(found.filter(([path]) => path.startsWith('package'))).toHaveLength(1);
  });
});
