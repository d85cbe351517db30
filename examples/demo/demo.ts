import * as path from 'node:path';
import { accountTarget } from './account-target';
import { readTemplate } from './broken-assembly';
import { CdkCli } from './cdk-cli';
import { endAndKeep, isEnding, scratchFolder } from './clean-up';
import { emulatorTarget } from './emulator-target';
import { endNetworkEmulator } from './network-emulator';
import { parseOptions, USAGE } from './options';
import { say } from './progress';
import { runMain } from './run-main';
import { Scenario, Stage } from './scenario';
import { SCENARIOS } from './scenarios';
import { Tally } from './tally';

const ROOT = path.join(__dirname, '..', '..');

async function main(args: string[]): Promise<number> {
  const options = parseOptions(args);
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
      return 1;
    }
    tallies.push(await play(scenario, { target, cli, assembly, root: ROOT, scratch, withSpark: options.spark }));
  }

  console.log();
  tallies.forEach(({ title, verdict }) => console.log(`${title.padEnd(14)}  ${verdict}`));
  const code = tallies.every(({ exact }) => exact) ? 0 : 1;
  if (!options.keep) return code;
  await endNetworkEmulator();
  emulator?.printHowToLookAround((scenarios.find(({ deploysItself }) => !deploysItself) ?? SCENARIOS[0]).stack);
  return endAndKeep(code);
}

/** Deploys the stack of a scenario, runs it and prints its table. */
async function play(scenario: Scenario, place: Omit<Stage, 'outputs' | 'tally'>): Promise<Tally> {
  const { stack } = scenario;
  const { target, cli } = place;
  const tally = new Tally(stack);
  const assembly = scenario.deploysItself ? place.assembly : target.deployable(place.assembly, stack);
  const outputs = scenario.deploysItself ? {} : await cli.deploy(stack, assembly);
  if (!scenario.deploysItself) say(`deployed ${stack} to ${target.name}`);
  try {
    await scenario.run({ ...place, assembly, outputs, tally });
  } finally {
    if (!isEnding()) tally.print(scenario.checkedOnly[target.kind] ?? []);
  }
  return tally;
}

runMain(USAGE, main);
