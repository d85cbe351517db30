package example;

import io.github.cdkkeel.AlarmRouting;
import io.github.cdkkeel.AlarmTopic;
import io.github.cdkkeel.FanOutQueueOptions;
import io.github.cdkkeel.FilterPolicy;
import io.github.cdkkeel.QueueWithDlq;
import io.github.cdkkeel.SnsSqsFanOut;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.constructs.Construct;

/**
 * Orders go to billing, to shipping where there is something to ship, and to an audit queue. A function turns orders into
 * invoices; an order without a price is a poison message until the fix is deployed with {@code -c fixed=true}.
 */
public final class OrderFanOutStack extends Stack {
    /** Everything is removed with the stack, because this is an example: leave it out to keep what holds messages. */
    private static final RemovalPolicy REMOVAL_POLICY = RemovalPolicy.DESTROY;

    public OrderFanOutStack(Construct scope, String id) {
        super(scope, id);

        AlarmTopic pages = AlarmTopic.Builder.create(this, "Pages").removalPolicy(REMOVAL_POLICY).build();
        AlarmRouting.of(this).notify(pages.getTopic());

        SnsSqsFanOut orders = SnsSqsFanOut.Builder.create(this, "Orders").removalPolicy(REMOVAL_POLICY).build();
        QueueWithDlq billing = orders.addQueue("Billing", FanOutQueueOptions.builder().maxReceiveCount(3).build());
        QueueWithDlq shipping = orders.addQueue("Shipping", FanOutQueueOptions.builder()
            .filterPolicy(FilterPolicy.messageAttributes(Map.of("kind",
                SubscriptionFilter.stringFilter(StringConditions.builder().allowlist(List.of("physical")).build()))))
            .build());
        QueueWithDlq audit = orders.addQueue("Audit");

        QueueWithDlq invoices = QueueWithDlq.Builder.create(this, "Invoices")
            .encryptionKey(orders.getEncryptionKey())
            .removalPolicy(REMOVAL_POLICY)
            .build();
        Function biller = Function.Builder.create(this, "Biller")
            .runtime(Runtime.NODEJS_22_X)
            .handler("index.handler")
            .code(Code.fromAsset(Path.of("..", "order-fan-out", "billing").toString()))
            .timeout(Duration.seconds(2))
            .build();
        biller.addEnvironment("ALLOW_MISSING_PRICE", Objects.requireNonNullElse(getNode().tryGetContext("fixed"), "false").toString());
        biller.addEnvironment("INVOICES_QUEUE_URL", invoices.getQueue().getQueueUrl());
        billing.addConsumer(biller);
        invoices.grantSendMessages(biller);

        output("OrdersTopicArn", orders.getTopic().getTopicArn());
        output("BillingQueueUrl", billing.getQueue().getQueueUrl());
        output("BillingDeadLetterQueueUrl", billing.getDeadLetterQueue().getQueueUrl());
        output("ShippingQueueUrl", shipping.getQueue().getQueueUrl());
        output("AuditQueueUrl", audit.getQueue().getQueueUrl());
        output("InvoicesQueueUrl", invoices.getQueue().getQueueUrl());
        output("PagesTopicArn", pages.getTopic().getTopicArn());
        output("BillingDeadLetterAlarmName", billing.getAlarms().get("DeadLetter").getAlarmName());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
