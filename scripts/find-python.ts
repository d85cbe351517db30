import { spawnSync } from 'node:child_process';

const CANDIDATES = ['python3', 'python3.14', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** The first command on the PATH that is Python 3.10 or newer. Throws where there is none, with the older ones that there are. */
export function findPython(env: NodeJS.ProcessEnv = process.env): string {
  const tooOld: string[] = [];
  for (const candidate of CANDIDATES) {
    const { status, stdout } = spawnSync(candidate, ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8', env });
    if (status !== 0) continue;
    const [major, minor] = stdout.trim().split(' ').map(Number);
    if (major === 3 && minor >= 10) return candidate;
    tooOld.push(`${candidate} is ${major}.${minor}`);
  }
  throw new Error(`Python 3.10 or newer is needed; ${tooOld.join(', ') || 'no python3 was found on the PATH'}.`);
}
