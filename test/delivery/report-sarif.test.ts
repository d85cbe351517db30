import { queue, ref, subscription, wired } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';
import { sarifOf, SarifOptions } from '../../src/delivery/report/sarif';
import { RULES } from '../../src/delivery/rules';

const { Policy, ...BROKEN } = wired({
  Queue: queue({ QueueName: 'a' }),
  Elsewhere: subscription({ Endpoint: ref('Parameter') }),
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
});

function log(change: Partial<SarifOptions> = {}) {
  const findings = checkTemplates([{ id: 'Shop', template: JSON.parse(JSON.stringify({ Resources: BROKEN })) }])
    .filter(({ rule }) => ['KEEL-SNS-SQS-01', 'KEEL-ALARM-01'].includes(rule.id));
  const placeOf: SarifOptions['placeOf'] = ({ logicalId }) => ({ file: 'my stacks/shop#1.yaml', line: logicalId === 'Queue' ? 7 : undefined });
  return JSON.parse(sarifOf(findings, { unknown: false, placeOf, rules: RULES, version: '1.2.3', ...change }));
}

test('is a log of version 2.1.0 with one run of this tool', () => {
  const { $schema, version, runs, ...rest } = log();
  expect({ $schema, version, rest }).toEqual({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', rest: {} });
  expect(runs).toHaveLength(1);
  expect(runs[0].tool.driver).toMatchObject({ name: 'cdk-keel', version: '1.2.3', informationUri: expect.stringMatching(/^https:/) });
});

test('has each rule, with what code scanning asks for', () => {
  const { rules } = log().runs[0].tool.driver;
  expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
  for (const rule of rules) {
    expect(rule).toEqual({
      id: expect.stringMatching(/^KEEL-/),
      shortDescription: { text: expect.stringMatching(/\S/) },
      fullDescription: { text: expect.stringMatching(/\S/) },
      help: { text: expect.stringMatching(/\S/), markdown: expect.stringMatching(/\S/) },
      helpUri: expect.stringMatching(/^https:\/\/[\w.-]*aws/),
      defaultConfiguration: { level: expect.stringMatching(/^(error|warning)$/) },
    });
  }
});

test('has each finding with its rule, its file and its line', () => {
  const { results, tool } = log().runs[0];
  expect(results).toEqual([
    {
      ruleId: 'KEEL-SNS-SQS-01',
      ruleIndex: expect.any(Number),
      level: 'error',
      message: { text: expect.stringMatching(/^Shop\/Topic cannot reach Shop\/Queue: its policy .* Add to the policy of Shop\/Queue: \{"Effect".* See https:/) },
      locations: [{
        physicalLocation: { artifactLocation: { uri: 'my%20stacks/shop%231.yaml' }, region: { startLine: 7 } },
        logicalLocations: [{ name: 'Queue', fullyQualifiedName: 'Shop/Queue', kind: 'resource' }],
      }],
    },
    expect.objectContaining({
      ruleId: 'KEEL-ALARM-01', level: 'warning', locations: [expect.objectContaining({ physicalLocation: expect.objectContaining({ region: { startLine: 1 } }) })],
    }),
  ]);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
});

test('has what is unknown as notes, if asked for', () => {
  expect(log({ unknown: true }).runs[0].results.map(({ level }: { level: string }) => level).sort()).toEqual(['error', 'note', 'warning']);
});

test('has no file where there is none', () => {
  const [{ locations: [location] }] = log({ placeOf: () => undefined }).runs[0].results;
  expect(Object.keys(location)).toEqual(['logicalLocations']);
});
