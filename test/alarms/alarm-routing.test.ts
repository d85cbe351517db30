import { App, Duration, Stack, Stage } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { AlarmRouting, AlarmTopic, Fifo, QueueWithDlq, Severity, SnsSqsFanOut } from '../../src';
import { keyStatements, policyOf, warnings } from '../statements';

let app: App;
let stack: Stack;

beforeEach(() => {
  app = new App();
  stack = new Stack(app, 'Shop');
});

const alarms = (of: Stack = stack) => Object.values(Template.fromStack(of).findResources('AWS::CloudWatch::Alarm')).map(({ Properties }) => Properties);
const alarm = (key: string) => alarms().find(({ AlarmDescription }) => AlarmDescription.endsWith(`#${key.toLowerCase()}`))!;

describe('a route', () => {
  test('takes alarms that are made before it and after it', () => {
    new QueueWithDlq(stack, 'Before');
    const { topic } = new AlarmTopic(stack, 'Pages');
    AlarmRouting.of(app).notify(topic);
    new QueueWithDlq(stack, 'After');
    expect(alarms()).toHaveLength(8);
    expect(alarms().map(({ AlarmActions }) => AlarmActions)).toEqual(Array(8).fill([stack.resolve(topic.topicArn)]));
    expect(alarms().every(({ ActionsEnabled, OKActions }) => ActionsEnabled && OKActions === undefined)).toBe(true);
  });

  test('takes alarms at or below its scope only', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    new QueueWithDlq(stack, 'Others');
    AlarmRouting.of(jobs).notify(new AlarmTopic(stack, 'Pages').topic);
    expect(alarms().filter(({ AlarmActions }) => AlarmActions)).toHaveLength(4);
  });

  test('adds to the routes above it', () => {
    const everything = new AlarmTopic(stack, 'Everything').topic;
    const shop = new AlarmTopic(stack, 'OnlyShop').topic;
    AlarmRouting.of(app).notify(everything);
    AlarmRouting.of(stack).notify(shop);
    new QueueWithDlq(stack, 'Jobs');
    expect(alarm('DeadLetter').AlarmActions).toEqual([stack.resolve(everything.topicArn), stack.resolve(shop.topicArn)]);
  });

  test('takes one severity where it is told so', () => {
    const pages = new AlarmTopic(stack, 'Pages').topic;
    const mails = new AlarmTopic(stack, 'Mails').topic;
    AlarmRouting.of(app).notify(pages, { severity: Severity.CRITICAL });
    AlarmRouting.of(app).notify(mails, { severity: Severity.WARNING });
    new QueueWithDlq(stack, 'Jobs', { alarms: { InFlight: { severity: Severity.WARNING } } });
    expect(alarm('DeadLetter').AlarmActions).toEqual([stack.resolve(pages.topicArn)]);
    expect(alarm('OldestMessageAge').AlarmActions).toEqual([stack.resolve(mails.topicArn)]);
    expect(alarm('InFlight').AlarmActions).toEqual([stack.resolve(mails.topicArn)]);
  });

  test('tells of recoveries where it is told so', () => {
    const { topic } = new AlarmTopic(stack, 'Pages');
    AlarmRouting.of(app).notify(topic, { notifyRecovery: true });
    new QueueWithDlq(stack, 'Jobs');
    expect(alarm('DeadLetter').OKActions).toEqual([stack.resolve(topic.topicArn)]);
  });

  test('reaches across stacks, and takes alarms of your own', () => {
    const ops = new Stack(app, 'Ops');
    AlarmRouting.of(app).notify(new AlarmTopic(ops, 'Pages').topic);
    const mine = new cloudwatch.Alarm(stack, 'Mine', {
      metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Unsold', period: Duration.minutes(1) }), threshold: 1, evaluationPeriods: 1,
    });
    AlarmRouting.route(mine, Severity.WARNING);
    expect(alarms()[0].AlarmActions).toHaveLength(1);
    expect(stack.dependencies).toEqual([ops]);
  });

  test('tells a topic once, also where two routes lead to it', () => {
    const { topic } = new AlarmTopic(stack, 'Pages');
    AlarmRouting.of(app).notify(topic);
    AlarmRouting.of(stack).notify(topic, { severity: Severity.CRITICAL, notifyRecovery: true });
    new QueueWithDlq(stack, 'Jobs');
    expect(alarm('DeadLetter')).toMatchObject({ AlarmActions: [stack.resolve(topic.topicArn)], OKActions: [stack.resolve(topic.topicArn)] });
    expect(alarm('OldestMessageAge').OKActions).toBeUndefined();
  });

  test('does not reach into another stage, account or Region, where the warning says that nobody is told', () => {
    const { topic } = new AlarmTopic(new Stack(app, 'Ops', { env: { account: '111111111111', region: 'eu-west-1' } }), 'Pages');
    AlarmRouting.of(app).notify(topic);
    const elsewhere = [
      new Stack(new Stage(app, 'Prod'), 'Shop', { env: { account: '111111111111', region: 'eu-west-1' } }),
      new Stack(app, 'Virginia', { env: { account: '111111111111', region: 'us-east-1' } }),
      new Stack(app, 'Theirs', { env: { account: '222222222222', region: 'eu-west-1' } }),
    ];
    elsewhere.forEach((other) => new QueueWithDlq(other, 'Jobs'));
    for (const other of elsewhere) {
      expect(alarms(other).map(({ AlarmActions }) => AlarmActions)).toEqual(Array(4).fill(undefined));
      expect(warnings(other)).toEqual([expect.stringContaining('cdk-keel:AlarmRouting.noRoute')]);
    }
  });

  test('lets CloudWatch into a topic of yours and into its key, for alarms of this account', () => {
    const key = new kms.Key(stack, 'Key');
    const topic = new sns.Topic(stack, 'Topic', { masterKey: key, enforceSSL: true });
    AlarmRouting.of(app).notify(topic);
    const cloudWatch = {
      Effect: 'Allow',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: {
          'aws:SourceArn': {
            'Fn::Join': ['', [
              'arn:', { Ref: 'AWS::Partition' }, ':cloudwatch:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':alarm:*',
            ]],
          },
        },
      },
    };
    expect(policyOf(stack, topic)).toContainEqual(expect.objectContaining({ ...cloudWatch, Action: 'sns:Publish', Resource: stack.resolve(topic.topicArn) }));
    expect(keyStatements(stack)).toContainEqual({ ...cloudWatch, Action: ['kms:Decrypt', 'kms:GenerateDataKey*'], Resource: '*' });
  });

  test('to an imported topic warns with the statement that is missing', () => {
    AlarmRouting.of(app).notify(sns.Topic.fromTopicArn(stack, 'Theirs', 'arn:aws:sns:eu-west-1:111111111111:theirs'));
    expect(warnings(stack)).toEqual([expect.stringMatching(/sns:Publish.*cloudwatch\.amazonaws\.com.*cdk-keel:AlarmRouting\.topicPolicy/)]);
  });

  test('fails when the topic is FIFO', () => {
    const { topic } = new SnsSqsFanOut(stack, 'Orders', { fifo: Fifo.defaultThroughput() });
    expect(() => AlarmRouting.of(app).notify(topic)).toThrow(/'topic' must be a standard topic, .* but got Shop\/Orders\/Topic/);
  });
});

describe('without a route', () => {
  const noRoute = (of: Stack) => app.synth({ force: true }).getStackArtifact(of.artifactId).messages.map(({ entry }) => entry.data);

  test('there is one warning per stack', () => {
    const other = new Stack(app, 'Other');
    new QueueWithDlq(stack, 'Jobs');
    new SnsSqsFanOut(stack, 'Orders');
    new QueueWithDlq(other, 'Jobs');
    expect(noRoute(stack)).toEqual([expect.stringMatching(/^11 alarms tell nobody, the first is 'Shop\/Jobs\/Alarms\/OldestMessageAge'.*cdk-keel:AlarmRouting\.noRoute/)]);
    expect(noRoute(other)).toHaveLength(1);
  });

  test('an alarm with an action of yours is not counted', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    jobs.alarms.all.forEach((one) => one.addAlarmAction({ bind: () => ({ alarmActionArn: 'arn:aws:ssm:eu-west-1:111111111111:opsitem:1' }) }));
    expect(noRoute(stack)).toEqual([]);
  });
});

describe('AlarmTopic', () => {
  test('fails when an address is none, and leaves nothing behind', () => {
    expect(() => new AlarmTopic(stack, 'Pages', { emails: ['ops', 'a@example.com'] }))
      .toThrow('AlarmTopic \'Shop/Pages\' got invalid values:\n  - \'emails\' must be e-mail addresses, but got ops');
    expect(stack.node.children).toEqual([]);
  });

  test('is encrypted, refuses plain HTTP, and tells the addresses it is given', () => {
    const { topic } = new AlarmTopic(stack, 'Pages', { emails: ['ops@example.com'] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::KMS::Key', { EnableKeyRotation: true });
    expect(policyOf(stack, topic).map(({ Effect }) => Effect)).toEqual(['Deny', 'Allow']);
    template.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'ops@example.com' });
  });

  test('lets CloudWatch in once, also when it is routed to', () => {
    const { topic } = new AlarmTopic(stack, 'Pages');
    AlarmRouting.of(app).notify(topic);
    expect(policyOf(stack, topic).filter(({ Effect }) => Effect === 'Allow')).toHaveLength(1);
    expect(keyStatements(stack)).toHaveLength(2);
  });
});
