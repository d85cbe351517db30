import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AlarmRouting, AlarmTopic, DeliveryChecks, SnsSqsFanOut } from '../../src';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Shop');
  Validations.of(app).addPlugins(new DeliveryChecks());
});

afterEach(() => {
  process.exitCode = 0;
});

const brokenSubscription = (scope: Stack) => new sns.CfnSubscription(scope, 'Subscription', {
  topicArn: new sns.Topic(scope, 'Topic').topicArn, protocol: 'sqs', endpoint: new sqs.Queue(scope, 'Queue').queueArn,
});

/** Whether the synthesis fails, and the report it leaves in the cloud assembly. */
function synthesize(): { failed: boolean; report: string } {
  const silent = jest.spyOn(console, 'error').mockImplementation();
  let failed = false;
  try {
    app.synth();
  } catch {
    failed = true;
  }
  silent.mockRestore();
  const file = join(app.outdir, 'validation-report.json');
  return { failed: failed || process.exitCode === 1, report: existsSync(file) ? readFileSync(file, 'utf8') : '' };
}

test('fails the synthesis with the edge, the construct and the statement that mends it', () => {
  brokenSubscription(stack);
  const { failed, report } = synthesize();
  expect(failed).toBe(true);
  const [violation] = JSON.parse(report).pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'cdk-keel-delivery').violations;
  expect(violation).toMatchObject({
    ruleName: 'KEEL-SNS-SQS-01',
    description: 'Shop/Topic cannot reach Shop/Queue: its policy does not let sns.amazonaws.com in for this sender.',
    violatingConstructs: [expect.objectContaining({ constructPath: 'Shop/Queue/Resource' })],
  });
  expect(violation.suggestedFix).toMatch(/^Add to the policy of Shop\/Queue: \{"Effect":"Allow","Principal":\{"Service":"sns\.amazonaws\.com"\}/);
});

test('is silent once the finding is acknowledged above the resource', () => {
  brokenSubscription(stack);
  Validations.of(stack).acknowledge({ id: 'cdk-keel-delivery::KEEL-SNS-SQS-01', reason: 'the queue is watched by hand' });
  expect(synthesize().failed).toBe(false);
});

test('looks into the stacks of a stage', () => {
  brokenSubscription(new Stack(new Stage(app, 'Prod'), 'Shop'));
  expect(synthesize().failed).toBe(true);
});

test('has nothing to say of our own fan-out', () => {
  AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
  const orders = new SnsSqsFanOut(stack, 'Orders');
  orders.addQueue('Billing');
  const { failed, report } = synthesize();
  expect(failed).toBe(false);
  expect(report).not.toContain('KEEL-');
});
