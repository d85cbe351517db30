/** Makes the package of each language, lists what is in it, and fails on anything that does not belong there. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Artefact, artefactsOf } from './artefacts';
import { Contents, contentsOf, dependenciesIn, leftBehind, kilobytes, otherLibraries } from './contents';
import { entriesOf, Entry } from './read-artefact';
import compile from '../compile';
import { ROOT } from '../languages/language';
import { pack } from '../languages/packed';

function main(): void {
  compile();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const artefacts = artefactsOf(version, spawnSync('dotnet', ['--version']).status === 0);
  const folders = new Map([...new Set(artefacts.map(({ language }) => language))].map((language) => [language, pack(language)]));
  const library = readFileSync(join(folders.get('js')!, `cdk-keel@${version}.jsii.tgz`));
  const problems = artefacts.flatMap((artefact) => {
    const path = join(folders.get(artefact.language)!, artefact.path);
    if (!existsSync(path)) return [`${artefact.name}: there is no dist/${artefact.language}/${artefact.path}`];
    const entries = entriesOf(path);
    const contents = contentsOf(artefact, entries);
    print(artefact, contents, entries.length);
    return [...contents.problems, ...otherLibraries(library, entries), ...(artefact.name === 'npm package' ? problemsOfLibrary(entries) : [])]
      .map((problem) => `${artefact.name}: ${problem}`);
  });
  problems.forEach((problem) => console.error(problem));
  console.log(problems.length === 0 ? 'nothing else is in them' : `${problems.length} problems`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

function problemsOfLibrary(entries: readonly Entry[]): string[] {
  const manifest = entries.find(({ path }) => path === 'package/package.json');
  return [
    ...leftBehind(entries, (path) => existsSync(join(ROOT, path))),
    ...dependenciesIn(manifest ? JSON.parse(Buffer.from(manifest.content).toString()) : {}),
  ];
}

function print({ name }: Artefact, { kinds, bytes }: Contents, files: number): void {
  const row = (title: string, count: number, size: number) => console.log(`${title.padEnd(60)}${`${count}`.padStart(6)}${kilobytes(size).padStart(12)}`);
  row(name, files, bytes);
  kinds.forEach((kind) => row(`  ${kind.kind}`, kind.files, kind.bytes));
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
