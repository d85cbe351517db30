import { CASES } from './cases';
import { arn, queue, queuePolicy, ref, Resources, snsMaySend, subscription, topic, verdicts, verdictsOf, wired } from './wiring';
import { checkTemplates } from '../../src/delivery/check-templates';

/** What people and programs put where something else belongs. */
const MISTAKES: readonly unknown[] = [null, 0, '', [], {}, 'text', { Ref: 'Nowhere' }, { 'Fn::GetAtt': [] }, { toString: 'text' }, [[{ toString: 0 }]]];

const TRIED = new Set<string>();
let turn = 0;

/** Each of the mistakes; one of them, by turns, where all were tried in the place of the same thing, at the same path in the same type of resource. */
function mistakesFor(value: unknown, path: string): readonly unknown[] {
  const place = `${path} ${JSON.stringify(value)}`;
  if (TRIED.has(place)) return [MISTAKES[turn++ % MISTAKES.length]];
  TRIED.add(place);
  return MISTAKES;
}

/** Everything that is made from a value by replacing one thing in it, however deep, by mistakes. */
function* mistaken(value: unknown, path = ''): Generator<unknown> {
  yield* mistakesFor(value, path);
  if (typeof value !== 'object' || value === null) return;
  const { Type } = value as { Type?: unknown };
  const here = `${Type}`.startsWith('AWS::') ? `${Type}` : path;
  for (const [key, one] of Object.entries(value)) {
    for (const other of mistaken(one, `${here}/${key}`)) {
      yield Array.isArray(value) ? value.map((member, index) => (`${index}` === key ? other : member)) : { ...value, [key]: other };
    }
  }
}

/** Where checking crashes, if it does. */
function crash(template: object): string[] {
  try {
    JSON.stringify(checkTemplates([{ id: 'Shop', stackName: 'Shop', template: template as never }]).map(({ add }) => add));
    return [];
  } catch (error) {
    return [(error as Error).stack!.split('\n').slice(0, 2).join('')];
  }
}

describe('nothing in the place of anything crashes', () => {
  test.each(Object.entries(CASES))('%s', (_name, { resources }) => {
    expect([...new Set([...mistaken(resources)].flatMap((changed) => crash({ Resources: changed })))]).toEqual([]);
  });

  test('outputs, parameters and the template itself', () => {
    const template = {
      Resources: wired(),
      Parameters: { Name: { Type: 'String' } },
      Conditions: { IsProd: true },
      Outputs: { Arn: { Value: arn('Queue'), Export: { Name: 'Queue' } } },
    };
    const crashes = [...mistaken(template)].filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)).flatMap((one) => crash(one!));
    expect(crashes).toEqual([]);
  });
});

/** How long something keeps a processor busy, in seconds: what else the machine does is not counted. */
function seconds(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000_000;
}

/** Far above what it takes, and far below what it would take if it grew with the square. */
const SOON = 20;

const join = (one: unknown) => ({ 'Fn::Join': ['', ['a', one]] });
const deep = (levels: number): unknown => Array.from({ length: levels }).reduce<unknown>(join, ref('Parameter'));

describe('what goes on and on', () => {
  test('a template that is nested too deep is refused by name', () => {
    expect(() => verdicts(wired({ Topic: topic({ TopicName: deep(20_000) }) }))).toThrow('The template of Shop cannot be checked: it is nested too deep.');
  });

  test('a chain of joins is read as long as it may be, and means anything above that', () => {
    expect(verdicts(wired({ Queue: queue({ QueueName: deep(100) }) }))).toEqual([]);
  });

  test('a string of JSON that is nested too deep is a string', () => {
    const document = `{"Statement":[{"Effect":"Allow","Principal":${'{"Fn::Join":["",["a",'.repeat(20_000)}"b"${']]}'.repeat(20_000)}}]}`;
    expect(verdicts(wired({ Policy: { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [ref('Queue')], PolicyDocument: document } } })))
      .toEqual(['no: KEEL-SNS-SQS-01 Queue']);
  });

  test('names that refer to one another', () => {
    const name = { 'Fn::Sub': 'a-${Queue.QueueName}-${Topic.TopicName}' };
    expect(verdicts(wired({ Queue: queue({ QueueName: name }), Topic: topic({ TopicName: { 'Fn::Sub': '${Queue.QueueName}' } }) }))).toEqual([]);
  });

  test('a long chain of names', () => {
    const chain = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => (
      [`Queue${index}`, queue({ QueueName: { 'Fn::GetAtt': [`Queue${index + 1}`, 'QueueName'] } })]
    )));
    expect(verdicts({ ...chain, ...wired() })).toEqual([]);
  });

  test('names that double from one to the next', () => {
    const chain = Object.fromEntries(Array.from({ length: 60 }, (_, index) => (
      [`Queue${index}`, queue({ QueueName: { 'Fn::Sub': `\${Queue${index + 1}.QueueName}-\${Queue${index + 1}.QueueName}` } })]
    )));
    expect(seconds(() => expect(verdicts({ ...chain, Queue60: queue({ QueueName: 'orders' }), ...wired() })).toEqual([]))).toBeLessThan(SOON);
  });

  test('exports and imports in a circle', () => {
    const imports = (other: string, own: string) => ({
      Resources: { Queue: queue({ QueueName: { 'Fn::ImportValue': other } }) },
      Outputs: { Name: { Value: { 'Fn::ImportValue': other }, Export: { Name: own } } },
    });
    expect(verdictsOf({ One: imports('b', 'a'), Other: imports('a', 'b') })).toEqual([]);
  });
});

describe('what is large', () => {
  const many = (count: number, one: (index: number) => unknown) => Array.from({ length: count }, (_, index) => one(index));
  const other = (index: number) => ({ ...snsMaySend, Condition: { ArnEquals: { 'aws:SourceArn': `arn:aws:sns:eu-west-1:111111111111:t${index}` } } });

  test('thousands of statements, of which none or the last lets the topic in', () => {
    expect(seconds(() => {
      expect(verdicts(wired({ Policy: queuePolicy(many(5_000, other)) }))).toEqual(['unknown: KEEL-SNS-SQS-01 Queue']);
      expect(verdicts(wired({ Policy: queuePolicy([...many(5_000, other), snsMaySend]) }))).toEqual([]);
    })).toBeLessThan(SOON);
  });

  test('thousands of topics to one queue, with a statement for each', () => {
    const hub = Object.assign({}, ...many(2_000, (index) => ({
      [`Topic${index}`]: topic(), [`Subscription${index}`]: subscription({ TopicArn: ref(`Topic${index}`) }),
    }))) as Resources;
    const statements = many(2_000, (index) => ({ ...snsMaySend, Condition: { ArnEquals: { 'aws:SourceArn': ref(`Topic${index}`) } } }));
    expect(seconds(() => expect(verdicts({ Queue: queue(), Policy: queuePolicy(statements), ...hub })).toEqual([]))).toBeLessThan(SOON);
  });

  test.each<[string, string]>([
    ['stars', '*a'.repeat(5_000)],
    ['stars before a long word', `*${'a'.repeat(100_000)}b`],
    ['placeholders that do not end', '${'.repeat(100_000)],
    ['colons', ':'.repeat(200_000)],
    ['one word', 'a'.repeat(1_000_000)],
    ['questions', '?'.repeat(1_000_000)],
  ])('%s everywhere', (_name, text) => {
    expect(seconds(() => verdicts(wired({
      Topic: topic({ TopicName: { 'Fn::Sub': text } }),
      Queue: queue({ QueueName: text }),
      Policy: queuePolicy([
        { ...snsMaySend, Action: text, Resource: text, Condition: { ArnLike: { 'aws:SourceArn': text }, StringLike: { 'aws:SourceArn': `a${text}` } } },
        { ...snsMaySend, Resource: `*${text}`, Condition: { ArnLike: { 'aws:SourceArn': [`*${text}`, `arn:*:*:*:*:${text}`] } } },
      ]),
    })))).toBeLessThan(SOON);
  });

  test('a list of hundreds of thousands', () => {
    const text = { 'Fn::Join': ['', many(300_000, () => 'a')] };
    expect(seconds(() => verdicts(wired({ Queue: queue({ QueueName: text }) })))).toBeLessThan(SOON);
  });

  test('what composite alarms watch, with brackets that do not end', () => {
    const composite = (AlarmRule: string) => ({ Composite: { Type: 'AWS::CloudWatch::CompositeAlarm', Properties: { AlarmRule } } });
    for (const rule of ['ALARM('.repeat(150_000), `ALARM(${' '.repeat(1_000_000)}`, `ALARM${' '.repeat(1_000_000)}`]) {
      expect(seconds(() => verdicts({ Alarm: { Type: 'AWS::CloudWatch::Alarm' }, ...composite(rule) }))).toBeLessThan(SOON);
    }
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
  const template = (id: string) => JSON.parse(JSON.stringify({
    Resources: {
      ...wired({ Subscription: subscription({ Endpoint: arn(id) }), Policy: queuePolicy([snsMaySend], [ref(id)]) }),
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: { Namespace: id, MetricName: id, Dimensions: [{ Name: id, Value: ref(id) }], AlarmActions: [ref('Topic')] },
      },
      Rule: { Type: id, Properties: { Targets: [{ Arn: ref(id) }] } },
    },
  }).replaceAll('"Queue"', JSON.stringify(id)));
  expect(verdictsOf({ [name]: template(name) })).toEqual(verdictsOf({ Other: template('Queue') }).map((one) => one.replace(/Queue$/, name)));
});
