import { App, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AlarmDefinition, AlarmSet, AlarmTopic, Fifo, QueueWithDlq, Severity, SnsSqsFanOut } from '../../src';
import { stuckAfter } from '../../src/alarms/queue-alarms';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

const alarm = (key: string) => Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm', {
  Properties: { AlarmDescription: Match.stringLikeRegexp(`#${key.toLowerCase()}$`) },
}))[0]?.Properties;

describe('alarms of a queue', () => {
  test('watch the age of the oldest message for 5 minutes', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    expect(alarm('OldestMessageAge')).toMatchObject({
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateAgeOfOldestMessage',
      Dimensions: [{ Name: 'QueueName', Value: stack.resolve(jobs.queue.queueName) }],
      Statistic: 'Maximum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 300,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });

  test('go off at the first dead letter', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    expect(alarm('DeadLetter')).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: stack.resolve(jobs.deadLetterQueue.queueName) }],
      EvaluationPeriods: 1,
      Threshold: 1,
    });
  });

  test('go off before a dead letter expires, whose 14 days on a standard queue count from the first send', () => {
    new QueueWithDlq(stack, 'Jobs', { retentionPeriod: Duration.days(4) });
    expect(alarm('DeadLetterExpiry')).toMatchObject({ MetricName: 'ApproximateAgeOfOldestMessage', Threshold: 0.75 * 10 * 86_400 });
  });

  test('go off before a dead letter expires, whose 14 days on a FIFO queue count from the move', () => {
    new QueueWithDlq(stack, 'Jobs', { retentionPeriod: Duration.days(4), fifo: Fifo.defaultThroughput() });
    expect(alarm('DeadLetterExpiry')).toMatchObject({ Threshold: 0.75 * 14 * 86_400 });
  });

  test('go off at 90 % of the messages that may be in flight', () => {
    new QueueWithDlq(stack, 'Jobs');
    expect(alarm('InFlight')).toMatchObject({ MetricName: 'ApproximateNumberOfMessagesNotVisible', Threshold: 108_000, Statistic: 'Maximum' });
  });
});

test('a message is stuck after all its retries, at least after 5 minutes, at most after three quarters of the retention', () => {
  const settings = { visibilitySeconds: 30, maxReceiveCount: 5, deliveryDelay: Duration.seconds(0), retentionPeriod: Duration.days(4) };
  expect(stuckAfter(settings)).toBe(300);
  expect(stuckAfter({ ...settings, visibilitySeconds: 360, deliveryDelay: Duration.seconds(60) })).toBe(2760);
  expect(stuckAfter({ ...settings, retentionPeriod: Duration.seconds(60) })).toBe(45);
});

test.each([
  ['NotificationsFailed', 'NumberOfNotificationsFailed'],
  ['RedrivenToDeadLetterQueue', 'NumberOfNotificationsRedrivenToDlq'],
  ['FailedToRedriveToDeadLetterQueue', 'NumberOfNotificationsFailedToRedriveToDlq'],
  ['FilteredOutInvalidAttributes', 'NumberOfNotificationsFilteredOut-InvalidAttributes'],
  ['FilteredOutInvalidMessageBody', 'NumberOfNotificationsFilteredOut-InvalidMessageBody'],
])('a fan-out watches %s of its topic from the first message on', (key, metric) => {
  const orders = new SnsSqsFanOut(stack, 'Orders');
  expect(alarm(key)).toMatchObject({
    Namespace: 'AWS/SNS',
    MetricName: metric,
    Dimensions: [{ Name: 'TopicName', Value: stack.resolve(orders.topic.topicName) }],
    Statistic: 'Sum',
    Threshold: 1,
    TreatMissingData: 'notBreaching',
  });
});

describe('overrides', () => {
  test('change one alarm and leave the others', () => {
    new QueueWithDlq(stack, 'Jobs', { alarms: { OldestMessageAge: { threshold: 600, evaluationPeriods: 2, severity: Severity.CRITICAL } } });
    expect(alarm('OldestMessageAge')).toMatchObject({ Threshold: 600, EvaluationPeriods: 2 });
    expect(alarm('DeadLetter')).toMatchObject({ Threshold: 1 });
  });

  test('switch one alarm off', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs', { alarms: { InFlight: { enabled: false } } });
    expect(alarm('InFlight')).toBeUndefined();
    expect(jobs.alarms.all).toHaveLength(3);
    expect(() => jobs.alarms.get('InFlight'))
      .toThrow('\'Shop/Jobs/Alarms\' has no alarm \'InFlight\', or it is switched off. There are: OldestMessageAge, DeadLetter, DeadLetterExpiry');
  });
});

test('fails when an override cannot be, and takes one that is undefined for none', () => {
  new QueueWithDlq(stack, 'Fine', { alarms: { DeadLetter: undefined! } });
  expect(() => new QueueWithDlq(stack, 'Jobs', { alarms: { DeadLetter: { threshold: NaN, evaluationPeriods: 1441 } } }))
    .toThrow(/evaluationPeriods' must be a whole number from 1 to 1,440 .* 1441[^]*threshold' must be a number, but got NaN/);
});

test('fails when an override changes nothing, as a misspelt one from Python does', () => {
  expect(() => new QueueWithDlq(stack, 'Jobs', { alarms: { DeadLetter: {} } }))
    .toThrow(/'alarms\.DeadLetter' must change something: .* but got \{\}/);
});

describe('health', () => {
  test('is one alarm over all, made when first asked for', () => {
    const jobs = new QueueWithDlq(stack, 'Jobs');
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
    const other = new Stack(new App(), 'Other');
    const watched = new QueueWithDlq(other, 'Jobs');
    expect(watched.alarms.health()).toBe(watched.alarms.health());
    const [health] = Object.values(Template.fromStack(other).findResources('AWS::CloudWatch::CompositeAlarm'));
    for (const { node } of jobs.alarms.all) {
      expect(JSON.stringify(health.Properties.AlarmRule)).toContain(`JobsAlarms${node.id}`);
    }
  });

  test('fails when every alarm is switched off', () => {
    const off = { enabled: false };
    const jobs = new QueueWithDlq(stack, 'Jobs', { alarms: { OldestMessageAge: off, InFlight: off, DeadLetter: off, DeadLetterExpiry: off } });
    expect(() => jobs.alarms.health()).toThrow('\'Shop/Jobs/Alarms\' has no alarm to make a health alarm of: all are switched off');
  });
});

describe('a set of your own', () => {
  const definition = {
    key: 'Late', metric: new Metric({ namespace: 'Shop', metricName: 'Late' }), threshold: 1, severity: Severity.WARNING, meaning: 'Late.', firstStep: 'look.',
  };

  test('links to the runbook at the address that is given', () => {
    new AlarmSet(stack, 'Alarms', { runbook: 'https://wiki.example.com/orders', definitions: [definition] });
    expect(alarm('Late')?.AlarmDescription).toBe('Late. First step: look. Runbook: https://wiki.example.com/orders#late');
  });

  test.each<[string, AlarmDefinition[], string]>([
    ['two alarms have a key', [definition, definition], "'definitions' must have another key each, but got [\"Late\",\"Late\"]"],
    ['a key is no heading', [{ ...definition, key: '__proto__' }], "'definitions.key' must be letters and digits, and begin with a capital letter"],
    ['a threshold is no number', [{ ...definition, threshold: NaN }], "'definitions.threshold' must be a number, but got NaN"],
    ['a period is halved', [{ ...definition, evaluationPeriods: 0.5 }], "'definitions.evaluationPeriods' must be a whole number from 1 to 1,440 (a day), but got 0.5"],
  ])('fails when %s', (_, definitions, message) => {
    expect(() => new AlarmSet(stack, 'Alarms', { runbook: 'shop', definitions })).toThrow(message);
  });

  test('fails when the runbook is neither an address nor a page', () => {
    expect(() => new AlarmSet(stack, 'Alarms', { runbook: '../orders.md', definitions: [definition] }))
      .toThrow("'runbook' must be an address (https://…), or the name of a page of this library, but got ../orders.md");
  });
});

test('a topic for alarms fails when an address is there twice', () => {
  expect(() => new AlarmTopic(stack, 'Pages', { emails: ['a@example.com', 'a@example.com'] }))
    .toThrow("'emails' must name each address once, but got [\"a@example.com\",\"a@example.com\"]");
});
