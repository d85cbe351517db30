import * as fs from 'node:fs';
import * as path from 'node:path';
import { run } from './run-command';

const QUIET = ['--no-notices', '--no-color', '--ci'];

/** The project's own CDK CLI, with its output in a log file. */
export class CdkCli {
  private readonly command: string;
  private readonly log: string;

  constructor(private readonly root: string, private readonly scratch: string) {
    this.command = path.join(root, 'node_modules', '.bin', 'cdk');
    this.log = path.join(scratch, 'cdk.log');
  }

  public async bootstrap(account: string, region: string): Promise<void> {
    await this.cdk('bootstrap', `aws://${account}/${region}`, '--app', '');
  }

  /** Synthesizes the app of cdk.json and returns the folder of the cloud assembly. */
  public async synthesize(name: string, ...context: string[]): Promise<string> {
    const assembly = path.join(this.scratch, name);
    await this.cdk('synth', '--quiet', '--output', assembly, ...context.flatMap((pair) => ['--context', pair]));
    return assembly;
  }

  /** Deploys one stack of a cloud assembly and returns its outputs. */
  public async deploy(stack: string, assembly: string): Promise<Record<string, string>> {
    return (await this.deployTogether([stack], assembly))[stack];
  }

  /** Deploys stacks of a cloud assembly, all at the same time, and returns the outputs of each. */
  public async deployTogether(stacks: readonly string[], assembly: string): Promise<Record<string, Record<string, string>>> {
    const outputs = `${assembly}.outputs.json`;
    await this.cdk('deploy', ...stacks, '--app', assembly, '--require-approval', 'never', '--progress', 'events', '--outputs-file', outputs,
      '--concurrency', `${stacks.length}`);
    return JSON.parse(fs.readFileSync(outputs, 'utf8'));
  }

  public async destroyTogether(stacks: readonly string[], assembly: string): Promise<void> {
    await this.cdk('destroy', ...stacks, '--app', assembly, '--force', '--concurrency', `${stacks.length}`);
  }

  private async cdk(...args: string[]): Promise<void> {
    const env = { ...process.env, TMPDIR: this.scratch, CDK_DISABLE_VERSION_CHECK: '1', CDK_DISABLE_CLI_TELEMETRY: 'true' };
    await run(this.command, [...args, ...QUIET], { cwd: this.root, env, log: this.log });
  }
}
