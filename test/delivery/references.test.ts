import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import {
  arn, bucket, key, NOTHING, queue, queuePolicy, ref, Resources, snsMaySend, snsMayUseKey, subscription, topic, verdicts, verdictsOf, wired,
} from './wiring';
import { DeliveryChecks } from '../../src';
import { checkTemplates } from '../../src/delivery/check-templates';
import { JsonObject } from '../../src/delivery/model/template';

describe('names', () => {
  test('a bucket, a function and a table may have the same name', () => {
    const fromBucket = { ArnEquals: { 'aws:SourceArn': { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::orders' } } };
    expect(verdicts({
      Bucket: bucket({ BucketName: 'orders' }),
      Notifications: {
        Type: 'Custom::S3BucketNotifications',
        Properties: { BucketName: ref('Bucket'), NotificationConfiguration: { QueueConfigurations: [{ QueueArn: arn('Queue') }] } },
      },
      Queue: queue(),
      Policy: queuePolicy([{ ...snsMaySend, Principal: { Service: 's3.amazonaws.com' }, Condition: fromBucket }]),
      Table: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'orders' } },
      Function: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: 'orders' } },
    })).toEqual([]);
  });

  test('of the queues with one ARN, that of the same template is meant', () => {
    const Endpoint = { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders' };
    const own = wired({ Queue: queue({ QueueName: 'orders' }), Subscription: subscription({ Endpoint }) });
    expect(verdictsOf({ Shop: { Resources: own }, Other: { Resources: { Other: queue({ QueueName: 'orders' }) } } })).toEqual([]);
  });

  test('of several elsewhere none is meant', () => {
    const Endpoint = { 'Fn::Sub': 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:orders' };
    const elsewhere = { Resources: { Queue: queue({ QueueName: 'orders' }) } };
    const templates = { Shop: { Resources: { Topic: topic(), Subscription: subscription({ Endpoint }) } }, Prod: elsewhere };
    expect(verdictsOf(templates)).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
    expect(verdictsOf({ ...templates, Beta: elsewhere })).toEqual([1, 2, 3].map((n) => `unknown: KEEL-SNS-SQS-0${n} Topic`));
  });

  test.each(['constructor', '__proto__', 'toString'])('the name %s is one like others', (name) => {
    expect(verdicts(wired({ Other: { Type: name } }))).toEqual([]);
    expect(verdicts(wired({ Topic: topic({ KmsMasterKeyId: ref(name) }), Queue: queue({ KmsMasterKeyId: { 'Fn::Sub': `\${${name}}` } }) })))
      .toEqual(['unknown: KEEL-SNS-SQS-02 Queue']);
    expect(verdicts(wired({ Policy: queuePolicy([{ ...snsMaySend, Condition: { [name]: { 'aws:SourceArn': 'x' } } }]) })))
      .toEqual(['unknown: KEEL-SNS-SQS-01 Queue']);
  });
});

describe('key aliases', () => {
  const alias = (TargetKeyId: unknown) => ({ Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/orders', TargetKeyId } });
  const closed = { Resources: { Key: key([]), Alias: alias(ref('Key')) } };

  test.each<[string, unknown]>([
    ['its name', 'alias/orders'],
    ['a reference', ref('Alias')],
    ['its ARN', { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:alias/orders' }],
  ])('a key is found by %s, in the own template first', (_name, KmsMasterKeyId) => {
    const resources = wired({ Queue: queue({ KmsMasterKeyId }), Key: key(), Alias: alias(arn('Key')) });
    expect(verdictsOf({ Other: closed, Shop: { Resources: resources } })).toEqual([]);
    expect(verdicts({ ...resources, Key: key([]) })).toEqual(['no: KEEL-SNS-SQS-02 Key']);
  });

  test('of several elsewhere none is meant', () => {
    const own = { Resources: wired({ Queue: queue({ KmsMasterKeyId: 'alias/orders' }) }) };
    expect(verdictsOf({ Other: closed, Shop: own })).toEqual(['no: KEEL-SNS-SQS-02 Key']);
    expect(verdictsOf({ Other: closed, Third: closed, Shop: own })).toEqual(['unknown: KEEL-SNS-SQS-02 Queue']);
  });

  test('the key that AWS manages lets no service in', () => {
    expect(verdicts(wired({ Queue: queue({ KmsMasterKeyId: 'alias/aws/sqs' }) }))).toEqual(['no: KEEL-SNS-SQS-02 Queue']);
  });

  test('no key is no key', () => {
    expect(verdicts(wired({ Queue: queue({ KmsMasterKeyId: NOTHING }) }))).toEqual([]);
  });
});

describe('what a policy names its queue by', () => {
  test.each<[string, unknown]>([
    ['its URL as an attribute', { 'Fn::GetAtt': ['Queue', 'QueueUrl'] }],
    ['its URL as a text', { 'Fn::Sub': 'https://sqs.${AWS::Region}.${AWS::URLSuffix}/${AWS::AccountId}/orders' }],
  ])('%s', (_name, url) => {
    expect(verdicts(wired({ Queue: queue({ QueueName: 'orders' }), Policy: queuePolicy([snsMaySend], [url]) }))).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['a literal URL', 'https://sqs.eu-west-1.amazonaws.com/111111111111/orders'],
    ['a parameter', ref('Url')],
    ['an index that is no number', { 'Fn::Select': ['one', ['a', 'b']] }],
    ['an index out of the list', { 'Fn::Select': [2, ['a', 'b']] }],
  ])('%s: it may be another queue', (_name, url) => {
    const Queue = queue({ QueueName: 'orders' });
    expect(verdicts(wired({ Queue, Policy: queuePolicy([snsMaySend], [url]) }))).toEqual(['unknown: KEEL-SNS-SQS-01 Queue']);
    expect(verdicts(wired({ Queue, Policy: queuePolicy([], [url]) }))).toEqual(['no: KEEL-SNS-SQS-01 Queue']);
  });
});

describe('circles', () => {
  test('names that depend on themselves may be anything', () => {
    const circle: Resources = {
      One: queue({ QueueName: { 'Fn::GetAtt': ['Two', 'QueueName'] } }),
      Two: queue({ QueueName: { 'Fn::GetAtt': ['One', 'QueueName'] } }),
      A: bucket({ BucketName: { 'Fn::Sub': '${A}-x' } }),
    };
    expect(verdicts(wired({ ...circle, Subscription: subscription({ Endpoint: arn('Two') }) }))).toContain('no: KEEL-SNS-SQS-01 Two');
  });

  test('an export may import itself', () => {
    const Outputs = { Out: { Export: { Name: 'queue' }, Value: { 'Fn::ImportValue': 'queue' } } };
    expect(verdicts(wired({ Subscription: subscription({ Endpoint: { 'Fn::ImportValue': 'queue' } }) }), { Outputs })).toHaveLength(3);
  });
});

test('a nested stack may get a parameter that is its own output', () => {
  const output = { 'Fn::GetAtt': ['Inner', 'Outputs.Out'] };
  const shop = { Inner: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { In: output } } } };
  const inner = {
    Parameters: { In: { Type: 'String' } },
    Outputs: { Out: { Value: ref('In') } },
    Resources: wired({ Subscription: subscription({ Endpoint: ref('In') }) }),
  };
  const verdictsOfAll = checkTemplates([
    { id: 'Shop', template: { Resources: shop } },
    { id: 'Shop/Inner', template: inner as unknown as JsonObject, nestedIn: { id: 'Shop', logicalId: 'Inner' } },
  ]).map(({ delivers }) => delivers);
  expect(verdictsOfAll).toEqual(['unknown', 'unknown', 'unknown']);
});

test.each([[null, 'null'], [[], 'an array'], ['{}', 'string'], [undefined, 'undefined']])('%j is no template', (template, given) => {
  expect(() => verdictsOf({ Shop: template })).toThrow(`Shop must be a CloudFormation template as JSON, but got ${given}.`);
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['a template without the name of its stack', { Resources: wired() }, /^Resources must be a CloudFormation template as JSON, but has '\w+', which no template has/],
  ['a Template of the assertions', { Shop: Template.fromStack(new Stack(new App())) }, /^Shop must be a CloudFormation template as JSON, but has 'template', which/],
])('%s is refused, because nothing would be found in it', (_, templates, message) => {
  expect(() => DeliveryChecks.findingsOf(templates)).toThrow(message);
});

test('a stack without resources has no findings', () => {
  expect(DeliveryChecks.findingsOf({ Shop: Template.fromStack(new Stack(new App())).toJSON() })).toEqual([]);
});

describe('the ARN of an event rule', () => {
  const onBus = (EventBusName: unknown, SourceArn: string, more: Resources = {}) => verdicts({
    Rule: { Type: 'AWS::Events::Rule', Properties: { EventBusName, Targets: [{ Arn: arn('Queue') }] } },
    Queue: queue(),
    Policy: queuePolicy([{
      ...snsMaySend, Principal: { Service: 'events.amazonaws.com' }, Condition: { ArnLike: { 'aws:SourceArn': { 'Fn::Sub': SourceArn } } },
    }]),
    ...more,
  });
  const RULES_OF = 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:rule/';
  const bus = { Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'orders' } } };

  test.each<[string, unknown, string, Resources]>([
    ['a name', 'orders', 'orders/*', {}],
    ['a reference', ref('Bus'), 'orders/*', bus],
    ['an ARN', arn('Bus'), 'orders/*', bus],
    ['the name of the default bus', 'default', '${Rule}', {}],
    ['nothing', undefined, '${Rule}', {}],
  ])('has the bus that is given by %s', (_name, given, name, more) => {
    expect(onBus(given, `${RULES_OF}${name}`, more)).toEqual([]);
    expect(onBus(given, `${RULES_OF}returns/*`, more)).toEqual([expect.stringMatching(/^(no|unknown): KEEL-EVENTS-SQS-01 Queue$/)]);
  });

  test('is unknown where the bus is', () => {
    expect(onBus(ref('Parameter'), `${RULES_OF}orders/*`)).toEqual(['unknown: KEEL-EVENTS-SQS-01 Queue']);
  });
});

test('keys are let in by their statements, as ever', () => {
  expect(verdicts(wired({ Queue: queue({ KmsMasterKeyId: arn('Key') }), Key: key([{ ...snsMayUseKey, Effect: 'Deny' }]) })))
    .toEqual(['no: KEEL-SNS-SQS-02 Key']);
});
