import { ChildProcess, spawn } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isEnding, undoAtEnd } from './clean-up';

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The file that gets the command's output, and nothing else. */
  readonly log: string;
}

/** Starts a command in a process group of its own: Ctrl-C does not reach it, and `killGroup` reaches all of its children. */
export function start(command: string, args: string[], options: CommandOptions): ChildProcess {
  if (isEnding()) throw new Error(`${path.basename(command)} is not started: the demo is ending`);
  const log = fs.openSync(options.log, 'w');
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  fs.closeSync(log);
  return child;
}

/** Runs a command to its end; when it fails the error shows the end of its output. */
export async function run(command: string, args: string[], options: CommandOptions): Promise<void> {
  const child = start(command, args, options);
  const forget = undoAtEnd(() => killGroup(child));
  try {
    const code = await new Promise<number | string>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (exitCode, signal) => resolve(exitCode ?? signal ?? 'unknown'));
    });
    // A command killed by the clean-up has not failed: its caller must not go on to repair anything.
    if (isEnding()) await new Promise(() => {});
    if (code !== 0) {
      throw new Error(`\`${path.basename(command)} ${args.join(' ')}\` ended with ${code}. The end of its output:\n\n${tail(options.log)}`);
    }
  } finally {
    forget();
  }
}

/** Kills at once: nothing that the demo starts keeps anything worth saving. */
export async function killGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  const running = child.exitCode === null && child.signalCode === null;
  const exit = running ? new Promise((resolve) => child.once('exit', resolve)) : undefined;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    return; // the whole group has ended by itself
  }
  await exit;
}

export function tail(file: string, lines = 25): string {
  return fs.readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
}
