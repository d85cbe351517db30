import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { clicks, transformer } from './template';
import { clickArchive } from '../../examples/snippets/kinesis-to-firehose-to-s3';
import { DeliveryChecks } from '../../src';
import { deliveryAlarmKeys } from '../../src/alarms/delivery-stream-alarms';
import { STREAM_ALARM_KEYS } from '../../src/alarms/stream-alarms';
import { AlarmRouting, AlarmTopic } from 'cdk-keel';

const ROOT = join(__dirname, '..', '..');
const PAGE = readFileSync(join(ROOT, 'docs', 'constructs', 'kinesis-to-firehose-to-s3.md'), 'utf8');

test.each(['kinesis-to-firehose-to-s3', 'stream-consumer'])('the page of %s shows the example as it is', (name) => {
  const read = (folder: string[], extension: string) => readFileSync(join(ROOT, ...folder, `${name}.${extension}`), 'utf8');
  expect(read(['docs', 'constructs'], 'md')).toContain(`\`\`\`ts\n${read(['examples', 'snippets'], 'ts')}\`\`\``);
});

test('everything arrives in the example', () => {
  const stack = new Stack(new App(), 'Shop');
  AlarmRouting.of(stack).notify(new AlarmTopic(stack, 'Pages').topic);
  clickArchive(stack, transformer(stack), transformer(stack, undefined, 'Web'));
  expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })).toEqual([]);
});

test('the page has every alarm in its table', () => {
  const every = { transforms: true, converts: true, partitions: true, backsUpAll: true };
  const keys = [...STREAM_ALARM_KEYS, ...deliveryAlarmKeys({ ...every, readsStream: true }), ...deliveryAlarmKeys({ ...every, readsStream: false })];
  const table = PAGE.split('## Alarms')[1].split('##')[0];
  expect(keys.filter((key) => !table.includes(`\`${key}\``))).toEqual([]);
});

test('the page says how many alarms there are', () => {
  const template = Template.fromStack(Stack.of(clicks({}, new Stack(new App(), 'Shop'))));
  const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
  const metrics = alarms.flatMap(({ Properties: { Metrics = [{ MetricStat: {} }] } }) => Metrics.filter((one: any) => one.MetricStat));
  expect(PAGE.replace(/\s+/g, ' ')).toContain(`${metrics.length} metrics that the ${alarms.length} alarms are on`);
});
