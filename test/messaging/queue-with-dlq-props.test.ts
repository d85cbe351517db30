import { App, Duration, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Fifo, QueueWithDlq } from '../../src';

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

describe('fails', () => {
  test('with one error for all props, each with the value received', () => {
    const make = () => new QueueWithDlq(stack, 'Jobs', {
      visibilityTimeout: Duration.hours(13),
      retentionPeriod: Duration.seconds(59),
      maxReceiveCount: 0,
      deliveryDelay: Duration.minutes(16),
      maxMessageSizeBytes: 1023,
      alarms: { OldestMessage: { threshold: 1 }, DeadLetter: { evaluationPeriods: 0 } },
    });
    expect(make).toThrow([
      'QueueWithDlq \'Shop/Jobs\' got invalid values:',
      '  - \'visibilityTimeout\' must be 0 to 43,200 whole seconds (12 hours), but got 46800',
      '  - \'retentionPeriod\' must be 60 to 1,209,600 whole seconds (14 days), but got 59',
      '  - \'maxReceiveCount\' must be a whole number from 1 to 1,000, but got 0',
      '  - \'deliveryDelay\' must be 0 to 900 whole seconds (15 minutes), but got 960',
      '  - \'maxMessageSizeBytes\' must be a whole number from 1,024 to 1,048,576 bytes (1 MiB), but got 1023',
      '  - \'alarms\' must name alarms of this construct (OldestMessageAge, InFlight, DeadLetter, DeadLetterExpiry), but got OldestMessage',
      '  - \'alarms.DeadLetter.evaluationPeriods\' must be a whole number from 1 to 1,440 (a day), but got 0',
    ].join('\n'));
  });

  test('and leaves nothing half-made behind', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs', { maxReceiveCount: 0 })).toThrow();
    expect(stack.node.children).toEqual([]);
    new QueueWithDlq(stack, 'Jobs');
  });

  test('when a standard queue keeps messages as long as its dead-letter queue', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs', { retentionPeriod: Duration.days(14) }))
      .toThrow(/'retentionPeriod' must be at most 1,123,200 seconds .* but got 1209600/);
  });

  test('when a standard queue leaves no day to look at a dead letter', () => {
    new QueueWithDlq(stack, 'Longest', { retentionPeriod: Duration.days(13) });
    expect(() => new QueueWithDlq(stack, 'Jobs', { retentionPeriod: Duration.hours(313) }))
      .toThrow(/'retentionPeriod' must be at most 1,123,200 seconds \(13 days\).* but got 1126800/);
  });

  test('when the key is AWS-managed', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs', { encryptionKey: kms.Alias.fromAliasName(stack, 'Managed', 'alias/aws/sqs') }))
      .toThrow(/'encryptionKey' must be a customer-managed key.* but got alias\/aws\/sqs/);
  });

  test('when the name does not fit the kind of queue', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs', { queueName: 'jobs.fifo' })).toThrow(/'queueName' must not end in '\.fifo'.* but got jobs\.fifo/);
    expect(() => new QueueWithDlq(stack, 'Jobs', { fifo: Fifo.defaultThroughput(), queueName: 'jobs' }))
      .toThrow(/'queueName' must end in '\.fifo'.* but got jobs/);
    expect(() => new QueueWithDlq(stack, 'Jobs', { queueName: 'a b' })).toThrow(/'queueName' must be 1 to 80 letters.* but got a b/);
  });

  test('on one line, whatever a value or an id contains', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs\n', { queueName: "a\n  - 'b' \u001b[31m\u2028" })).toThrow(new Error([
      "QueueWithDlq 'Shop/Jobs\\u000a' got invalid values:",
      "  - 'queueName' must be 1 to 80 letters, digits, hyphens and underscores, but got a\\u000a  - 'b' \\u001b[31m\\u2028",
    ].join('\n')));
  });

  test('when a change to an alarm is an object without a prototype, and empty', () => {
    expect(() => new QueueWithDlq(stack, 'Jobs', { alarms: { InFlight: Object.create(null) } })).toThrow(/'alarms\.InFlight' must change something.* but got \{\}/);
  });
});
