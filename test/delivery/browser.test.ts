import { readFileSync } from 'fs';
import { join } from 'path';
import { createContext, runInContext } from 'vm';
import { CASES } from './cases';

const ENGINE = join(__dirname, '..', '..', 'lib', 'delivery', 'engine.js');

/** Loads the engine of the package into a world that has nothing but JavaScript itself. */
function inBareWorld(): Record<string, (argument: unknown) => unknown> {
  const module = { exports: {} };
  const requireNothing = (name: string) => { throw new Error(`the engine requires ${name}`); };
  runInContext(`(function (module, require) { ${readFileSync(ENGINE, 'utf8')}\n})`, createContext({}), { filename: ENGINE })(module, requireNothing);
  return module.exports;
}

test('the engine and the graph run where there is no Node, no file system and no CDK', () => {
  const { checkTemplates, mermaidOf } = inBareWorld();
  const { resources, broken } = CASES['sns-to-sqs'];
  const changed = structuredClone(resources);
  broken['KEEL-SNS-SQS-01'].by(changed);
  const findings = checkTemplates([{ id: 'Shop', template: { Resources: changed } }]) as { delivers: string; rule: { id: string } }[];
  expect(findings.filter(({ delivers }) => delivers === 'no').map(({ rule }) => rule.id)).toEqual(['KEEL-SNS-SQS-01']);
  expect(mermaidOf(findings)).toMatch(/^flowchart LR/);
});
