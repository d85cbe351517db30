import { join } from 'path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, FilterPolicy, QueueWithDlq, SnsSqsFanOut } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds messages. */
const removalPolicy = RemovalPolicy.DESTROY;

/**
 * Orders go to billing, to shipping where there is something to ship, and to an audit queue. A function turns orders into invoices; an order
 * without a price is a poison message until the fix is deployed with `-c fixed=true`.
 */
export class OrderFanOutStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const orders = new SnsSqsFanOut(this, 'Orders', { removalPolicy });
    const billing = orders.addQueue('Billing', { maxReceiveCount: 3 });
    const shipping = orders.addQueue('Shipping', {
      filterPolicy: FilterPolicy.messageAttributes({ kind: sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] }) }),
    });
    const audit = orders.addQueue('Audit');

    const invoices = new QueueWithDlq(this, 'Invoices', { encryptionKey: orders.encryptionKey, removalPolicy });
    const biller = new lambda.Function(this, 'Biller', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'billing')),
      timeout: Duration.seconds(2),
      environment: {
        ALLOW_MISSING_PRICE: `${this.node.tryGetContext('fixed') ?? 'false'}`,
        INVOICES_QUEUE_URL: invoices.queue.queueUrl,
      },
    });
    billing.addConsumer(biller);
    invoices.grantSendMessages(biller);

    new CfnOutput(this, 'OrdersTopicArn', { value: orders.topic.topicArn });
    new CfnOutput(this, 'BillingQueueUrl', { value: billing.queue.queueUrl });
    new CfnOutput(this, 'BillingDeadLetterQueueUrl', { value: billing.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'ShippingQueueUrl', { value: shipping.queue.queueUrl });
    new CfnOutput(this, 'AuditQueueUrl', { value: audit.queue.queueUrl });
    new CfnOutput(this, 'InvoicesQueueUrl', { value: invoices.queue.queueUrl });
    new CfnOutput(this, 'PagesTopicArn', { value: pages.topic.topicArn });
    new CfnOutput(this, 'BillingDeadLetterAlarmName', { value: billing.alarms.get('DeadLetter').alarmName });
  }
}
