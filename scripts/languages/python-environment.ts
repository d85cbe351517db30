import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ROOT } from './language';
import { findPython } from '../find-python';
import { run } from '../run';

/** A virtual environment of the project; paths are those in the checkout. */
export interface PythonEnvironmentProps {
  readonly folder: string;
  /** The requirements file. */
  readonly requirements: string;
  /** What can be imported when all of it is there. */
  readonly modules: readonly string[];
  readonly megabytes: number;
}

/** A virtual environment with what a requirements file lists. */
export class PythonEnvironment {
  /** For the commands that are to use this Python. */
  public readonly variables: NodeJS.ProcessEnv;
  private readonly folder: string;
  private readonly requirements: string;
  private readonly python: string;

  constructor(private readonly props: PythonEnvironmentProps) {
    this.folder = join(ROOT, props.folder);
    this.requirements = join(ROOT, props.requirements);
    const bin = join(this.folder, 'bin');
    this.python = join(bin, 'python3');
    this.variables = {
      ...process.env,
      PATH: [bin, process.env.PATH].join(delimiter),
      // These would mix another Python's packages in.
      PYTHONPATH: undefined,
      PYTHONHOME: undefined,
      // Without compiled files every synthesis takes 2 seconds longer.
      PYTHONDONTWRITEBYTECODE: undefined,
    };
  }

  /** Makes it where it is missing, not whole or not what the requirements ask for. */
  public ensureReady(): void {
    if (this.isReady()) return;
    console.error(`making the Python environment in ${this.props.folder}/ (once, about ${this.props.megabytes} MB)`);
    this.make();
  }

  /** Installs a wheel over the one that was there, and nothing that it depends on: the requirements must already do. */
  public installWheel(wheel: string): void {
    this.pip('install', '--force-reinstall', '--no-deps', wheel);
    this.pip('check');
  }

  /** Does it hold exactly what the requirements ask for, and is the Python below it still there? */
  private isReady(): boolean {
    return existsSync(this.mark)
      && readFileSync(this.mark, 'utf8') === readFileSync(this.requirements, 'utf8')
      && spawnSync(this.python, ['-c', `import ${this.props.modules.join(', ')}`], { env: this.variables }).status === 0;
  }

  /** The mark is written last, so an environment that was interrupted is made again. */
  private make(): void {
    const base = findPython();
    rmSync(this.folder, { recursive: true, force: true });
    run(base, ['-m', 'venv', this.folder], { env: this.variables });
    // Python compiles what it imports; compiling all of the CDK would take 15 seconds and 180 MB.
    this.pip('install', '--no-compile', '--requirement', this.requirements);
    writeFileSync(this.mark, readFileSync(this.requirements));
  }

  private get mark(): string {
    return join(this.folder, 'complete');
  }

  private pip(command: string, ...args: string[]): void {
    run(this.python, ['-m', 'pip', command, '--quiet', '--disable-pip-version-check', ...args], { env: this.variables });
  }
}
