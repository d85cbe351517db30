import { ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { isEnding, undoAtEnd } from './clean-up';
import { sleep } from './poll';
import { killGroup, start, tail } from './run-command';

const END_SECONDS = 30;

let programs = 0;

/** A program of a container as a process of this machine, with the emulator as its AWS. */
export class LocalProgram {
  private readonly log: string;
  private readonly child: ChildProcess;
  private readonly forget: () => void;

  constructor(file: string, scratch: string, environment: Record<string, string>) {
    programs += 1;
    this.log = path.join(scratch, `${path.basename(file, '.js')}-${programs}.log`);
    const env = { ...process.env, ...environment, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
    this.child = start(process.execPath, [file], { cwd: path.dirname(file), env, log: this.log });
    this.forget = undoAtEnd(() => killGroup(this.child));
  }

  public get output(): string {
    return fs.readFileSync(this.log, 'utf8');
  }

  /** Waits for a line of its output. */
  public async saying(text: string, seconds: number): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!this.output.includes(text)) {
      if (this.child.exitCode !== null || Date.now() > deadline) throw new Error(`${this.log} never said '${text}':\n\n${tail(this.log)}`);
      await sleep(50);
    }
  }

  public terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Waits for its end, and returns its exit code, or why it has none. */
  public async ended(): Promise<number | string> {
    const deadline = Date.now() + END_SECONDS * 1000;
    while (this.child.exitCode === null && this.child.signalCode === null) {
      if (Date.now() > deadline) return `still running after ${END_SECONDS} s`;
      await sleep(50);
    }
    if (!isEnding()) this.forget();
    return this.child.exitCode ?? this.child.signalCode!;
  }
}
