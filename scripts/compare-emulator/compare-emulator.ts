import * as fs from 'node:fs';
import * as https from 'node:https';
import * as path from 'node:path';
import { json } from 'node:stream/consumers';
import { compareEdge } from './compare-edge';
import { casesOf, Comparison } from './comparison';
import { EDGES } from './comparisons';
import { POLICIES } from './comparisons/policies';
import { Place } from './deployed-stack';
import { page, policyTable, Run, table, totals } from './page';
import { Row } from './row';
import { scratchFolder } from '../../examples/demo/clean-up';
import { makeClients } from '../../examples/demo/clients';
import { startEmulator, useOnly } from '../../examples/demo/emulator';
import { say, secondsSoFar } from '../../examples/demo/progress';
import { EMULATOR_PACKAGES, pythonOf } from '../../examples/demo/python-environment';
import { runMain, UsageError } from '../../examples/demo/run-main';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = path.join(ROOT, 'docs', 'emulator-comparison.md');
const AT_ONCE = 4;

const USAGE = `Usage: npm run compare-emulator [-- <kinds of edges>]

Compares what DeliveryChecks says of a template with what happens when it is deployed to an emulator and messages are sent: once as it is, and once
for each change, which is mostly a permission taken away.

  (no kind)  all of them, and writes docs/emulator-comparison.md
  --help     this text`;

async function main(names: string[]): Promise<number> {
  const isChosen = ({ edge }: Comparison) => names.length === 0 || casesOf(edge).some((one) => names.includes(one));
  const [edges, policies] = [EDGES.filter(isChosen), POLICIES.filter(isChosen)];
  if (edges.length === 0) throw new UsageError(`no such kind of edge; there are ${[...new Set(EDGES.flatMap(({ edge }) => casesOf(edge)))].join(', ')}`);

  const scratch = scratchFolder();
  const python = await pythonOf(ROOT, EMULATOR_PACKAGES, scratch);
  const emulator = await startEmulator(python, path.join(ROOT, 'node_modules'), scratch);
  useOnly(emulator.environment);
  const clients = makeClients({ requestHandler: { httpsAgent: emulator.agent } });
  const place = { clients, endpoint: emulator.environment.AWS_ENDPOINT_URL, agent: emulator.agent };
  const version = await versionOf(place);
  say(`emulator ministack ${version} running at ${place.endpoint}, policies enforced`);

  const rows = await compareAll(place, [...policies, ...edges]);
  const run: Run = { policies: rows.slice(0, policies.length).flat(), edges: rows.slice(policies.length).flat(), version, seconds: secondsSoFar() };
  console.log(['', table(run.edges), '', ...run.policies.length > 0 ? [policyTable(run.policies), ''] : [], ...totals(run)].join('\n'));
  if (names.length === 0) fs.writeFileSync(PAGE, page(run));
  return rows.flat().some(({ outcome }) => outcome === 'DISAGREES') ? 1 : 0;
}

/** A few edges at once; the rows stay in the order of the edges. */
async function compareAll(place: Place, comparisons: readonly Comparison[]): Promise<Row[][]> {
  const rows: Row[][] = [];
  const waiting = [...comparisons.entries()];
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, comparison] = next;
      rows[index] = await compareEdge(place, comparison, index);
      say(`${comparison.edge}: ${rows[index].map(({ outcome }) => outcome).join(', ')}`);
    }
  }));
  return rows;
}

async function versionOf({ endpoint, agent }: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    https.get(`${endpoint}/_ministack/health`, { agent }, (response) => {
      json(response).then((health) => resolve((health as { version: string }).version), reject);
    }).once('error', reject);
  });
}

runMain(USAGE, main);
