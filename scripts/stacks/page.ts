import * as fs from 'node:fs';
import * as path from 'node:path';
import { EMULATOR_PACKAGES } from '../../examples/demo/python-environment';
import { Tally } from '../../examples/demo/tally';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = path.join(ROOT, 'docs', 'upgrades.md');

/** Replaces the part of the page between the marks of a script. */
export function writePart(script: 'deploys' | 'upgrade', tallies: readonly Tally[], more: readonly string[] = []): void {
  const page = fs.readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${script} -->`, `<!-- end of ${script} -->`];
  const [before, after] = [page.slice(0, page.indexOf(begin)), page.slice(page.indexOf(end))];
  const { version } = JSON.parse(fs.readFileSync(path.join(ROOT, 'node_modules', 'aws-cdk', 'package.json'), 'utf8'));
  const made = `Written by a run on ${new Date().toISOString().slice(0, 10)}: ${EMULATOR_PACKAGES.requirements[0]}, CDK CLI ${version}.`;
  const tables = tallies.flatMap((tally) => [`**${tally.title}**`, '', tally.markdown(), '']);
  fs.writeFileSync(PAGE, `${before}${begin}\n\n${made}\n\n${[...tables, ...more].join('\n').trimEnd()}\n\n${after}`);
}
