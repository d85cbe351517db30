import { readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { sparkCluster } from './emr';
import { nightlyReport } from '../../examples/snippets/nightly-report';
import { DeliveryChecks } from '../../src';
import { AlarmRouting, AlarmTopic } from 'cdk-keel';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = read('docs', 'constructs', 'emr-cluster.md');

test('the page shows the example as it is', () => {
  expect(PAGE).toContain(`\`\`\`ts\n${read('examples', 'snippets', 'nightly-report.ts')}\`\`\``);
});

test('everything arrives in the example', () => {
  const stack = new Stack(new App(), 'Shop');
  const pages = new AlarmTopic(stack, 'Pages');
  AlarmRouting.of(stack).notify(pages.topic);
  nightlyReport(stack, new s3.Bucket(stack, 'Orders'), new s3.Bucket(stack, 'Programs'), pages);
  expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() })).toEqual([]);
});

test('the page names every alarm', () => {
  const { alarms } = sparkCluster().spark;
  expect(alarms.all.filter(({ node }) => !PAGE.includes(`| \`${node.id}\` |`))).toEqual([]);
});
