import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { destroyTogether } from './destroy';
import { failFirstDeployment, failUpdate, failWithoutAsset } from './failed-deploys';
import { takeInventory } from './inventory';
import { writePart } from './page';
import { Place } from './place';
import { serviceClients } from './service-clients';
import { synthesize } from './synthesize';
import { deployTogether } from './tenants';
import { changeTemplate, removeResources } from '../../examples/demo/broken-assembly';
import { CdkCli } from '../../examples/demo/cdk-cli';
import { scratchFolder } from '../../examples/demo/clean-up';
import { emulatorTarget, refusedIn } from '../../examples/demo/emulator-target';
import { runMain } from '../../examples/demo/run-main';

const ROOT = path.join(__dirname, '..', '..');

const USAGE = `Usage: npm run deploys [-- <flags>]

Deploys stacks to an emulator that fail half-way, many at the same time, and destroys them; what is left then is compared with what the templates
retain, by the services' own APIs.

  --document  write the tables into docs/upgrades.md
  --help      this text`;

async function main(args: string[]): Promise<number> {
  const { document } = parseArgs({ args, options: { document: { type: 'boolean' } } }).values;
  const scratch = scratchFolder();
  const assembly = path.join(scratch, 'assembly');
  const stacks = synthesize(assembly, './deploy-stacks');
  for (const stack of stacks) changeTemplate(assembly, stack, (template) => removeResources(template, refusedIn(template)));

  const cli = new CdkCli(ROOT, scratch);
  const target = await emulatorTarget(ROOT, scratch, cli);
  const place: Place = { clients: serviceClients(target.clients), cli, assembly, scratch };
  const before = await takeInventory(place.clients);
  const tallies = [
    await failWithoutAsset(place, 'Defaults'),
    await failFirstDeployment(place, 'Defaults'),
    await deployTogether(place, stacks),
    await failUpdate(place, 'Tenant1'),
  ];
  const { tally, retained } = await destroyTogether(place, stacks, before);
  tallies.push(tally);
  tallies.forEach((one) => one.print([]));
  console.log(['Left by design, after everything is destroyed:', ...retained, ''].join('\n  '));
  tallies.forEach(({ title, verdict }) => console.log(`${title}: ${verdict}`));
  if (document) writePart('deploys', tallies, ['Left by design:', '', ...retained.map((line) => `- ${line}`)]);
  return tallies.every(({ exact }) => exact) ? 0 : 1;
}

runMain(USAGE, main);
