import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import RECOMMENDED_FLAGS from 'aws-cdk-lib/recommended-feature-flags.json';
import { WIRINGS } from './wirings';
import { DeliveryChecks, DeliveryFinding } from '../../src';

const lines = (findings: DeliveryFinding[]) => [
  ...new Set(findings.map(({ ruleId, logicalId }) => `${ruleId} ${logicalId.replace(/[0-9A-F]{8}$/, '')}`)),
].sort();

describe.each([['no flags', {}], ['all flags', RECOMMENDED_FLAGS as Record<string, unknown>]])('with %s', (_name, context) => {
  test.each(WIRINGS.map((wiring) => [wiring.name, wiring] as const))('%s', (_wiring, { build, defects = {}, unknown = {} }) => {
    const stack = new Stack(new App({ context }), 'Shop');
    build(stack);
    const templates = { Shop: Template.fromStack(stack).toJSON() };
    expect(lines(DeliveryChecks.findingsOf(templates))).toEqual(Object.keys(defects).sort());
    expect(lines(DeliveryChecks.unknownsOf(templates))).toEqual(Object.keys(unknown).sort());
  });
});
