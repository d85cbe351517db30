import { DeliveryChecks } from '../../../src';
import { synthesized, VARIANTS } from '../specimen';

/** Whether somebody is told is up to the app: alarm-routes.test.ts. */
const UP_TO_THE_APP = ['KEEL-ALARM-01'];

test.each(VARIANTS)('messages can arrive wherever $name sends them', (variant) => {
  const { template, resources } = synthesized(variant);
  const findings = DeliveryChecks.findingsOf({ Stack: template })
    .filter(({ ruleId, logicalId }) => !UP_TO_THE_APP.includes(ruleId) && resources.has(logicalId));
  expect(findings).toEqual([]);
});
