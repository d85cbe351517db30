/**
 * Packs the package, installs it as a user does, and tries the plugin, the functions and the command that it brings along.
 *
 * It needs no network: aws-cdk-lib and constructs are those of this checkout.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import compile from './compile';
import { installPacked } from './install-packed';

const ROOT = join(__dirname, '..');

/** A topic, a queue that does not let it in, and one that does. */
const APP = `
const { App, Stack, Validations } = require('aws-cdk-lib');
const sns = require('aws-cdk-lib/aws-sns');
const sqs = require('aws-cdk-lib/aws-sqs');
const { SqsSubscription } = require('aws-cdk-lib/aws-sns-subscriptions');
const { DeliveryChecks } = require('cdk-keel');

const app = new App({ outdir: 'cdk.out' });
const stack = new Stack(app, 'Shop');
const topic = new sns.Topic(stack, 'Topic');
topic.addSubscription(new SqsSubscription(new sqs.Queue(stack, 'Open')));
if (process.argv[2] === 'broken') {
  new sns.CfnSubscription(stack, 'Subscription', { topicArn: topic.topicArn, protocol: 'sqs', endpoint: new sqs.Queue(stack, 'Closed').queueArn });
}
Validations.of(app).addPlugins(new DeliveryChecks());
app.synth();
`;

const FUNCTIONS = `
const template = JSON.parse(require('fs').readFileSync('cdk.out/Shop.template.json', 'utf8'));
const { DeliveryChecks } = require('cdk-keel');
console.log(DeliveryChecks.findingsOf({ Shop: template }).map(({ ruleId }) => ruleId).join());
console.log(DeliveryChecks.graphOf({ Shop: template }));
`;

const YAML = `
Resources:
  Topic: { Type: AWS::SNS::Topic }
  Queue: { Type: AWS::SQS::Queue }
  Subscription:
    Type: AWS::SNS::Subscription
    Properties: { TopicArn: !Ref Topic, Protocol: sqs, Endpoint: !GetAtt Queue.Arn }
`;

interface Trial {
  readonly command: string[];
  readonly status: number;
  /** What the output must hold. */
  readonly says: string | RegExp;
}

const keel = (...args: string[]) => ['npx', '--no-install', 'cdk-keel', ...args];

const TRIALS: Trial[] = [
  { command: ['node', 'app.js'], status: 0, says: '' },
  { command: keel('check', 'cdk.out'), status: 0, says: /^\d+ edges? judged: 0 errors, 0 warnings, 0 unknown/m },
  { command: ['node', 'app.js', 'broken'], status: 1, says: 'Shop/Topic cannot reach Shop/Closed' },
  { command: ['node', 'functions.js'], status: 0, says: /^KEEL-SNS-SQS-01\nflowchart LR\n/ },
  { command: keel('check', 'cdk.out'), status: 1, says: /^KEEL-SNS-SQS-01 /m },
  { command: keel('check', 'cdk.out/Shop.template.json', '--json'), status: 1, says: '"ruleId": "KEEL-SNS-SQS-01"' },
  { command: keel('check', 'cdk.out', '--sarif'), status: 1, says: '"version": "2.1.0"' },
  { command: keel('check', 'hand.yaml'), status: 1, says: '(hand.yaml:4)' },
  { command: keel('graph', 'cdk.out'), status: 0, says: /^flowchart LR\n/ },
  { command: keel('check', 'nowhere.json'), status: 2, says: 'cdk-keel: nowhere.json: no such file' },
  { command: keel('--version'), status: 0, says: JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).version },
];

function main(): void {
  process.on('SIGINT', () => process.exit(130));
  compile();
  const scratch = mkdtempSync(join(tmpdir(), 'try-package-'));
  try {
    const folder = install(scratch);
    const passed = TRIALS.filter((trial) => attempt(trial, folder)).length;
    console.log(`${passed} passed, ${TRIALS.length - passed} failed`);
    process.exitCode = passed === TRIALS.length ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** An empty folder with the packed package installed in it. */
function install(scratch: string): string {
  const folder = installPacked(scratch);
  for (const peer of ['aws-cdk-lib', 'constructs']) symlinkSync(join(ROOT, 'node_modules', peer), join(folder, 'node_modules', peer), 'junction');
  for (const [name, content] of Object.entries({ 'app.js': APP, 'functions.js': FUNCTIONS, 'hand.yaml': YAML })) writeFileSync(join(folder, name), content);
  return folder;
}

/** Prints one line, and the output where it is not what it should be. */
function attempt({ command, status, says }: Trial, folder: string): boolean {
  const [program, ...args] = command;
  const result = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
  const output = result.stdout + result.stderr;
  const passed = result.status === status && (typeof says === 'string' ? output.includes(says) : says.test(output));
  console.log(`${passed ? 'ok' : 'FAILED'}  ${command.join(' ')}  (exit code ${result.status})`);
  if (!passed) console.log(output);
  return passed;
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
