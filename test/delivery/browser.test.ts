import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { createContext, runInContext } from 'vm';
import { CASES } from './cases';

const ENGINE = join(__dirname, '..', '..', 'lib', 'delivery');

/** Loads modules of the package into a world that has nothing but JavaScript itself. */
function inBareWorld(path: string): Record<string, (argument: unknown) => unknown> {
  const world = createContext({});
  const loaded = new Map<string, Record<string, any>>();
  const load = (file: string): Record<string, any> => {
    if (!file.startsWith(ENGINE)) throw new Error(`${file} is outside of the engine`);
    const before = loaded.get(file);
    if (before) return before;
    const exported = {};
    loaded.set(file, exported);
    const run = runInContext(`(function (exports, require) { ${readFileSync(`${file}.js`, 'utf8')}\n})`, world, { filename: file });
    run(exported, (name: string) => load(name.startsWith('.') ? join(dirname(file), name) : name));
    return exported;
  };
  return load(join(ENGINE, path));
}

test('the engine and the graph run where there is no Node, no file system and no CDK', () => {
  const { checkTemplates } = inBareWorld('check-templates');
  const { mermaidOf } = inBareWorld('report/mermaid');
  const { resources, broken } = CASES['sns-to-sqs'];
  const changed = structuredClone(resources);
  broken['KEEL-SNS-SQS-01'].by(changed);
  const findings = checkTemplates([{ id: 'Shop', template: { Resources: changed } }]) as { delivers: string; rule: { id: string } }[];
  expect(findings.filter(({ delivers }) => delivers === 'no').map(({ rule }) => rule.id)).toEqual(['KEEL-SNS-SQS-01']);
  expect(mermaidOf(findings)).toMatch(/^flowchart LR/);
});
