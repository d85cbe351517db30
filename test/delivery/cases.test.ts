import { CASES } from './cases';
import { DeliveryCase, Resources } from './cases/delivery-case';
import { mend } from './mend';
import { checkTemplates, Finding } from '../../src/delivery/check-templates';
import { Verdict } from '../../src/delivery/expression/verdict';
import { JsonObject } from '../../src/delivery/model/template';
import { RULES } from '../../src/delivery/rules';

const judged = (resources: Resources, where: DeliveryCase['where'], verdict: Verdict) => (
  checkTemplates([{ id: 'Shop', stackName: 'Shop', template: { Resources: resources } as unknown as JsonObject, ...where }])
    .filter(({ delivers }) => delivers === verdict)
);
const ids = (found: Finding[]) => found.map(({ rule }) => rule.id).sort();

describe.each(Object.entries(CASES))('%s', (_name, { resources, where, broken, unknown = {} }) => {
  test('delivers', () => {
    expect(ids(judged(resources, where, 'no'))).toEqual([]);
    expect(ids(judged(resources, where, 'unknown'))).toEqual(Object.keys(unknown).sort());
  });

  test.each(Object.entries(broken))('%s finds what breaks it, and its fix mends it', (ruleId, { at, by, others = [] }) => {
    const changed = structuredClone(resources);
    by(changed);
    const found = judged(changed, where, 'no');
    expect(ids(found)).toEqual([ruleId, ...others].sort());
    const finding = found.find(({ rule }) => rule.id === ruleId)!;
    expect(finding.at.logicalId).toBe(at);
    expect(finding.add ?? finding.fix).toBeDefined();

    if (finding.add) {
      mend(changed, at, structuredClone(finding.add));
      expect(ids(judged(changed, where, 'no'))).not.toContain(ruleId);
    }
  });
});

test('each rule is broken by exactly one case', () => {
  expect(Object.values(CASES).flatMap(({ broken }) => Object.keys(broken)).sort()).toEqual(RULES.map(({ id }) => id).sort());
});
