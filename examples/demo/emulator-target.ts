import * as fs from 'node:fs';
import * as path from 'node:path';
import { readTemplate, withoutResources } from './broken-assembly';
import { CdkCli } from './cdk-cli';
import { makeClients } from './clients';
import { Emulator, EmulatorOptions, startEmulator, useOnly } from './emulator';
import { say } from './progress';
import { EMULATOR_PACKAGES, pythonOf } from './python-environment';
import { REDRIVE_BY_SENDING } from './redrive';
import { Target, Template } from './target';

export interface EmulatorTarget extends Target {
  /** Prints commands for a user, with a stack as the example. */
  printHowToLookAround(stack: string): void;
  restart(): Promise<void>;
}

export async function emulatorTarget(root: string, scratch: string, cli: CdkCli, options: EmulatorOptions = {}): Promise<EmulatorTarget> {
  const python = await pythonOf(root, EMULATOR_PACKAGES, scratch);
  const emulator = await startEmulator(python, path.join(root, 'node_modules'), scratch, options);
  useOnly(emulator.environment);
  say(`emulator running at ${emulator.environment.AWS_ENDPOINT_URL}, policies enforced`);
  await cli.bootstrap('000000000000', emulator.environment.AWS_REGION);
  say('bootstrapped');

  return {
    kind: 'emulator',
    name: 'the emulator on this machine',
    clients: makeClients({ requestHandler: { httpsAgent: emulator.agent } }),
    patience: { arrivalSeconds: 30, quietSeconds: 2 },
    redrive: REDRIVE_BY_SENDING,
    alarmByHand: 'the emulator has no SQS metrics',
    neverTwice: true,
    mayBreak: true,
    deployable: withoutRefused,
    agrees: async () => true,
    printHowToLookAround: (stack) => printHowToLookAround(stack, emulator, python, scratch),
    restart: () => emulator.restart(),
  };
}

/** The emulator refuses a stack with an alarm on more than one metric, or with a style of managed login. */
export function refusedIn({ Resources: resources }: Template): string[] {
  return Object.keys(resources).filter((id) => {
    const { Type, Properties } = resources[id];
    return Type === 'AWS::Cognito::ManagedLoginBranding' || (Type === 'AWS::CloudWatch::Alarm' && Properties.Metrics !== undefined);
  });
}

function withoutRefused(assembly: string, stack: string): string {
  const refused = refusedIn(readTemplate(assembly, stack));
  if (refused.length === 0) return assembly;
  say(`left out for the emulator, which refuses alarms on metric math and styles of managed login: ${refused.join(', ')}`);
  return withoutResources(assembly, stack, refused, `${assembly}-${stack}`);
}

function printHowToLookAround(stack: string, emulator: Emulator, python: string, scratch: string): void {
  const exports = Object.entries(emulator.environment).map(([name, value]) => `export ${name}='${value}'`);
  const file = path.join(scratch, 'environment.sh');
  fs.writeFileSync(file, ['unset AWS_PROFILE AWS_SESSION_TOKEN HTTPS_PROXY https_proxy', ...exports, ''].join('\n'));
  console.log(`
The emulator is still running. To look around, in this folder and in any shell:

  . ${file}

which is the same as

${exports.map((line) => `  ${line}`).join('\n')}

Then for example

  npx cdk diff ${stack}
  npx cdk drift ${stack}
  ${python} -c "import boto3; print(*boto3.client('sqs').list_queues()['QueueUrls'], sep='\\n')"
  ${python} -c "import boto3; print(*[a['AlarmName'] for a in boto3.client('cloudwatch').describe_alarms()['MetricAlarms']], sep='\\n')"

The log is ${path.join(scratch, 'emulator.log')}. To stop it and remove what it left:

  kill -9 -${emulator.pid}; rm -rf ${scratch}`);
}
