import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import { newApp, put, resourcesAmong, Variant, VARIANTS } from './specimen';
import { LOST_WITH } from './stateful';

/** The resources of a variant, by their paths in the construct tree. */
interface Resources {
  readonly [path: string]: { readonly logicalId: string; readonly type: string };
}

const FILE = join(__dirname, 'logical-ids.json');

if (process.env.UPDATE_LOGICAL_IDS) {
  const all = Object.fromEntries(VARIANTS.map((variant) => [variant.name, resourcesOf(variant)]));
  const onOneLineEach = JSON.stringify(all, null, 2).replace(/\{\s+("logicalId": .+)\s+("type": .+)\s+\}/g, '{ $1 $2 }');
  writeFileSync(FILE, `${onOneLineEach}\n`);
}

const RECORDED: Record<string, Resources> = JSON.parse(readFileSync(FILE, 'utf8'));

test('there is a record of every variant, and of nothing else', () => {
  expect(Object.keys(RECORDED)).toEqual(VARIANTS.map(({ name }) => name));
});

test.each(VARIANTS)('every resource of $name keeps its logical id and its type', (variant) => {
  const changes = changesBetween(RECORDED[variant.name] ?? {}, resourcesOf(variant));
  if (changes.length > 0) {
    throw new Error([`${variant.name}:`, ...changes, 'If that is what you want, say so in the release notes, and record it: '
      + 'UPDATE_LOGICAL_IDS=1 npx jest test/contract/logical-ids'].join('\n'));
  }
});

describe('a change of logical ids', () => {
  const queue = { logicalId: 'Queue1', type: 'AWS::SQS::Queue' };
  const alarm = { logicalId: 'Alarm1', type: 'AWS::CloudWatch::Alarm' };

  test.each([
    ['a new id', { Queue: queue }, { Queue: { ...queue, logicalId: 'Queue2' } },
      '- Queue (AWS::SQS::Queue) is no longer Queue1 but Queue2, so CloudFormation replaces it. '
      + 'STATEFUL: lost are its messages, and the URL that senders know'],
    ['a new id of something without data', { Alarm: alarm }, { Alarm: { ...alarm, logicalId: 'Alarm2' } },
      '- Alarm (AWS::CloudWatch::Alarm) is no longer Alarm1 but Alarm2, so CloudFormation replaces it. Not stateful'],
    ['a new type', { Queue: queue }, { Queue: { ...queue, type: 'AWS::SNS::Topic' } },
      '- Queue (AWS::SQS::Queue) is now an AWS::SNS::Topic, which CloudFormation refuses under the same id. '
      + 'STATEFUL: lost are its messages, and the URL that senders know'],
    ['a removal', { Queue: queue }, {},
      '- Queue (AWS::SQS::Queue) is gone, so CloudFormation removes it. STATEFUL: lost are its messages, and the URL that senders know'],
    ['a move that keeps the id', { Queue: queue }, { Moved: queue }, '- Queue (AWS::SQS::Queue) is now at Moved, with the same id: harmless'],
    ['an addition', {}, { Queue: queue }, '- Queue (AWS::SQS::Queue) is new'],
  ])('is told as it is: %s', (_, recorded, actual, message) => {
    expect(changesBetween(recorded, actual)).toEqual([message]);
  });
});

function resourcesOf(variant: Variant): Resources {
  const { made } = put(variant, new Stack(newApp(), 'Stack'));
  const resources = [...resourcesAmong(made)].map(([logicalId, { node, cfnResourceType: type }]) => [node.path, { logicalId, type }] as const);
  return Object.fromEntries(resources.sort(([a], [b]) => a < b ? -1 : 1));
}

function changesBetween(recorded: Resources, actual: Resources): string[] {
  const pathOf = (logicalId: string) => Object.keys(actual).find((path) => actual[path].logicalId === logicalId);
  const changed = Object.entries(recorded).flatMap(([path, { logicalId, type }]) => {
    const now = actual[path];
    const was = `- ${path} (${type})`;
    const loss = type in LOST_WITH ? `STATEFUL: lost are ${LOST_WITH[type]}` : 'Not stateful';
    if (now === undefined && pathOf(logicalId)) return [`${was} is now at ${pathOf(logicalId)}, with the same id: harmless`];
    if (now === undefined) return [`${was} is gone, so CloudFormation removes it. ${loss}`];
    if (now.type !== type) return [`${was} is now an ${now.type}, which CloudFormation refuses under the same id. ${loss}`];
    return now.logicalId === logicalId ? [] : [`${was} is no longer ${logicalId} but ${now.logicalId}, so CloudFormation replaces it. ${loss}`];
  });
  const ids = Object.values(recorded).map(({ logicalId }) => logicalId);
  const added = Object.entries(actual).filter(([path, { logicalId }]) => !(path in recorded) && !ids.includes(logicalId));
  return [...changed, ...added.map(([path, { type }]) => `- ${path} (${type}) is new`)];
}
