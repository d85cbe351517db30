import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run';

/** What the compiled package is made of, except for the tools. */
const SOURCES = ['src', 'package.json', 'README.md', 'LICENSE'];

/** The Python wheel of this package. */
export class Wheel {
  private readonly folder: string;
  private readonly assembly: string;

  constructor(private readonly root: string) {
    this.folder = join(root, 'dist', 'python');
    this.assembly = join(root, '.jsii');
  }

  /** Is the package compiled, later than its sources changed? */
  public isCompiled(): boolean {
    return existsSync(this.assembly) && SOURCES.every((source) => changed(join(this.root, source)) < changed(this.assembly));
  }

  public compile(): void {
    run('npx', ['projen', 'compile'], { cwd: this.root });
  }

  /** Is the wheel built, later than the package was compiled? */
  public isBuilt(): boolean {
    return this.file !== undefined && changed(this.assembly) < changed(this.file);
  }

  /** @param env has a `python3` that is recent enough on its PATH */
  public build(env: NodeJS.ProcessEnv): void {
    run('npx', ['projen', 'package:python'], { cwd: this.root, env });
  }

  /** The newest there is: wheels of former versions stay in the folder. */
  public get file(): string | undefined {
    if (!existsSync(this.folder)) return undefined;
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.whl'))
      .map((name) => join(this.folder, name))
      .sort((one, other) => changed(other) - changed(one))[0];
  }
}

/** When a file, or anything in a folder, last changed. A folder changes when a file in it is removed. */
function changed(path: string): number {
  const entries = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }) : [];
  return Math.max(...['', ...entries].map((entry) => statSync(join(path, entry)).mtimeMs));
}
