using System.Collections.Generic;
using System.IO;
using Amazon.CDK;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.SNS;
using CdkKeel;
using Constructs;

namespace Example;

/// <summary>
/// Orders go to billing, to shipping where there is something to ship, and to an audit queue. A function turns orders into invoices; an order
/// without a price is a poison message until the fix is deployed with <c>-c fixed=true</c>.
/// </summary>
public sealed class OrderFanOutStack : Stack
{
    /// <summary>Everything is removed with the stack, because this is an example: leave it out to keep what holds messages.</summary>
    private const RemovalPolicy Removal = Amazon.CDK.RemovalPolicy.DESTROY;

    public OrderFanOutStack(Construct scope, string id) : base(scope, id)
    {
        var pages = new AlarmTopic(this, "Pages", new AlarmTopicProps { RemovalPolicy = Removal });
        AlarmRouting.Of(this).Notify(pages.Topic);

        var orders = new SnsSqsFanOut(this, "Orders", new SnsSqsFanOutProps { RemovalPolicy = Removal });
        var billing = orders.AddQueue("Billing", new FanOutQueueOptions { MaxReceiveCount = 3 });
        var physical = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = new[] { "physical" } });
        var shipping = orders.AddQueue("Shipping", new FanOutQueueOptions
        {
            FilterPolicy = FilterPolicy.MessageAttributes(new Dictionary<string, SubscriptionFilter> { ["kind"] = physical }),
        });
        var audit = orders.AddQueue("Audit");

        var invoices = new QueueWithDlq(this, "Invoices", new QueueWithDlqProps { EncryptionKey = orders.EncryptionKey, RemovalPolicy = Removal });
        var biller = new Function(this, "Biller", new FunctionProps
        {
            Runtime = Runtime.NODEJS_22_X,
            Handler = "index.handler",
            Code = Code.FromAsset(Path.Combine("..", "order-fan-out", "billing")),
            Timeout = Duration.Seconds(2),
        });
        biller.AddEnvironment("ALLOW_MISSING_PRICE", Node.TryGetContext("fixed")?.ToString() ?? "false");
        biller.AddEnvironment("INVOICES_QUEUE_URL", invoices.Queue.QueueUrl);
        billing.AddConsumer(biller);
        invoices.GrantSendMessages(biller);

        Output("OrdersTopicArn", orders.Topic.TopicArn);
        Output("BillingQueueUrl", billing.Queue.QueueUrl);
        Output("BillingDeadLetterQueueUrl", billing.DeadLetterQueue.QueueUrl);
        Output("ShippingQueueUrl", shipping.Queue.QueueUrl);
        Output("AuditQueueUrl", audit.Queue.QueueUrl);
        Output("InvoicesQueueUrl", invoices.Queue.QueueUrl);
        Output("PagesTopicArn", pages.Topic.TopicArn);
        Output("BillingDeadLetterAlarmName", billing.Alarms.Get("DeadLetter").AlarmName);
    }

    private void Output(string id, string value) => _ = new CfnOutput(this, id, new CfnOutputProps { Value = value });
}
