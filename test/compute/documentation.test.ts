import { readFileSync } from 'fs';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { certificateIn, resources, shop, web } from './services';
import { shop as webAndWorker } from '../../examples/snippets/web-and-worker';
import { checkTemplates } from '../../src/delivery/check-templates';

const read = (...path: string[]) => readFileSync(join(__dirname, '..', '..', ...path), 'utf8');
const PAGE = read('docs', 'constructs', 'fargate-service.md');

test('the page shows the example as it is', () => {
  expect(PAGE).toContain(`\`\`\`ts\n${read('examples', 'snippets', 'web-and-worker.ts')}\`\`\``);
});

describe('in the example', () => {
  const stack = shop();
  webAndWorker(stack, ecr.Repository.fromRepositoryName(stack, 'Images', 'shop'), certificateIn(stack),
    secretsmanager.Secret.fromSecretNameV2(stack, 'ApiKey', 'api-key'));
  const judgements = checkTemplates([{ id: 'Shop', template: Template.fromStack(stack).toJSON() as never }]);

  test('everything arrives, and nothing is unknown', () => {
    const others = judgements.filter(({ delivers, rule }) => delivers !== 'yes' && rule.id !== 'KEEL-ALARM-01');
    expect(others.map(({ rule, from, delivers }) => `${rule.id} ${from.logicalId} ${delivers}`)).toEqual([]);
  });

  test.each(['KEEL-ALB-S3-01', 'KEEL-ALB-S3-02', 'KEEL-EVENTS-SQS-01', 'KEEL-LOGS-KEY-01'])('%s has something to judge', (id) => {
    expect(judgements.filter(({ rule }) => rule.id === id)).not.toEqual([]);
  });

  test('both services share the cluster and the VPC', () => {
    expect(Object.keys(resources(stack, 'AWS::ECS::Cluster'))).toHaveLength(1);
    expect(Object.keys(resources(stack, 'AWS::ECS::Service'))).toHaveLength(2);
  });
});

test('the page names every alarm, and how many metrics they are on', () => {
  const made = web();
  expect(made.alarms.all.filter(({ node }) => !PAGE.includes(`| \`${node.id}\` |`))).toEqual([]);
  const metrics = Object.values(resources(Stack.of(made), 'AWS::CloudWatch::Alarm'))
    .flatMap(({ Properties: { Metrics = [{ MetricStat: {} }] } }) => Metrics.filter((one: any) => one.MetricStat));
  expect(PAGE).toContain(`${metrics.length} metrics that the ${made.alarms.all.length} alarms are on`);
});
