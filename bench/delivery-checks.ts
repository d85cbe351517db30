import { execFileSync } from 'child_process';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { checkTemplates } from '../src/delivery/check-templates';
import { JsonObject } from '../src/delivery/model/template';

/** Templates by name of their stack. */
type Templates = Record<string, JsonObject>;

/** Milliseconds of several runs. */
interface Measured { readonly median: number; readonly least: number; readonly most: number }

const RUNS = 7;
const ROOT = join(__dirname, '..');

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });
const count = <T>(times: number, make: (index: number) => T): T[] => Array.from({ length: times }, (_, index) => make(index));

const letIn = (topic: unknown) => ({
  Effect: 'Allow', Principal: { Service: 'sns.amazonaws.com' }, Action: 'sqs:SendMessage', Resource: '*', Condition: { ArnEquals: { 'aws:SourceArn': topic } },
});
const policyOf = (queue: string, topics: unknown[]) => ({
  Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [ref(queue)], PolicyDocument: { Statement: topics.map(letIn) } },
});
const subscribe = (topic: unknown, queue: string) => ({
  Type: 'AWS::SNS::Subscription', Properties: { TopicArn: topic, Protocol: 'sqs', Endpoint: arn(queue) },
});

/** Each topic with a queue of its own: four resources for an edge. */
function spread(edges: number, topicOf = (index: number): unknown => ref(`Topic${index}`)): JsonObject {
  const resources = count(edges, (index) => ({
    [`Topic${index}`]: { Type: 'AWS::SNS::Topic' },
    [`Queue${index}`]: { Type: 'AWS::SQS::Queue' },
    [`Policy${index}`]: policyOf(`Queue${index}`, [topicOf(index)]),
    [`Subscription${index}`]: subscribe(topicOf(index), `Queue${index}`),
  }));
  return { Resources: Object.assign({}, ...resources) };
}

/** All topics with one queue, whose policy has a statement for each. */
function hub(edges: number): JsonObject {
  const Policy = policyOf('Queue', count(edges, (index) => ref(`Topic${index}`)));
  const resources = count(edges, (index) => ({
    [`Topic${index}`]: { Type: 'AWS::SNS::Topic' }, [`Subscription${index}`]: subscribe(ref(`Topic${index}`), 'Queue'),
  }));
  return { Resources: Object.assign({ Queue: { Type: 'AWS::SQS::Queue' }, Policy }, ...resources) };
}

/** Each template's queues are subscribed to the topics of the next. */
function linked(templates: number, edges: number): Templates {
  return Object.fromEntries(count(templates, (index) => [`Stack${index}`, {
    ...spread(edges, (topic) => ({ 'Fn::ImportValue': `Stack${(index + 1) % templates}:Topic${topic}` })),
    Outputs: Object.fromEntries(count(edges, (topic) => (
      [`Topic${topic}`, { Value: ref(`Topic${topic}`), Export: { Name: `Stack${index}:Topic${topic}` } }]
    ))),
  }]));
}

function check(templates: Templates): void {
  const findings = checkTemplates(Object.entries(templates).map(([id, template]) => ({ id, stackName: id, template })));
  const wrong = findings.filter(({ delivers }) => delivers !== 'yes');
  if (wrong.length > 0 || findings.length === 0) throw new Error(`Expected that all delivers, but ${wrong.length} of ${findings.length} do not.`);
}

/** CPU time in milliseconds: what else runs on the machine does not count. */
function cpu(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function measured(times: readonly number[]): Measured {
  const sorted = [...times].sort((one, other) => one - other);
  return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0], most: sorted[sorted.length - 1] };
}

function timeOf(templates: Templates): Measured {
  check(templates);
  return measured(count(RUNS, () => cpu(() => check(templates))));
}

/** The slope of time over number, both as logarithms: 1 is linear, 2 grows with the square. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logarithms = points.map(([size, time]) => [Math.log(size), Math.log(time)] as const);
  const mean = (axis: 0 | 1) => logarithms.reduce((sum, point) => sum + point[axis], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  return logarithms.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0) / logarithms.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}

/** Synthesis of an app of 125 topics and queues by CDK, and the check of what comes out, one after the other. */
function synthesis(): { synth: Measured; check: Measured; ratio: Measured; resources: number } {
  let resources = 0;
  const runs = count(RUNS + 1, () => {
    let template: JsonObject = {};
    const synth = cpu(() => {
      const app = new App({ context: { '@aws-cdk/core:validateTemplates': false } });
      const stack = new Stack(app, 'Shop');
      count(125, (index) => new sns.Topic(stack, `Topic${index}`).addSubscription(new SqsSubscription(new sqs.Queue(stack, `Queue${index}`))));
      ({ template } = app.synth().getStackByName('Shop'));
    });
    resources = Object.keys(template.Resources as JsonObject).length;
    return { synth, check: cpu(() => check({ Shop: template })) };
  }).slice(1);
  return {
    resources,
    synth: measured(runs.map(({ synth }) => synth)),
    check: measured(runs.map((run) => run.check)),
    ratio: measured(runs.map((run) => run.check / run.synth)),
  };
}

/** What a fresh process loads with `require('cdk-keel')`, beside the same files of aws-cdk-lib and constructs alone. */
function loading(): { milliseconds: Measured; withoutKeel: Measured; ratio: Measured; engineFiles: string[] } {
  const inProcess = (input: string) => execFileSync(process.execPath, ['-'], { cwd: ROOT, encoding: 'utf8', input });
  const timed = (names: readonly string[]): { ms: number; files: string[] } => JSON.parse(inProcess(`
    const start = performance.now();
    for (const name of ${JSON.stringify(names)}) require(name);
    console.log(JSON.stringify({ ms: performance.now() - start, files: Object.keys(require.cache) }));
  `));
  const { files } = timed(['./lib']);
  const others = files.filter((file) => !file.startsWith(join(ROOT, 'lib')));
  const runs = count(RUNS, () => ({ keel: timed(['./lib']).ms, alone: timed(others).ms }));
  return {
    milliseconds: measured(runs.map((run) => run.keel)),
    withoutKeel: measured(runs.map((run) => run.alone)),
    ratio: measured(runs.map((run) => run.keel / run.alone)),
    engineFiles: files.map((file) => file.slice(ROOT.length + 1)).filter((file) => file.startsWith('lib/delivery/') && !file.includes('delivery-checks')),
  };
}

const EDGES = [10, 100, 1_000, 3_000];
const resources = {
  '100 resources': timeOf({ Shop: spread(25) }),
  '500 resources': timeOf({ Shop: spread(125) }),
  '5 linked templates of 500 resources': timeOf(linked(5, 125)),
};
const edges = { spread: EDGES.map((size) => timeOf({ Shop: spread(size) })), hub: EDGES.map((size) => timeOf({ Shop: hub(size) })) };
const growth = Object.fromEntries(Object.entries(edges).map(([name, times]) => (
  // Ten edges take less than what else a run does.
  [name, exponent(times.slice(1).map(({ median }, index) => [EDGES[index + 1], median] as const))]
)));
const [synth, load] = [synthesis(), loading()];

const shown = ({ median, least, most }: Measured, digits = 1) => `${median.toFixed(digits)} (${least.toFixed(digits)} to ${most.toFixed(digits)})`;
process.stdout.write(`# DeliveryChecks, ${new Date().toISOString().slice(0, 10)}, Node.js ${process.version}

CPU time in milliseconds: the median of ${RUNS} runs, and the least to the most.

| Checked | Time |
|---|---|
${Object.entries(resources).map(([name, time]) => `| ${name} | ${shown(time)} |`).join('\n')}

| Edges | Each with its own queue | All to one queue |
|---|---|---|
${EDGES.map((size, index) => `| ${size} | ${shown(edges.spread[index])} | ${shown(edges.hub[index])} |`).join('\n')}
| Exponent from 100 on | ${growth.spread.toFixed(2)} | ${growth.hub.toFixed(2)} |

| ${synth.resources} resources | Time |
|---|---|
| Synthesis by CDK | ${shown(synth.synth)} |
| Check | ${shown(synth.check)} |
| Check over synthesis | ${shown(synth.ratio, 3)} |

| Loading, by the clock | Time |
|---|---|
| \`require('cdk-keel')\` | ${shown(load.milliseconds)} |
| The files of aws-cdk-lib and constructs that it loads, alone | ${shown(load.withoutKeel)} |
| One over the other | ${shown(load.ratio, 2)} |

Files of lib/delivery besides delivery-checks.js that \`require('cdk-keel')\` loads: ${load.engineFiles.length === 0 ? 'none' : load.engineFiles.join(', ')}.

\`\`\`json
${JSON.stringify({ resources, edges, growth, synth, load }, undefined, 1)}
\`\`\`
`);
