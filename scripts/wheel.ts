import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { changed } from './compile';
import { run } from './run';

/** The Python wheel of this package. */
export class Wheel {
  private readonly folder: string;
  private readonly assembly: string;

  constructor(private readonly root: string) {
    this.folder = join(root, 'dist', 'python');
    this.assembly = join(root, '.jsii');
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
