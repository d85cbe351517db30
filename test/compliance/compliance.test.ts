import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { acknowledgementsIn, findingsOn } from './findings';
import { isAbout, ROWS } from './table';
import { AlarmRouting, AlarmTopic, SnsSqsFanOut } from '../../src';
import { FLAGS, VARIANTS } from '../contract/specimen';

// The other suites leave the validator of aws-cdk-lib out, because it takes long to load.
delete process.env.CDK_VALIDATION;

const ACKNOWLEDGED = VARIANTS.flatMap(acknowledgementsIn).map(({ id, where }) => `${id} on ${where}`);

const FINDINGS = Object.keys(FLAGS).map((flags) => ({
  flags, variants: VARIANTS.map((variant) => ({ name: variant.name, findings: findingsOn(variant, flags) })),
}));

describe.each(FINDINGS)('with $flags', ({ variants }) => {
  test.each(variants)('everything that is found on $name stands in docs/compliance.md, and who acknowledges it', ({ findings }) => {
    expect(findings.filter((finding) => !ROWS.some((row) => isAbout(row, finding)))).toEqual([]);
  });

  test.each(ROWS)('$id is still found on $where, as docs/compliance.md says', (row) => {
    expect(variants.flatMap(({ findings }) => findings).some((finding) => isAbout(row, finding))).toBe(true);
  });

  test('constructs with no more props than they take have no error of AwsSolutions and Serverless that the library has not acknowledged', () => {
    const minimal = variants.filter(({ name }) => name.endsWith(', minimal')).flatMap(({ findings }) => findings);
    expect(minimal.filter(({ id, reason }) => /^(AwsSolutions|Serverless)-/.test(id) && reason === undefined)).toEqual([]);
  });

  test('the library acknowledges nothing that is not found', () => {
    const found = variants.flatMap(({ findings }) => findings).map(({ id, where }) => `${id} on ${where}`);
    expect(ACKNOWLEDGED.filter((one) => !found.includes(one))).toEqual([]);
  });
});

describe.each(Object.keys(FLAGS))('an app with %s that acknowledges nothing', (flags) => {
  test('can be synthesized under the validator and cdk-nag, with a fan-out to three queues', () => {
    const { app, stack } = checkedApp(flags);
    const orders = new SnsSqsFanOut(stack, 'Orders');
    ['Billing', 'Shipping', 'Audit'].forEach((id) => orders.addQueue(id));
    AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
    expect(() => app.synth()).not.toThrow();
  });

  test('fails when it has a queue as CDK makes it', () => {
    const { app, stack } = checkedApp(flags);
    new sqs.Queue(stack, 'Queue');
    expect(() => app.synth()).toThrow(/AwsSolutions-SQS3/);
  });

  test('fails when a template is wrong', () => {
    const { app, stack } = checkedApp(flags);
    new CfnResource(stack, 'Wrong', { type: 'AWS::CloudWatch::Alarm', properties: { EvaluationPeriods: 'many' } });
    expect(() => app.synth()).toThrow("EvaluationPeriods: 'many' is not of type 'integer'");
  });
});

function checkedApp(flags: string): { app: App; stack: Stack } {
  const app = new App({ context: { ...FLAGS[flags], '@aws-cdk/core:validateAgainstDefaultRules': true } });
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  return { app, stack: new Stack(app, 'Stack') };
}
