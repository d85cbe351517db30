import { App, Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { count, cpu, exponent, Measured, measured, Section, shown } from './measured';
import { markdownTable } from '../scripts/markdown-table';
import { checkTemplates } from '../src/delivery/check-templates';
import { JsonObject } from '../src/delivery/model/template';

/** Templates by name of their stack. */
type Templates = Record<string, JsonObject>;

const RUNS = 7;

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const ref = (id: string) => ({ Ref: id });

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

function timeOf(templates: Templates): Measured {
  check(templates);
  return measured(count(RUNS, () => cpu(() => check(templates))));
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

const EDGES = [10, 100, 1_000, 3_000];

/** What the engine takes to judge templates. */
export function deliveryChecks(): Section {
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
  const synth = synthesis();
  return {
    data: { resources, edges, growth, synth },
    markdown: `## Delivery checks

CPU time in milliseconds to judge templates: the median of ${RUNS} runs in one process, and the least to the most.

${markdownTable(['Checked', 'Time'], Object.entries(resources).map(([name, time]) => [name, shown(time, 1)]))}

${markdownTable(['Edges', 'Each with its own queue', 'All to one queue'], [
  ...EDGES.map((size, index) => [size.toLocaleString('en-US'), shown(edges.spread[index], 1), shown(edges.hub[index], 1)]),
  ['Exponent from 100 on', growth.spread.toFixed(2), growth.hub.toFixed(2)],
])}

${markdownTable([`${synth.resources} resources`, 'Time'], [
  ['Synthesis by CDK', shown(synth.synth, 1)], ['Check', shown(synth.check, 1)], ['Check over synthesis', shown(synth.ratio, 3)],
])}
`,
  };
}
