import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './child';
import { Section } from './measured';
import { markdownTable } from '../scripts/markdown-table';

/** What \`npm pack\` would put into the package. */
export function packageSize(): Section {
  const [{ size, unpackedSize, entryCount, files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'],
  })) as { size: number; unpackedSize: number; entryCount: number; files: { path: string; size: number }[] }[];
  const { dependencies = {}, bundledDependencies = [] } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const sizeOf = (kind: RegExp) => files.filter(({ path }) => kind.test(path)).reduce((sum, file) => sum + file.size, 0);
  const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(2)} MB`;
  const data = {
    size,
    unpackedSize,
    files: entryCount,
    dependencies: Object.keys(dependencies).length + bundledDependencies.length,
    javascript: sizeOf(/\.js$/),
    types: sizeOf(/\.d\.ts$/),
    assembly: sizeOf(/^\.jsii/),
    documentation: sizeOf(/\.md$/),
  };
  return {
    data,
    markdown: `## Package

${markdownTable(['By \`npm pack\`', 'Size'], [
  ['packed', megabytes(data.size)], ['unpacked', megabytes(data.unpackedSize)], ['of it JavaScript', megabytes(data.javascript)],
  ['of it types', megabytes(data.types)], ['of it what jsii needs for other languages', megabytes(data.assembly)],
  ['of it documentation', megabytes(data.documentation)], ['files', `${data.files}`], ['dependencies, bundled ones too', `${data.dependencies}`],
])}
${existsSync(join(ROOT, '.jsii')) ? '' : '\nWithout what jsii needs for other languages: the project was not compiled.\n'}`,
  };
}
