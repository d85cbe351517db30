import { CASES } from './cases';
import { Resources } from './cases/delivery-case';
import { mend } from './mend';
import { DeliveryChecks } from '../../src';
import { RULES } from '../../src/delivery/rules';

const findings = (resources: Resources) => DeliveryChecks.findingsOf({ Shop: { Resources: resources } });
const ids = (found: { ruleId: string }[]) => found.map(({ ruleId }) => ruleId).sort();

describe.each(Object.entries(CASES))('%s', (_name, { resources, broken, unknown = {} }) => {
  test('delivers', () => {
    expect(findings(resources)).toEqual([]);
    expect(ids(DeliveryChecks.unknownsOf({ Shop: { Resources: resources } }))).toEqual(Object.keys(unknown).sort());
  });

  test.each(Object.entries(broken))('%s finds what breaks it, and its fix mends it', (ruleId, { at, by, others = [] }) => {
    const changed = structuredClone(resources);
    by(changed);
    const found = findings(changed);
    expect(ids(found)).toEqual([ruleId, ...others].sort());
    const finding = found.find((one) => one.ruleId === ruleId)!;
    expect(finding.logicalId).toBe(at);
    expect(finding.statement ?? finding.fix).toBeDefined();

    if (finding.statement) {
      mend(changed, at, JSON.parse(finding.statement));
      expect(ids(findings(changed))).not.toContain(ruleId);
    }
  });
});

test('each rule is broken by exactly one case', () => {
  expect(Object.values(CASES).flatMap(({ broken }) => Object.keys(broken)).sort()).toEqual(RULES.map(({ id }) => id).sort());
});
