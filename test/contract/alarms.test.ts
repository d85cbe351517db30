import { existsSync, readdirSync, readFileSync } from 'fs';
import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { CONSTRUCTS, Type } from './assembly';
import { METRICS } from './metrics';
import { newApp, put, resourcesAmong, Variant, VARIANTS, warningsIn } from './specimen';
import { ResourceJson, TemplateJson, templatesOf } from './template';
import { AlarmRouting, AlarmTopic } from '../../src';

const RUNBOOKS = join(__dirname, '..', '..', 'docs', 'runbooks');

const LINK_TO_RUNBOOK = / Runbook: https:\/\/github\.com\/cdk-keel\/cdk-keel\/blob\/main\/docs\/runbooks\/([\w-]+\.md)#(\w+)$/;

/** An alarm of a variant, as CloudFormation gets it. */
interface AlarmOfVariant {
  /** For example `DeadLetter of QueueWithDlq, minimal`. */
  readonly name: string;
  readonly variant: Variant;
  readonly key: string;
  readonly properties: Record<string, unknown>;
  readonly template: TemplateJson;
}

/** Every variant, its alarms routed to a topic. */
const ROUTED = VARIANTS.map(routed);

const ALARMS = ROUTED.flatMap(({ alarms }) => alarms);

describe.each(ALARMS)('$name', ({ key, properties, template }) => {
  test('tells somebody', () => {
    expect(properties.AlarmActions).toEqual([expect.anything()]);
    expect(properties.ActionsEnabled).not.toBe(false);
  });

  test('is on a metric that the service has', () => {
    for (const metric of metricsOf(properties)) {
      expect(dimensionsOf(metric)).not.toEqual([]);
    }
  });

  test('has the dimensions that its metric has, each the name of a resource in the template', () => {
    for (const metric of metricsOf(properties)) {
      expect(dimensionsOf(metric)).toContainEqual(
        Object.fromEntries(metric.Dimensions.map(({ Name, Value }) => [Name, sourceOf(Value, template.Resources!)])),
      );
    }
  });

  test('says what missing data means', () => {
    expect(properties.TreatMissingData).toMatch(/^(notBreaching|breaching|ignore|missing)$/);
  });

  test('links to a page of the runbook that has a heading with its key', () => {
    const [, page, anchor] = LINK_TO_RUNBOOK.exec(`${properties.AlarmDescription}`) ?? [];
    expect(anchor).toBe(key.toLowerCase());
    expect(headingsOf(page)).toContain(key);
  });
});

test.each(CONSTRUCTS.filter(promisesAlarms))('$name has alarms with no more props than it takes', ({ name }) => {
  expect(ALARMS.filter(({ variant }) => variant.construct === name && variant.minimal)).not.toEqual([]);
});

test.each(readdirSync(RUNBOOKS))('every heading in the runbook %s is the key of an alarm that links to it', (page) => {
  const keys = ALARMS.filter(({ properties }) => `${properties.AlarmDescription}`.includes(`/${page}#`)).map(({ key }) => key);
  expect(headingsOf(page).filter((heading) => !keys.includes(heading))).toEqual([]);
});

test.each(ROUTED)('$name makes no warning where its alarms have a route', ({ warnings }) => {
  expect(warnings).toEqual([]);
});

function routed(variant: Variant) {
  const app = newApp();
  const stack = new Stack(app, 'Stack');
  AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
  const { made } = put(variant, stack);
  const template = templatesOf(app).get('Stack.template.json')!;
  const alarms = made.filter((one) => one instanceof cloudwatch.Alarm).map(({ node }): AlarmOfVariant => {
    const [logicalId] = resourcesAmong([node.defaultChild!]).keys();
    const properties = template.Resources![logicalId].Properties!;
    return { name: `${node.path} of ${variant.name}`, variant, template, key: node.id, properties };
  });
  return { name: variant.name, alarms, warnings: warningsIn(app) };
}

interface MetricJson {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions: { Name: string; Value: unknown }[];
}

/** The metric that an alarm is on, or those in its expression. */
function metricsOf(properties: Record<string, unknown>): MetricJson[] {
  const queries = properties.Metrics as { MetricStat?: { Metric: MetricJson } }[] | undefined;
  return queries?.flatMap(({ MetricStat }) => (MetricStat ? [MetricStat.Metric] : [])) ?? [properties as unknown as MetricJson];
}

/** The sets of dimensions that there are for a metric. */
function dimensionsOf({ Namespace, MetricName }: MetricJson): { readonly [name: string]: string }[] {
  const namespace = METRICS[Namespace];
  return [namespace, ...namespace?.others ?? []].filter((one) => one?.names.includes(MetricName)).map(({ dimensions }) => dimensions);
}

/** An AlarmSet, and every construct that has one. */
function promisesAlarms({ fqn, properties = [] }: Type): boolean {
  return [fqn, ...properties.map(({ type }) => type.fqn)].includes('cdk-keel.AlarmSet');
}

/**
 * `AWS::SQS::Queue.QueueName` for that attribute of a queue in the template, `AWS::S3::Bucket.Ref` for a `Ref`, `AWS::ApiGateway::RestApi.Name` for the name
 * that the template gives an API; otherwise the value itself.
 */
function sourceOf(value: unknown, resources: Record<string, ResourceJson>): unknown {
  if (Object.values(resources).some((resource) => resource.Type === 'AWS::ApiGateway::RestApi' && resource.Properties?.Name === value)) {
    return 'AWS::ApiGateway::RestApi.Name';
  }
  const { Ref: id, 'Fn::GetAtt': [owner, attribute] = [id, 'Ref'] } = value as { 'Ref'?: string; 'Fn::GetAtt'?: string[] };
  return resources[owner ?? ''] ? `${resources[owner!].Type}.${attribute}` : value;
}

function headingsOf(page: string): string[] {
  const file = join(RUNBOOKS, page);
  return existsSync(file) ? [...readFileSync(file, 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading) : [];
}
