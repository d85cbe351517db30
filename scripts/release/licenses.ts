/** Writes what the package and its build consist of as CycloneDX, and fails where the license of a dependency is not one of those that are allowed. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bom, LICENSES, notAllowed } from './license-rules';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'dist', 'sbom');

function main(): void {
  mkdirSync(FOLDER, { recursive: true });
  const shipped = write('package', ['--omit', 'dev']);
  const build = write('build', []);
  const refused = notAllowed(build);
  refused.forEach((problem) => console.error(problem));
  console.log(`${shipped.components.length} dependencies are installed with the package, ${build.components.length} are used to build it; ${LICENSES.length} licenses are allowed`);
  console.log(refused.length === 0 ? 'each has one of them' : `${refused.length} have none of them`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}

function write(name: string, options: string[]): Bom {
  const text = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--sbom-type', 'library', ...options], {
    cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 28,
  });
  writeFileSync(join(FOLDER, `${name}.cdx.json`), text);
  return JSON.parse(text);
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
