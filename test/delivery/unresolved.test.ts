import {
  arn, bucket, either, key, NOTHING, queue, queuePolicy, ref, Resources, snsMaySend, snsMayUseKey, subscription, topic, verdicts, wired,
} from './wiring';

describe('a policy with something else in the place of its structure', () => {
  const POLICY = ['unknown: KEEL-SNS-SQS-01 Queue'];

  test.each<[string, Resources[string]]>([
    ['a statement', queuePolicy([either(snsMaySend, NOTHING)])],
    ['two statements', queuePolicy([either(snsMaySend, snsMaySend)])],
    ['all statements', queuePolicy(either([snsMaySend], []))],
    ['a statement from elsewhere', queuePolicy([{ 'Fn::Transform': { Name: 'Statement' } }])],
    ['the document', { ...queuePolicy(), Properties: { Queues: [ref('Queue')], PolicyDocument: either({ Statement: [snsMaySend] }, {}) } }],
    ['a document from elsewhere', { ...queuePolicy(), Properties: { Queues: [ref('Queue')], PolicyDocument: ref('Document') } }],
    ['the principal', queuePolicy([{ ...snsMaySend, Principal: either(snsMaySend.Principal, '*') }])],
    ['the service', queuePolicy([{ ...snsMaySend, Principal: { Service: either('sns.amazonaws.com', 'sqs.amazonaws.com') } }])],
    ['the effect', queuePolicy([{ ...snsMaySend, Effect: either('Allow', 'Deny') }])],
    ['the conditions', queuePolicy([{ ...snsMaySend, Condition: either({ Bool: { 'aws:SecureTransport': 'false' } }, NOTHING) }])],
    ['a queue', queuePolicy([snsMaySend], [either(ref('Queue'), NOTHING)])],
    ['all queues', queuePolicy([snsMaySend], either([ref('Queue')], []))],
    ['a denial', queuePolicy([snsMaySend, either({ ...snsMaySend, Effect: 'Deny' }, NOTHING)])],
  ])('%s', (_name, Policy) => {
    expect(verdicts(wired({ Policy }))).toEqual(POLICY);
  });

  test('a document in a string of JSON is read', () => {
    const document = (Statement: unknown[]) => (
      { ...queuePolicy(), Properties: { Queues: [ref('Queue')], PolicyDocument: JSON.stringify({ Statement }) } }
    );
    expect(verdicts(wired({ Policy: document([snsMaySend]) }))).toEqual([]);
    expect(verdicts(wired({ Policy: document([]) }))).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
  });

  test('what would not matter in any branch does not matter', () => {
    const others = either({ ...snsMaySend, Action: 'sqs:ReceiveMessage' }, NOTHING);
    expect(verdicts(wired({ Policy: queuePolicy([others]) }))).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
    expect(verdicts(wired({ Policy: queuePolicy([snsMaySend, others, NOTHING]) }))).toEqual([]);
  });

  test('the policy of a key', () => {
    expect(verdicts(wired({ Queue: queue({ KmsMasterKeyId: arn('Key') }), Key: key([either(snsMayUseKey, NOTHING)]) })))
      .toEqual(['unknown: KEEL-SNS-SQS-02 Key']);
  });
});

describe('a policy that is made under a condition', () => {
  const Condition = 'IsProd';
  const Policy = { ...queuePolicy(), Condition };

  test('may be missing', () => {
    expect(verdicts(wired({ Policy }))).toEqual(['unknown: KEEL-SNS-SQS-01 Queue']);
    expect(verdicts(wired({ Policy: { ...queuePolicy([]), Condition } }))).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
  });

  test.each(['Topic', 'Queue', 'Subscription'])('is there when the %s is made under the same', (logicalId) => {
    expect(verdicts(wired({ Policy, [logicalId]: { ...wired()[logicalId], Condition } }))).toEqual([]);
  });
});

describe('FIFO', () => {
  const FIFO = { FifoTopic: either(true, NOTHING) };

  test('a topic that may be', () => {
    expect(verdicts(wired({ Topic: topic(FIFO), Queue: queue({ FifoQueue: true }) }))).toEqual(['unknown: KEEL-SNS-SQS-03 Queue']);
    expect(verdicts(wired({ Topic: topic(FIFO) }))).toEqual([]);
  });

  test('a topic that is said to be by a text', () => {
    expect(verdicts(wired({ Topic: topic({ FifoTopic: { 'Fn::Sub': 'true' } }), Queue: queue({ FifoQueue: 'true' }) }))).toEqual([]);
  });

  test('a dead-letter queue, a bucket\'s queue and an alarm\'s topic that may be', () => {
    const FifoQueue = ref('IsFifo');
    expect(verdicts({
      Queue: queue({ RedrivePolicy: { deadLetterTargetArn: arn('Dead') } }),
      Dead: queue({ FifoQueue, MessageRetentionPeriod: 1209600 }),
    })).toEqual(['unknown: KEEL-SQS-DLQ-01 Dead']);
    expect(verdicts({
      Queue: queue({ FifoQueue }),
      Bucket: bucket({ NotificationConfiguration: { QueueConfigurations: [{ Queue: arn('Queue') }] } }),
      Policy: queuePolicy([{ ...snsMaySend, Principal: '*' }]),
    })).toEqual(['unknown: KEEL-S3-FIFO-01 Queue']);
    expect(verdicts({ Topic: topic(FIFO), Alarm: { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmActions: [ref('Topic')] } } }))
      .toEqual(['unknown: KEEL-ALARM-SNS-03 Topic']);
  });
});

describe('edges of which something is not known', () => {
  const OF_TOPIC = [1, 2, 3].map((n) => `unknown: KEEL-SNS-SQS-0${n} Topic`);
  const withoutPolicy = (change: object) => wired({ Policy: queuePolicy([]), Subscription: subscription(change) });

  test('the endpoint', () => {
    expect(verdicts(wired({ Subscription: subscription({ Endpoint: ref('Parameter') }) }))).toEqual(OF_TOPIC);
  });

  test('the protocol', () => {
    expect(verdicts(withoutPolicy({ Protocol: ref('Protocol') }))).toEqual(['no: KEEL-SNS-SQS-01 Queue', 'unknown: KEEL-SNS-SQS-04 Subscription']);
    expect(verdicts(withoutPolicy({ Protocol: ref('Protocol'), Endpoint: ref('Endpoint') }))).toEqual(expect.arrayContaining(OF_TOPIC));
    expect(verdicts(withoutPolicy({ Protocol: ref('Protocol'), Endpoint: 'pages@example.com' }))).toEqual([]);
    expect(verdicts(withoutPolicy({ Protocol: 'lambda', Endpoint: ref('Endpoint') }))).toEqual(['unknown: KEEL-SNS-LAMBDA-01 Topic']);
  });

  test('which of two queues', () => {
    expect(verdicts(withoutPolicy({ Endpoint: either(arn('Queue'), ref('Endpoint')) }))).toEqual(['no: KEEL-SNS-SQS-01 Queue', ...OF_TOPIC]);
  });

  test('subscriptions in the list of their topic', () => {
    const Topic = topic({ Subscription: [{ Protocol: 'sqs', Endpoint: arn('Queue') }, { Protocol: 'email', Endpoint: 'pages@example.com' }] });
    expect(verdicts({ Topic, Queue: queue() })).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
    expect(verdicts({ Topic, Queue: queue(), Policy: queuePolicy() })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['in one branch', either({ deadLetterTargetArn: arn('Dead') }, NOTHING)],
    ['in a string of JSON', JSON.stringify({ deadLetterTargetArn: 'arn:aws:sqs:eu-west-1:111111111111:dead' })],
    ['in a text', { 'Fn::Sub': '{"deadLetterTargetArn":"${Dead.Arn}"}' }],
    ['as a parameter', { deadLetterTargetArn: ref('Parameter') }],
  ])('a dead-letter queue %s', (name, RedrivePolicy) => {
    const found = verdicts(wired({ Dead: queue(), Subscription: subscription({ RedrivePolicy }), Queue: queue({ RedrivePolicy }) }));
    const isFound = name === 'in one branch';
    expect(found).toContain(isFound ? 'no: KEEL-SNS-DLQ-01 Dead' : 'unknown: KEEL-SNS-DLQ-01 Topic');
    expect(found).toContain(isFound ? 'no: KEEL-SQS-DLQ-05 Dead' : 'unknown: KEEL-SQS-DLQ-05 Queue');
  });

  test('a broken string is none', () => {
    expect(verdicts(wired({ Subscription: subscription({ RedrivePolicy: '{' }), Queue: queue({ RedrivePolicy: '{' }) }))).toEqual([]);
  });

  test('a string of JSON that names a queue of the template', () => {
    const Dead = queue({ QueueName: 'dead', MessageRetentionPeriod: 1209600 });
    const RedrivePolicy = '{"deadLetterTargetArn":"dead"}';
    expect(verdicts({ Dead, Queue: queue({ RedrivePolicy }) })).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['a parameter', ref('Parameter'), ['unknown: KEEL-SQS-DLQ-03 Dead']],
    ['a string', '{"redrivePermission":"denyAll"}', ['no: KEEL-SQS-DLQ-03 Dead']],
    ['two branches', either({ redrivePermission: 'denyAll' }, { redrivePermission: 'denyAll' }), ['no: KEEL-SQS-DLQ-03 Dead']],
  ])('a redrive allow policy that is %s', (_name, RedriveAllowPolicy, expected) => {
    const Dead = queue({ RedriveAllowPolicy, MessageRetentionPeriod: 1209600 });
    expect(verdicts({ Dead, Queue: queue({ RedrivePolicy: { deadLetterTargetArn: arn('Dead') } }) })).toEqual(expected);
  });
});

describe('an event target', () => {
  const rule = (target: object) => ({ Type: 'AWS::Events::Rule', Properties: { Targets: [target] } });

  test('that is reached with a role is let in by what the role may', () => {
    expect(verdicts({ Topic: topic(), Rule: rule({ Arn: ref('Topic'), RoleArn: ref('Role') }) }))
      .toEqual(['unknown: KEEL-EVENTS-SNS-01 Rule', 'unknown: KEEL-EVENTS-ROLE-01 Rule']);
    expect(verdicts({ Topic: topic(), Rule: rule({ Arn: ref('Topic') }) })).toEqual(['no: KEEL-EVENTS-SNS-01 Topic']);
  });

  test('that is a resource of another type is no queue and no topic', () => {
    expect(verdicts({ Pipeline: { Type: 'AWS::CodePipeline::Pipeline' }, Rule: rule({ Arn: arn('Pipeline') }) })).toEqual([]);
    expect(verdicts({ Rule: rule({ Arn: 'arn:aws:lambda:eu-west-1:111111111111:function:orders' }) })).toEqual(['unknown: KEEL-EVENTS-LAMBDA-01 Rule']);
  });

  test('that is a parameter may be either', () => {
    expect(verdicts({ Rule: rule({ Arn: ref('Target') }) }))
      .toEqual(expect.arrayContaining(['SQS-01', 'SQS-02', 'SNS-01', 'SNS-02', 'LAMBDA-01'].map((id) => `unknown: KEEL-EVENTS-${id} Rule`)));
  });
});

test.each(['Custom::Lookup', 'AWS::CloudFormation::Stack', 'AWS::SSM::Parameter'])('an attribute of a %s may be a queue', (Type) => {
  expect(verdicts({ Topic: topic(), Other: { Type }, Subscription: subscription({ Endpoint: { 'Fn::GetAtt': ['Other', 'Value'] } }) }))
    .toEqual([1, 2, 3].map((n) => `unknown: KEEL-SNS-SQS-0${n} Topic`));
});
