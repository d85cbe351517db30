import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBaseline } from './baseline';
import { countHarms } from './harms';
import { makeOlder } from './older-release';
import { writePart } from './page';
import { serviceClients } from './service-clients';
import { StackUpgrade } from './stack-upgrade';
import { synthesize } from './synthesize';
import { changeTemplate, removeResources } from '../../examples/demo/broken-assembly';
import { CdkCli } from '../../examples/demo/cdk-cli';
import { scratchFolder } from '../../examples/demo/clean-up';
import { emulatorTarget, refusedIn } from '../../examples/demo/emulator-target';
import { say } from '../../examples/demo/progress';
import { runMain } from '../../examples/demo/run-main';
import { Tally } from '../../examples/demo/tally';

const ROOT = path.join(__dirname, '..', '..');

const USAGE = `Usage: npm run upgrade [-- <flags>]

Deploys the reference stacks of the last release to an emulator, fills their queues, buckets, tables, streams and user pools, deploys over them what
the sources make now, and looks for everything with the services' own APIs.

  --harms     go on to upgrades that lose data, which the same look has to show
  --document  write the tables into docs/upgrades.md
  --help      this text`;

async function main(args: string[]): Promise<number> {
  const { harms, document } = parseArgs({ args, options: { harms: { type: 'boolean' }, document: { type: 'boolean' } } }).values;
  const scratch = scratchFolder();
  const [before, now] = ['before', 'now'].map((name) => path.join(scratch, name));
  restoreBaseline(before);
  const stacks = synthesize(now, './reference-stacks');
  for (const stack of stacks) {
    for (const assembly of [before, now]) changeTemplate(assembly, stack, (template) => removeResources(template, refusedIn(template)));
    changeTemplate(before, stack, makeOlder);
  }

  const cli = new CdkCli(ROOT, scratch);
  const target = await emulatorTarget(ROOT, scratch, cli);
  const outputs = await cli.deployTogether(stacks, before);
  say(`deployed the release before: ${stacks.join(', ')}`);
  const tallies = stacks.map((stack) => new Tally(stack));
  const upgrades = new Map(stacks.map((stack, index) => {
    const stage = { target, cli, assembly: before, root: ROOT, scratch, withSpark: false, outputs: outputs[stack], tally: tallies[index] };
    return [stack, new StackUpgrade(stack, stage, serviceClients(target.clients))];
  }));
  await Promise.all([...upgrades.values()].map((upgrade) => upgrade.fill()));
  say('stored data in everything that holds some');
  await cli.deployTogether(stacks, now);
  say('deployed what the sources make now');
  await Promise.all([...upgrades.values()].map((upgrade) => upgrade.check(now)));
  if (harms) tallies.push(await countHarms(cli, now, upgrades));

  tallies.forEach((tally) => tally.print([]));
  tallies.forEach(({ title, verdict }) => console.log(`${title}: ${verdict}`));
  if (document) writePart('upgrade', tallies);
  return tallies.every(({ exact }) => exact) ? 0 : 1;
}

runMain(USAGE, main);
