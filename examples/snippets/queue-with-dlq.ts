import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { QueueWithDlq, Sender } from 'cdk-keel';

/** Invoices are written one by one; who is on call may move failed ones back. */
export function invoices(scope: Construct, shop: lambda.IFunction, invoice: lambda.IFunction, onCall: iam.IRole): QueueWithDlq {
  const queue = new QueueWithDlq(scope, 'Invoices', {
    retentionPeriod: Duration.days(7),
    maxReceiveCount: 3,
    alarms: { OldestMessageAge: { threshold: 1800 } },
  });
  queue.addConsumer(invoice, { maxConcurrency: 5 });
  queue.grantSendMessages(shop);
  queue.allowSendFrom(Sender.account('210987654321', { principalArn: 'arn:aws:iam::210987654321:role/billing' }));
  queue.grantRedrive(onCall);
  return queue;
}
