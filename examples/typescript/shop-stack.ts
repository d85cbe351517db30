import { Stack } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, FilterPolicy, SnsSqsFanOut } from 'cdk-keel';

export class ShopStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const pages = new AlarmTopic(this, 'Pages', { emails: ['ops@example.com'] });
    AlarmRouting.of(this).notify(pages.topic);

    const physical = sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] });
    const orders = new SnsSqsFanOut(this, 'Orders');
    orders.addQueue('Billing');
    orders.addQueue('Shipping', { filterPolicy: FilterPolicy.messageAttributes({ kind: physical }) });
  }
}
