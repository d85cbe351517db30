import { existsSync, readFileSync } from 'fs';
import { join } from 'path';
import { App, CfnOutput, Fn, NestedStack, Stack, Stage, Validations } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
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

/** What the plugin says in the report of the synthesis, and the number of edges that are unknown to it. */
function told(): { failed: boolean; violations: { ruleName: string; description: string; severity: string }[]; unknown: string } {
  const { failed, report } = synthesize();
  const ours = report === '' ? undefined
    : JSON.parse(report).pluginReports.find(({ pluginName }: { pluginName: string }) => pluginName === 'cdk-keel-delivery');
  return { failed, violations: ours?.violations ?? [], unknown: ours?.metadata?.unknownEdges ?? '0' };
}

test('an alarm that tells nobody is a warning', () => {
  new sqs.Queue(stack, 'Queue').metricApproximateNumberOfMessagesVisible().createAlarm(stack, 'Alarm', { threshold: 1, evaluationPeriods: 1 });
  const { failed, violations } = told();
  expect(failed).toBe(false);
  expect(violations).toEqual([expect.objectContaining({ ruleName: 'KEEL-ALARM-01', severity: 'warning' })]);
});

test('knows the name of a stack in a stage, which is not its path', () => {
  const prod = new Stack(new Stage(app, 'Prod'), 'Shop');
  const queue = new sqs.Queue(prod, 'Queue', { queueName: Fn.join('-', [Fn.ref('AWS::StackName'), 'orders']) });
  new sns.CfnSubscription(prod, 'Subscription', {
    topicArn: new sns.Topic(prod, 'Topic').topicArn,
    protocol: 'sqs',
    endpoint: prod.formatArn({ service: 'sqs', resource: 'Prod-Shop-orders' }),
  });
  expect(told().violations).toEqual([expect.objectContaining({ description: expect.stringContaining('Prod/Shop/Topic cannot reach Prod/Shop/Queue') })]);
  expect(queue.node.path).toBe('Prod/Shop/Queue');
});

describe('nested stacks', () => {
  test('are looked into', () => {
    brokenSubscription(new NestedStack(new NestedStack(stack, 'Inner'), 'Deep'));
    const { failed, violations } = told();
    expect(failed).toBe(true);
    expect(violations).toEqual([expect.objectContaining({
      ruleName: 'KEEL-SNS-SQS-01',
      violatingConstructs: [expect.objectContaining({ constructPath: 'Shop/Inner/Deep/Queue/Resource' })],
    })]);
  });

  test('are looked into within a stage', () => {
    brokenSubscription(new NestedStack(new Stack(new Stage(app, 'Prod'), 'Shop'), 'Inner'));
    expect(told().violations).toEqual([expect.objectContaining({
      violatingConstructs: [expect.objectContaining({ constructPath: 'Prod/Shop/Inner/Queue/Resource' })],
    })]);
  });

  test.each<[string, () => [Stack, Stack]]>([
    ['a topic above and a queue below', () => [stack, new NestedStack(stack, 'Inner')]],
    ['a topic below and a queue above', () => [new NestedStack(stack, 'Inner'), stack]],
    ['a topic beside a queue', () => [new NestedStack(stack, 'Topics'), new NestedStack(stack, 'Queues')]],
    ['a topic far below a queue', () => [new NestedStack(new NestedStack(stack, 'Inner'), 'Deep'), stack]],
  ])('are judged together: %s', (_name, place) => {
    const [above, below] = place();
    const topic = new sns.Topic(above, 'Topic');
    const [open, closed] = ['Open', 'Closed'].map((id) => new sqs.Queue(below, id));
    open.addToResourcePolicy(new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [open.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
    }));
    for (const queue of [open, closed]) {
      new sns.CfnSubscription(above, `${queue.node.id}Subscription`, { topicArn: topic.topicArn, protocol: 'sqs', endpoint: queue.queueArn });
    }
    const { violations, unknown } = told();
    expect(violations.map(({ description }) => description)).toEqual([
      expect.stringMatching(/Topic cannot reach .*Closed: its policy does not let sns\.amazonaws\.com in/),
    ]);
    expect(unknown).toBe('0');
  });

  test('have a name that is not known', () => {
    const inner = new NestedStack(stack, 'Inner');
    new CfnOutput(inner, 'Name', { value: inner.stackName });
    brokenSubscription(inner);
    expect(told().violations).toHaveLength(1);
  });
});

test('what goes from one Region to another is unknown to the plugin', () => {
  const account = '111111111111';
  const [ireland, virginia] = ['eu-west-1', 'us-east-1'].map((region) => new Stack(app, region, { env: { account, region } }));
  const queue = new sqs.Queue(virginia, 'Queue', { queueName: 'billing' });
  new sns.CfnSubscription(ireland, 'Subscription', {
    topicArn: new sns.Topic(ireland, 'Topic').topicArn, protocol: 'sqs', endpoint: queue.queueArn,
  });
  new cloudwatch.CfnAlarm(ireland, 'Alarm', { comparisonOperator: 'LessThanThreshold', evaluationPeriods: 1 });
  const { failed, violations } = told();
  expect(failed).toBe(false);
  expect(violations.map(({ ruleName }) => ruleName)).toEqual(['KEEL-ALARM-01']);
});
