/**
 * `npm run bench` measures everything and writes docs/measurements.md and bench/results.json. `npm run bench -- loading growth` measures these parts and prints
 * them. The package has to be compiled (`npx projen compile`): processes load it as users do.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './child';
import { deliveryChecks } from './delivery-checks';
import { economy } from './economy';
import { growth } from './growth';
import { loading } from './loading';
import { Section } from './measured';
import { packageSize } from './package';
import { installPeers } from './peers';
import { pythonImport } from './python-import';
import { synth } from './synth';
import { tests } from './tests';

const IMAGES = join(ROOT, 'docs', 'images');
const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

let unavailable: readonly string[] | undefined;
const peers = () => unavailable ??= installPeers();

const PARTS: Record<string, () => Section> = {
  'synth': () => synth(peers()),
  'growth': () => {
    const { svg, ...section } = growth();
    if (isWhole) {
      mkdirSync(IMAGES, { recursive: true });
      writeFileSync(join(IMAGES, 'growth.svg'), svg);
    }
    return section;
  },
  loading,
  'python-import': pythonImport,
  'package': packageSize,
  'delivery-checks': deliveryChecks,
  'economy': () => economy(peers()),
  tests,
};

const chosen = process.argv.slice(2);
const isWhole = chosen.length === 0;
const unknown = chosen.filter((name) => !(name in PARTS));
if (unknown.length > 0) throw new Error(`No part of the bench is named ${unknown.join(', ')}: there are ${Object.keys(PARTS).join(', ')}.`);
if (!existsSync(join(ROOT, 'lib', 'index.js'))) throw new Error('The package is not compiled: run npx projen compile first.');

const begun = Date.now();
const sections = Object.fromEntries((isWhole ? Object.keys(PARTS) : chosen).map((name) => {
  process.stderr.write(`${name} …\n`);
  return [name, PARTS[name]()];
}));

const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform} ${process.arch}`;
const measurement = { date: new Date().toISOString().slice(0, 10), machine, node: process.version, cdk: devDependencies['aws-cdk-lib'] };
const page = `Made by \`npm run bench\` on ${measurement.date}: ${machine}, Node.js ${measurement.node}, aws-cdk-lib ${measurement.cdk}.

# Measurements

What is compared was measured side by side in one run, on one machine. Times of one run are no promise for another machine: the ratios are what counts. Apps that are
compared are in [bench/apps](../bench/apps).

${Object.values(sections).map(({ markdown }) => markdown).join('\n')}`;

if (isWhole) {
  writeFileSync(join(ROOT, 'docs', 'measurements.md'), page);
  writeFileSync(join(ROOT, 'bench', 'results.json'), `${JSON.stringify({ ...measurement, ...dataOf(sections) }, undefined, 1)}\n`);
}
process.stdout.write(page);
process.stderr.write(`${((Date.now() - begun) / 1000).toFixed(0)} s\n`);

function dataOf(parts: Record<string, Section>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parts).map(([name, { data }]) => [name, data]));
}
