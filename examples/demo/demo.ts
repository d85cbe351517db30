import * as path from 'node:path';
import { accountTarget } from './account-target';
import { readTemplate } from './broken-assembly';
import { CdkCli } from './cdk-cli';
import { cleanUpOnSignals, endAndKeep, endWith, isEnding, scratchFolder } from './clean-up';
import { emulatorTarget } from './emulator-target';
import { Options, parseOptions, printUsage, UsageError } from './options';
import { say } from './progress';
import { Scenario } from './scenario';
import { SCENARIOS } from './scenarios';
import { Tally } from './tally';
import { Target } from './target';

const ROOT = path.join(__dirname, '..', '..');

async function main(options: Options): Promise<void> {
  const scratch = scratchFolder();
  const cli = new CdkCli(ROOT, scratch);
  const emulator = options.account ? undefined : await emulatorTarget(ROOT, scratch, cli);
  const target = emulator ?? await accountTarget(options.yes);
  const scenarios = SCENARIOS.filter(({ stack, checkedOnly }) =>
    options.stacks.length > 0 ? options.stacks.includes(stack) : checkedOnly[target.kind] !== undefined);

  say('synthesizing');
  const assembly = await cli.synthesize('original');
  const tallies: Tally[] = [];
  for (const scenario of scenarios) {
    if (!await target.agrees(readTemplate(assembly, scenario.stack))) {
      console.log('Nothing was created.');
      return endWith(1);
    }
    tallies.push(await play(scenario, target, cli, assembly));
  }

  console.log();
  tallies.forEach(({ title, verdict }) => console.log(`${title.padEnd(14)}  ${verdict}`));
  const code = tallies.every(({ exact }) => exact) ? 0 : 1;
  if (!options.keep) return endWith(code);
  emulator?.printHowToLookAround(scenarios[0].stack);
  return endAndKeep(code);
}

/** Deploys the stack of a scenario, runs it and prints its table. */
async function play(scenario: Scenario, target: Target, cli: CdkCli, assembly: string): Promise<Tally> {
  const deployable = target.deployable(assembly, scenario.stack);
  const outputs = await cli.deploy(scenario.stack, deployable);
  say(`deployed ${scenario.stack} to ${target.name}`);
  const tally = new Tally(scenario.stack);
  try {
    await scenario.run({ target, outputs, tally, cli, assembly: deployable });
  } finally {
    if (!isEnding()) tally.print(scenario.checkedOnly[target.kind] ?? []);
  }
  return tally;
}

async function fail(error: unknown): Promise<never> {
  if (!isEnding()) console.error(`\n${error instanceof Error ? error.message : error}`);
  return endWith(error instanceof UsageError ? 2 : 1);
}

cleanUpOnSignals();
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    printUsage();
  } else {
    void main(options).catch(fail);
  }
} catch (error) {
  void fail(error);
}
