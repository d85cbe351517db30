import { App, Duration, Stack } from 'aws-cdk-lib';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { DefinitionBody, StateMachine, TaskInput } from 'aws-cdk-lib/aws-stepfunctions';
import { SnsPublish } from 'aws-cdk-lib/aws-stepfunctions-tasks';

const app = new App();
const shop = new Stack(app, 'Shop');

const encryptionMasterKey = new kms.Key(shop, 'Key', { enableKeyRotation: true });
const pages = new sns.Topic(shop, 'Pages', { masterKey: encryptionMasterKey });
const orders = new sns.Topic(shop, 'Orders');

const billing = new sqs.Queue(shop, 'Billing', {
  retentionPeriod: Duration.days(14),
  deadLetterQueue: { queue: new sqs.Queue(shop, 'BillingDeadLetters'), maxReceiveCount: 5 },
});
orders.addSubscription(new SqsSubscription(billing, { deadLetterQueue: new sqs.Queue(shop, 'Undelivered', { encryptionMasterKey }) }));
orders.addSubscription(new SqsSubscription(new sqs.Queue(shop, 'Shipping', { fifo: true })));

billing.metricApproximateAgeOfOldestMessage().createAlarm(shop, 'BillingIsLate', { threshold: 600, evaluationPeriods: 1 })
  .addAlarmAction(new SnsAction(pages));
new StateMachine(shop, 'Refund', {
  definitionBody: DefinitionBody.fromChainable(new SnsPublish(shop, 'TellAccounting', { topic: pages, message: TaskInput.fromText('refunded') })),
});

export const assembly = app.synth();
