package example;

import java.util.List;
import java.util.Map;
import io.github.cdkkeel.FanOutQueueOptions;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.sns.*;
import software.constructs.Construct;
import io.github.cdkkeel.AlarmRouting;
import io.github.cdkkeel.AlarmTopic;
import io.github.cdkkeel.FilterPolicy;
import io.github.cdkkeel.SnsSqsFanOut;

public class ShopStack extends Stack {
    public ShopStack(Construct scope, String id) {
        super(scope, id);
        AlarmTopic pages = AlarmTopic.Builder.create(this, "Pages").emails(List.of("ops@example.com")).build();
        AlarmRouting.of(this).notify(pages.getTopic());

        SubscriptionFilter physical = SubscriptionFilter.stringFilter(StringConditions.builder().allowlist(List.of("physical")).build());
        SnsSqsFanOut orders = new SnsSqsFanOut(this, "Orders");
        orders.addQueue("Billing");
        orders.addQueue("Shipping", FanOutQueueOptions.builder().filterPolicy(FilterPolicy.messageAttributes(Map.of("kind", physical))).build());
    }
}
