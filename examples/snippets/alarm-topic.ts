import { Duration, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { AlarmRouting, AlarmTopic, QueueWithDlq, Severity } from 'cdk-keel';

/** Critical alarms wake somebody up, every alarm is in the mailbox, and an alarm of our own goes the same way. */
export function watchedShop(stack: Stack, checkout: lambda.IFunction): cloudwatch.CompositeAlarm {
  const pages = new AlarmTopic(stack, 'Pages', { emails: ['on-call@example.com'] });
  const mail = new AlarmTopic(stack, 'Mail', { emails: ['team@example.com'] });
  AlarmRouting.of(stack).notify(pages.topic, { severity: Severity.CRITICAL });
  AlarmRouting.of(stack).notify(mail.topic, { notifyRecovery: true });

  const orders = new QueueWithDlq(stack, 'Orders', {
    alarms: { InFlight: { enabled: false }, OldestMessageAge: { threshold: 1800, severity: Severity.CRITICAL } },
  });

  const slow = checkout.metricDuration({ statistic: 'p99', period: Duration.minutes(1) })
    .createAlarm(stack, 'SlowCheckout', { threshold: 3000, evaluationPeriods: 5 });
  AlarmRouting.route(slow, Severity.WARNING);

  // In ALARM while any alarm of the queue is: for the rollback of a deployment.
  return orders.alarms.health();
}
