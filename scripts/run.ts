import { spawnSync } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The command is a line for the shell, as the `app` of a cdk.json is. */
  readonly shell?: boolean;
}

/** Runs a command to its end, in silence; when it fails, the error shows what it wrote. */
export function run(command: string, args: string[], options: RunOptions = {}): void {
  const { status, signal, error, stdout, stderr } = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) {
    const end = error?.message ?? `ended with ${status ?? signal}`;
    throw new Error([`\`${[command, ...args].join(' ')}\` ${end}`, stdout, stderr].filter(Boolean).join('\n\n'));
  }
}
