/**
 * Deploys the reference stacks of the last release to the emulator, fills their queues, buckets, tables, streams and user pools, deploys over them what
 * the sources make now, and looks for everything with the services' own APIs. With `--harms` it goes on to upgrades that lose data, which the same look
 * has to show; with `--document` it writes its tables to docs/upgrades.md.
 */
import * as path from 'node:path';
import { restoreBaseline } from './baseline';
import { countHarms } from './harms';
import { makeOlder } from './older-release';
import { writePart } from './page';
import { serviceClients } from './service-clients';
import { StackUpgrade } from './stack-upgrade';
import { synthesize } from './synthesize';
import { changeTemplate, removeResources } from '../../examples/demo/broken-assembly';
import { CdkCli } from '../../examples/demo/cdk-cli';
import { cleanUpOnSignals, endWith, isEnding, scratchFolder } from '../../examples/demo/clean-up';
import { emulatorTarget, refusedIn } from '../../examples/demo/emulator-target';
import { say } from '../../examples/demo/progress';
import { Tally } from '../../examples/demo/tally';

const ROOT = path.join(__dirname, '..', '..');

async function main(withHarms: boolean, writesPage: boolean): Promise<void> {
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
  if (withHarms) tallies.push(await countHarms(cli, now, upgrades));

  tallies.forEach((tally) => tally.print([]));
  tallies.forEach(({ title, verdict }) => console.log(`${title}: ${verdict}`));
  if (writesPage) writePart('upgrade', tallies);
  return endWith(tallies.every(({ exact }) => exact) ? 0 : 1);
}

async function fail(error: unknown): Promise<never> {
  if (!isEnding()) console.error(`\n${error instanceof Error ? error.message : error}`);
  return endWith(1);
}

cleanUpOnSignals();
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
void main(process.argv.includes('--harms'), process.argv.includes('--document')).catch(fail);
