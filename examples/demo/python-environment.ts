import * as fs from 'node:fs';
import * as path from 'node:path';
import { say } from './progress';
import { CommandOptions, run } from './run-command';
import { findPython } from '../../scripts/find-python';

/** A virtual environment in a folder of the project, made when it is first needed. */
export interface PythonPackages {
  readonly folder: string;
  readonly requirements: readonly string[];
  /** What can be imported when all of it is there. */
  readonly modules: readonly string[];
  readonly megabytes: number;
}

/** boto3 is pinned to the release that ministack pins botocore to. */
export const EMULATOR_PACKAGES: PythonPackages = {
  folder: '.emulator',
  requirements: ['ministack==1.5.33', 'boto3==1.43.106', 'cryptography==50.0.2'],
  modules: ['boto3', 'cryptography', 'hypercorn', 'ministack'],
  megabytes: 110,
};

/** As it was before everything was pointed at an emulator: pip needs the user's own certificates and proxies. */
const ENVIRONMENT = { ...process.env };

/** Returns the python of a virtual environment; makes the environment first where it is missing or not whole. */
export async function pythonOf(root: string, packages: PythonPackages, scratch: string): Promise<string> {
  const folder = path.join(root, packages.folder);
  const python = path.join(folder, 'bin', 'python');
  const complete = path.join(folder, 'complete');
  // PYTHONPATH and PYTHONHOME would mix another Python's packages in.
  const env = { ...ENVIRONMENT, TMPDIR: scratch, PYTHONPATH: undefined, PYTHONHOME: undefined };
  const options = { env, log: path.join(scratch, 'python.log') };
  if (await isWhole(python, complete, packages, options)) return python;

  const base = findPython(env);
  say(`making a Python environment in ${packages.folder}/ (once, about ${packages.megabytes} MB)`);
  fs.rmSync(folder, { recursive: true, force: true });
  await run(base, ['-m', 'venv', folder], options);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...packages.requirements], options);
  fs.writeFileSync(complete, packages.requirements.join('\n'));
  return python;
}

/** The mark says that the installation came to its end; the import says that the Python below it is still there. */
async function isWhole(python: string, complete: string, { requirements, modules }: PythonPackages, options: CommandOptions): Promise<boolean> {
  if (!fs.existsSync(complete) || fs.readFileSync(complete, 'utf8') !== requirements.join('\n')) return false;
  try {
    await run(python, ['-c', `import ${modules.join(', ')}`], options);
    return true;
  } catch {
    return false;
  }
}
