import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import RECOMMENDED_FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { WIRINGS } from './wirings';
import { checkTemplates, Finding } from '../../src/delivery/check-templates';

const lines = (findings: Finding[], verdict: Finding['delivers']) => [...new Set(findings.filter(({ delivers }) => delivers === verdict)
  .map(({ rule, at }) => `${rule.id} ${at.logicalId.replace(/[0-9A-F]{8}$/, '')}`))].sort();

describe.each([['no flags', {}], ['all flags', RECOMMENDED_FLAGS as Record<string, unknown>]])('with %s', (_name, context) => {
  test.each(WIRINGS.map((wiring) => [wiring.name, wiring] as const))('%s', (_wiring, { build, where, defects = {}, unknown = {} }) => {
    const stack = new Stack(new App({ context }), 'Shop', { env: where });
    build(stack);
    const findings = checkTemplates([{ id: 'Shop', stackName: 'Shop', template: Template.fromStack(stack).toJSON(), ...where }]);
    expect(lines(findings, 'no')).toEqual(Object.keys(defects).sort());
    expect(lines(findings, 'unknown')).toEqual(Object.keys(unknown).sort());
  });
});
