import { App, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { arn, key, queue, queuePolicy, ref, snsMaySend, snsMayUseKey, subscription, topic, verdicts, wired } from './wiring';
import { QueueWithDlq, SnsSqsFanOut, Subscriber } from '../../src';
import { checkTemplates } from '../../src/delivery/check-templates';
import { isOptIn } from '../../src/delivery/model/opt-in-regions';
import { JsonObject } from '../../src/delivery/model/template';

const ACCOUNT = '111111111111';

/** Verdicts of a topic in one Region and a queue in another, whose policies let a principal in. */
function across(service: string, topicRegion: string | undefined, queueRegion: string | undefined): string[] {
  const partition = topicRegion?.startsWith('cn-') ? 'aws-cn' : 'aws';
  const template = (Resources: unknown) => ({ Resources }) as JsonObject;
  const statement = <T extends object>(one: T) => ({ ...one, Principal: { Service: service } });
  const where = topicRegion === undefined ? {} : { account: ACCOUNT, region: topicRegion };
  return checkTemplates([
    { id: 'Topics', template: template({ Topic: topic({ TopicName: 'orders' }) }), ...where },
    {
      id: 'Queues',
      ...(queueRegion === undefined ? {} : { account: ACCOUNT, region: queueRegion }),
      template: template({
        Queue: queue({ KmsMasterKeyId: arn('Key') }),
        Key: key([statement(snsMayUseKey)]),
        Policy: queuePolicy([statement(snsMaySend)]),
        Subscription: subscription({
          TopicArn: topicRegion === undefined ? ref('Topic') : `arn:${partition}:sns:${topicRegion}:${ACCOUNT}:orders`,
        }),
      }),
    },
  ]).filter(({ rule }) => /SQS-0[12]$/.test(rule.id)).map(({ delivers }) => delivers);
}

const OWN = 'sns.ap-east-1.amazonaws.com';

test.each<[string, string, string | undefined, string | undefined]>([
  ['yes', OWN, 'ap-east-1', 'us-east-1'],
  ['no', 'sns.amazonaws.com', 'ap-east-1', 'us-east-1'],
  ['yes', 'sns.me-west-1.amazonaws.com', 'me-west-1', 'us-east-1'],
  ['yes', 'sns.amazonaws.com', 'ap-east-1', 'ap-east-1'],
  ['no', OWN, 'ap-east-1', 'ap-east-1'],
  ['yes', 'sns.amazonaws.com', 'eu-west-1', 'us-east-1'],
  ['no', 'sns.eu-west-1.amazonaws.com', 'eu-west-1', 'us-east-1'],
  ['yes', OWN, 'ap-east-1', undefined],
  ['yes', 'sns.amazonaws.com', 'ap-east-1', undefined],
  ['no', 'sns.me-south-1.amazonaws.com', 'ap-east-1', undefined],
  ['unknown', OWN, undefined, 'us-east-1'],
  ['yes', 'sns.amazonaws.com', undefined, 'us-east-1'],
  ['no', 'events.amazonaws.com', undefined, 'us-east-1'],
  ['yes', 'sns.amazonaws.com', 'cn-north-1', 'cn-northwest-1'],
])('%s: %s for a topic in %s and a queue in %s', (expected, service, topicRegion, queueRegion) => {
  expect(across(service, topicRegion, queueRegion)).toEqual([expected, expected]);
});

test('the list of opt-in Regions is that of aws-cdk-lib', () => {
  expect(RegionInfo.regions.filter(({ name }) => isOptIn(name)).map(({ name }) => name))
    .toEqual(RegionInfo.regions.filter(({ isOptInRegion }) => isOptInRegion).map(({ name }) => name));
});

test('has nothing to say of our own fan-out that leaves an opt-in Region', () => {
  const app = new App();
  const topics = new Stack(app, 'Topics', { env: { account: ACCOUNT, region: 'ap-east-1' } });
  const queues = new Stack(app, 'Queues', { env: { account: ACCOUNT, region: 'us-east-1' } });
  const orders = new SnsSqsFanOut(topics, 'Orders');
  orders.subscribe('Billing', Subscriber.queue(new QueueWithDlq(queues, 'Billing').queue));
  const templates = app.synth().stacks.map(({ stackName, template, environment: { region } }) => (
    { id: stackName, stackName, template, account: ACCOUNT, region }
  ));
  const verdictsOfQueue = checkTemplates(templates).filter(({ rule, to }) => rule.id.startsWith('KEEL-SNS-SQS') && to?.stackId === 'Queues');
  expect(new Set(verdictsOfQueue.map(({ delivers }) => delivers))).toEqual(new Set(['yes']));
  expect(verdictsOfQueue.map(({ rule }) => rule.id)).toEqual(expect.arrayContaining(['KEEL-SNS-SQS-01', 'KEEL-SNS-SQS-02', 'KEEL-SNS-SQS-03']));
});

test.each([['eu-west-1', 'aws'], ['cn-north-1', 'aws-cn'], ['us-gov-west-1', 'aws-us-gov']])('hand-written ARNs and URLs match in %s', (region, partition) => {
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  const template = {
    Resources: wired({
      Queue: queue({ QueueName: 'billing' }),
      Subscription: subscription({ Endpoint: `arn:${partition}:sqs:${region}:${ACCOUNT}:billing` }),
      Policy: queuePolicy([snsMaySend], [`https://sqs.${region}.${suffix}/${ACCOUNT}/billing`]),
    }),
  } as unknown as JsonObject;
  expect(checkTemplates([{ id: 'Shop', template, region, account: ACCOUNT }]).filter(({ delivers }) => delivers !== 'yes')).toEqual([]);
});

test('an imported topic is in an account of its own', () => {
  const statement = { ...snsMaySend, Condition: { StringEquals: { 'aws:SourceAccount': '222222222222' } } };
  expect(verdicts(wired({ Subscription: subscription({ TopicArn: ref('Parameter') }), Policy: queuePolicy([statement]) })))
    .toEqual(['unknown: KEEL-SNS-SQS-01 Queue', 'unknown: KEEL-SNS-SQS-03 Subscription']);
});
