import { readFileSync } from 'fs';
import { join } from 'path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { checkTemplates } from '../src/delivery/check-templates';
import { mermaidOf } from '../src/delivery/report/mermaid';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', ...path), 'utf8');
const README = read('README.md');
const APP = read('examples', 'five-faults', 'app.ts');

/** As the CDK CLI has it synthesized, with the paths of constructs in the template. */
function findings() {
  process.env.CDK_CONTEXT_JSON = '{"aws:cdk:enable-path-metadata":true}';
  const { assembly } = jest.requireActual<{ assembly: CloudAssembly }>('../examples/five-faults/app');
  return checkTemplates(assembly.stacks.map(({ id, template }) => ({ id, template })));
}

test('the README shows the app of five faults, its graph and what is found in it', () => {
  const found = findings();
  const broken = found.filter(({ delivers }) => delivers === 'no');
  expect(broken).toHaveLength(5);
  expect(found.filter(({ delivers }) => delivers === 'unknown')).toEqual([]);
  expect(README).toContain(APP.slice(APP.indexOf('const app')).trimEnd());
  expect(README).toContain(`\`\`\`mermaid\n${mermaidOf(found)}\n\`\`\``);
  expect(README).toContain([
    '| Rule | Edge | Why |',
    '|---|---|---|',
    ...broken.map(({ rule, from, to, because }) => `| ${rule.id} | ${from.path} → ${to!.path} | ${because} |`),
    '',
  ].join('\n'));
});
