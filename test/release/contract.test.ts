import { readFileSync } from 'fs';
import { join } from 'path';
import { Change, changesOf, Contract, untold } from '../../scripts/release/contract';

const queue = { logicalId: 'Queue1', type: 'AWS::SQS::Queue' };
const alarm = { logicalId: 'Alarm1', type: 'AWS::CloudWatch::Alarm' };
const BEFORE: Contract = { logicalIds: { QueueWithDlq: { Queue: queue, Alarm: alarm } }, peers: { 'aws-cdk-lib': '^2.263.0' }, meantBreaks: '' };

const withResources = (resources: Contract['logicalIds'][string]): Contract => ({ ...BEFORE, logicalIds: { QueueWithDlq: resources } });

test.each<[string, Contract, Change[]]>([
  ['nothing', BEFORE, []],
  ['a move that keeps the id', withResources({ Moved: queue, Alarm: alarm }), []],
  ['another id of a queue', withResources({ Queue: { ...queue, logicalId: 'Queue2' }, Alarm: alarm }), [
    { part: 'major', what: 'QueueWithDlq: Queue1 (AWS::SQS::Queue) is removed or replaced, and with it its messages, and the URL that senders know' },
    { part: 'minor', what: 'QueueWithDlq: Queue2 (AWS::SQS::Queue) is new' },
  ]],
  ['another type under the same id', withResources({ Queue: { ...queue, type: 'AWS::SNS::Topic' }, Alarm: alarm }), [
    { part: 'major', what: 'QueueWithDlq: Queue1 (AWS::SQS::Queue) is removed or replaced, and with it its messages, and the URL that senders know' },
  ]],
  ['an alarm less', withResources({ Queue: queue }), [{ part: 'minor', what: 'QueueWithDlq: Alarm1 (AWS::CloudWatch::Alarm) is removed or replaced' }]],
  ['an alarm more', withResources({ Queue: queue, Alarm: alarm, New: { ...alarm, logicalId: 'Alarm2' } }), [
    { part: 'minor', what: 'QueueWithDlq: Alarm2 (AWS::CloudWatch::Alarm) is new' },
  ]],
  ['a new construct', { ...BEFORE, logicalIds: { ...BEFORE.logicalIds, New: { Queue: queue } } }, []],
  ['a newer CDK', { ...BEFORE, peers: { 'aws-cdk-lib': '^2.270.0' } }, [{ part: 'minor', what: 'aws-cdk-lib has to be ^2.270.0, and was ^2.263.0' }]],
  ['a break that is meant', { ...BEFORE, meantBreaks: 'removed:cdk-keel.AlarmSet\n' }, [{ part: 'major', what: 'the API breaks: removed:cdk-keel.AlarmSet' }]],
])('what changes for users: %s', (_, now, changes) => {
  expect(changesOf(BEFORE, now)).toEqual(changes);
});

test('the record of logical ids is read as it is written', () => {
  const logicalIds = JSON.parse(readFileSync(join(__dirname, '..', 'contract', 'logical-ids.json'), 'utf8'));
  const lost = Object.fromEntries(Object.keys(logicalIds).map((variant) => [variant, {}]));
  const changes = changesOf({ ...BEFORE, logicalIds }, { ...BEFORE, logicalIds: lost });
  expect(changes.filter(({ what }) => what.includes('AWS::SQS::Queue) is removed')).map(({ part }) => part)).toContain('major');
});

const MAJOR: Change = { part: 'major', what: 'a queue is replaced' };
const MINOR: Change = { part: 'minor', what: 'an alarm is new' };

test.each<[string, string, Change[]]>([
  ['v1.4.2', 'v2.0.0', []],
  ['v1.4.2', 'v1.5.0', [MAJOR]],
  ['v1.4.2', 'v1.4.3', [MAJOR, MINOR]],
  ['v0.3.1', 'v0.4.0', []],
  ['v0.3.1', 'v0.3.2', [MAJOR]],
  ['v0.3.1', 'v1.0.0', []],
])('%s to %s does not tell %j', (from, to, expected) => {
  expect(untold([MAJOR, MINOR], from, to)).toEqual(expected);
});
