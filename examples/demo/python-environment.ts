import * as fs from 'node:fs';
import * as path from 'node:path';
import { say } from './progress';
import { CommandOptions, run } from './run-command';
import { findPython } from '../../scripts/find-python';

/** boto3 is pinned to the release that ministack pins botocore to. */
const REQUIREMENTS = ['ministack==1.5.33', 'boto3==1.43.106', 'cryptography==50.0.2'];

/** Returns the python of the virtual environment in `folder`; makes the environment first where it is missing or not whole. */
export async function pythonOf(folder: string, scratch: string): Promise<string> {
  const python = path.join(folder, 'bin', 'python');
  const complete = path.join(folder, 'complete');
  // PYTHONPATH and PYTHONHOME would mix another Python's packages in.
  const env = { ...process.env, TMPDIR: scratch, PYTHONPATH: undefined, PYTHONHOME: undefined };
  const options = { env, log: path.join(scratch, 'python.log') };
  if (await isWhole(python, complete, options)) return python;

  const base = findPython(env);
  say(`making the emulator's Python environment in ${path.basename(folder)}/ (once, about 110 MB)`);
  fs.rmSync(folder, { recursive: true, force: true });
  await run(base, ['-m', 'venv', folder], options);
  await run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...REQUIREMENTS], options);
  fs.writeFileSync(complete, REQUIREMENTS.join('\n'));
  return python;
}

/** The mark says that the installation came to its end; the import says that the Python below it is still there. */
async function isWhole(python: string, complete: string, options: CommandOptions): Promise<boolean> {
  if (!fs.existsSync(complete) || fs.readFileSync(complete, 'utf8') !== REQUIREMENTS.join('\n')) return false;
  try {
    await run(python, ['-c', 'import boto3, cryptography, hypercorn, ministack'], options);
    return true;
  } catch {
    return false;
  }
}
