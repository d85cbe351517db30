import { spawnSync } from 'node:child_process';

/** Can this command be run here? */
export function installed(command: string, ...args: string[]): boolean {
  return spawnSync(command, args).status === 0;
}
