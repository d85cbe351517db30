using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.SNS;
using Constructs;
using CdkKeel;

class ShopStack : Stack
{
    public ShopStack(Construct scope, string id) : base(scope, id)
    {
        var pages = new AlarmTopic(this, "Pages", new AlarmTopicProps { Emails = new [] { "ops@example.com" } });
        AlarmRouting.Of(this).Notify(pages.Topic);

        var physical = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = new [] { "physical" } });
        var orders = new SnsSqsFanOut(this, "Orders");
        orders.AddQueue("Billing");
        orders.AddQueue("Shipping", new FanOutQueueOptions { FilterPolicy = FilterPolicy.MessageAttributes(new Dictionary<string, SubscriptionFilter> { { "kind", physical } }) });
    }
}
