import { key, queue, queuePolicy, ref, ResourceJson, subscription, topic, wired } from './wiring';
import { DeliveryChecks } from '../../src';
import { checkTemplates } from '../../src/delivery/check-templates';
import { jsonOf } from '../../src/delivery/report/json';
import { PlaceOf } from '../../src/delivery/report/place';
import { tableOf } from '../../src/delivery/report/table';

/** One edge that delivers, one that does not, one that is unknown, and an alarm that tells nobody. */
const RESOURCES = {
  ...wired(),
  Closed: queue(),
  ClosedSubscription: subscription({ Endpoint: { 'Fn::GetAtt': ['Closed', 'Arn'] } }),
  Elsewhere: subscription({ Endpoint: ref('Parameter') }),
  Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: {} },
};

const findings = (Resources: object = RESOURCES, ...ids: string[]) => (
  checkTemplates([{ id: 'Shop', template: JSON.parse(JSON.stringify({ Resources })) }])
    .filter(({ rule }) => ids.length === 0 || ids.includes(rule.id))
);
const placeOf: PlaceOf = ({ logicalId }) => ({ file: 'shop.yaml', line: logicalId === 'Closed' ? 7 : undefined });
const options = { unknown: false, placeOf, width: 80, colour: false };

describe('the table', () => {
  const few = findings(RESOURCES, 'KEEL-SNS-SQS-01', 'KEEL-ALARM-01');

  test('says of each edge why, where and what to add, errors first', () => {
    expect(tableOf(few, { ...options, unknown: true })).toBe(`ERRORS (1)

KEEL-SNS-SQS-01  Shop/Topic -> Shop/Closed
  why     its policy does not let sns.amazonaws.com in for this sender
  where   Shop/Closed (shop.yaml:7)
  add     to its policy:
          {
            "Effect": "Allow",
            "Principal": { "Service": "sns.amazonaws.com" },
            "Action": "sqs:SendMessage",
            "Resource": { "Fn::GetAtt": [ "Closed", "Arn" ] },
            "Condition": {
              "StringEquals": {
                "aws:SourceAccount": { "Ref": "AWS::AccountId" }
              },
              "ArnEquals": { "aws:SourceArn": { "Ref": "Topic" } }
            }
          }
  source  https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html

WARNINGS (1)

KEEL-ALARM-01  Shop/Alarm
  why     it has no action that is enabled, and no composite alarm watches it
  where   Shop/Alarm (shop.yaml)
  fix     Give it an action in AlarmActions.
  source  https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html

UNKNOWN (1)

KEEL-SNS-SQS-01  Shop/Topic
  why     the receiver is in none of the templates
  where   Shop/Topic (shop.yaml)
  source  https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html

4 edges judged: 1 error, 1 warning, 1 unknown`);
  });

  test('counts what is unknown where it does not list it', () => {
    expect(tableOf(few, options)).toMatch(/\n\n4 edges judged: 1 error, 1 warning, 1 unknown \(--unknown lists them\)$/);
    expect(tableOf(few, options)).not.toContain('UNKNOWN');
  });

  test('is as wide as the terminal, but for addresses', () => {
    const lines = tableOf(few, { ...options, width: 50 }).split('\n').slice(0, -1);
    expect(lines.filter((line) => line.length > 50).map((line) => line.trim())).toEqual([
      expect.stringMatching(/^source +https:/), expect.stringMatching(/^source +https:/),
    ]);
    expect(lines.slice(3, 6)).toEqual(['  why     its policy does not let', '          sns.amazonaws.com in for this sender', '  where   Shop/Closed (shop.yaml:7)']);
    expect(tableOf(few, { ...options, width: 400 })).toContain('          { "Effect": "Allow", "Principal": { "Service": "sns.amazonaws.com" },');
  });

  test('has colours where they are wanted', () => {
    expect(tableOf(few, options)).not.toContain('\u001b');
    expect(tableOf(few, { ...options, colour: true })).toMatch(/^\u001b\[1;31mERRORS \(1\)\u001b\[0m\n\n\u001b\[1;31mKEEL-SNS-SQS-01\u001b\[0m {2}Shop/);
  });

  test('lets no name move the cursor', () => {
    const { Policy, ...broken } = wired({ Queue: { ...queue(), Metadata: { 'aws:cdk:path': 'Shop/\u001b[2JQueue\n' } } as never });
    expect(tableOf(findings(broken), options)).toContain('-> Shop/?[2JQueue?\n');
  });

  test('says so of nothing', () => {
    expect(tableOf([], options)).toBe('0 edges judged: 0 errors, 0 warnings, 0 unknown');
  });
});

test('JSON has the findings with their statements, and what is unknown if asked for', () => {
  const few = findings(RESOURCES, 'KEEL-SNS-SQS-01', 'KEEL-ALARM-01');
  const report = JSON.parse(jsonOf(few, { unknown: false, placeOf }));
  expect(report).toEqual({
    summary: { edges: 4, errors: 1, warnings: 1, unknown: 1 },
    findings: [
      {
        ruleId: 'KEEL-SNS-SQS-01',
        level: 'error',
        proves: "Topic to queue: the receiver's policy lets the sender in.",
        sender: 'Shop/Topic',
        receiver: 'Shop/Closed',
        at: 'Shop/Closed',
        logicalId: 'Closed',
        file: 'shop.yaml',
        line: 7,
        because: 'its policy does not let sns.amazonaws.com in for this sender',
        statement: expect.objectContaining({ Effect: 'Allow', Action: 'sqs:SendMessage' }),
        source: expect.stringContaining('https://docs.aws.amazon.com/'),
      },
      expect.objectContaining({ ruleId: 'KEEL-ALARM-01', level: 'warning', fix: 'Give it an action in AlarmActions.' }),
    ],
  });
  expect(JSON.parse(jsonOf(few, { unknown: true, placeOf })).unknown).toEqual([
    expect.objectContaining({ ruleId: 'KEEL-SNS-SQS-01', level: 'unknown', because: 'the receiver is in none of the templates' }),
  ]);
});

describe('the graph', () => {
  test('shows what arrives, what does not by which rules, and what is unknown', () => {
    const { Alarm, ...resources } = RESOURCES;
    expect(DeliveryChecks.graphOf({ Shop: { Resources: { ...resources, Closed: queue({ KmsMasterKeyId: ref('Key') }), Key: key([]) } } })).toBe(`flowchart LR
  Shop__Topic["Shop/Topic<br/>SNS Topic"]
  Shop__Queue["Shop/Queue<br/>SQS Queue"]
  Shop__Closed["Shop/Closed<br/>SQS Queue"]
  Shop__Key["Shop/Key<br/>KMS Key"]
  elsewhere(("?"))
  Shop__Topic --> Shop__Queue
  Shop__Topic ==>|"KEEL-SNS-SQS-01<br/>KEEL-SNS-SQS-02"| Shop__Closed
  Shop__Topic -.-> elsewhere
  linkStyle 1 stroke:#d32f2f,stroke-width:3px
  classDef change stroke:#d32f2f,stroke-width:3px
  class Shop__Closed,Shop__Key change`);
  });

  test('shows the worst that is said of an edge', () => {
    const policy = { Type: 'AWS::SQS::QueuePolicy', Properties: { Queues: [ref('Queue')], PolicyDocument: ref('Parameter') } };
    const graph = (KeyPolicy: ResourceJson) => DeliveryChecks.graphOf({
      Shop: { Resources: wired({ Queue: queue({ KmsMasterKeyId: ref('Key') }), Key: KeyPolicy, Policy: policy }) },
    });
    expect(graph(key())).toContain('  Shop__Topic -.-> Shop__Queue');
    expect(graph(key([]))).toContain('  Shop__Topic ==>|"KEEL-SNS-SQS-02"| Shop__Queue');
  });

  test('has a box for each of several stacks', () => {
    const topics = { Resources: { Topic: topic() }, Outputs: { Topic: { Value: ref('Topic'), Export: { Name: 'topic' } } } };
    const queues = {
      Resources: { Queue: queue(), Policy: queuePolicy(), Subscription: subscription({ TopicArn: { 'Fn::ImportValue': 'topic' } }) },
    };
    expect(DeliveryChecks.graphOf({ 'Prod/Topics': topics, 'Queues': queues })).toBe(`flowchart LR
  subgraph stack_Prod_2f_Topics["Prod/Topics"]
    Prod_2f_Topics__Topic["Prod/Topics/Topic<br/>SNS Topic"]
  end
  subgraph stack_Queues["Queues"]
    Queues__Queue["Queues/Queue<br/>SQS Queue"]
  end
  Prod_2f_Topics__Topic --> Queues__Queue`);
  });

  test('shows no names that Mermaid could read something into', () => {
    const name = 'a"]; click b --> <b>[end]</b> #quot; `c`';
    const graph = DeliveryChecks.graphOf({ [name]: { Resources: wired() } });
    expect(graph).not.toMatch(/click b -->|<b>|#quot/);
    expect(graph).toContain('["a#34;#93;#59; click b --#62; #60;b#62;#91;end#93;#60;/b#62; #35;quot#59; #96;c#96;/Topic<br/>SNS Topic"]');
  });

  test('is empty where nothing sends', () => {
    expect(DeliveryChecks.graphOf({ Shop: { Resources: {} } })).toBe('flowchart LR');
  });
});
