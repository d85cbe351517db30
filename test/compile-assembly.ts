import { execFileSync } from 'child_process';
import { existsSync, readdirSync, statSync } from 'fs';
import { join } from 'path';

const ROOT = join(__dirname, '..');

/** The contract tests read the jsii assembly, so it is made anew before the tests where a source file is newer. */
export default function compileAssembly(): void {
  const assembly = join(ROOT, '.jsii');
  if (!existsSync(assembly) || newest(join(ROOT, 'src')) > statSync(assembly).mtimeMs) {
    execFileSync('npx', ['projen', 'compile'], { cwd: ROOT, stdio: 'inherit' });
  }
}

function newest(folder: string): number {
  return Math.max(...readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
