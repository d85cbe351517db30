import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { DeliveryLogging, FilterPolicy, SnsSqsFanOut, Subscriber } from 'cdk-keel';

/** Every order is billed, only physical goods are shipped, and a partner is told over HTTPS. */
export function orders(scope: Construct, checkout: lambda.IFunction, bill: lambda.IFunction): SnsSqsFanOut {
  const fanOut = new SnsSqsFanOut(scope, 'Orders', { deliveryLogging: DeliveryLogging.FAILURES });
  fanOut.addQueue('Billing').addConsumer(bill);
  fanOut.addQueue('Shipping', {
    filterPolicy: FilterPolicy.messageAttributes({ kind: sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] }) }),
  });
  fanOut.subscribe('Partner', Subscriber.https('https://partner.example.com/orders'));
  fanOut.grantPublish(checkout);
  return fanOut;
}
