package example;

import io.github.cdkkeel.DeliveryChecks;
import io.github.cdkkeel.DeliveryFinding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awscdk.cxapi.CloudAssembly;

final class Deliveries {
    /** A subscription to a queue that lets nobody in. */
    private static final Map<String, Object> BROKEN = Map.of("Resources", Map.of(
        "Billing", Map.of("Type", "AWS::SQS::Queue"),
        "Orders", Map.of("Type", "AWS::SNS::Topic"),
        "Subscription", Map.of("Type", "AWS::SNS::Subscription", "Properties", Map.of(
            "Protocol", "sqs",
            "TopicArn", Map.of("Ref", "Orders"),
            "Endpoint", Map.of("Fn::GetAtt", List.of("Billing", "Arn"))))));

    private Deliveries() {}

    /** What the delivery checks say of all stacks, and of one that is broken. */
    static String of(CloudAssembly assembly) {
        Map<String, Object> templates = new TreeMap<>();
        assembly.getStacks().forEach(stack -> templates.put(stack.getStackName(), stack.getTemplate()));
        Map<String, Object> withBroken = new TreeMap<>(templates);
        withBroken.put("Broken", BROKEN);
        return Stream.concat(DeliveryChecks.findingsOf(withBroken).stream(), DeliveryChecks.unknownsOf(templates).stream())
            .map(Deliveries::lineOf).collect(Collectors.joining()) + "graph: " + DeliveryChecks.graphOf(templates).lines().count() + " lines\n";
    }

    private static String lineOf(DeliveryFinding finding) {
        String change = Stream.of(finding.getStatement(), finding.getFix()).filter(Objects::nonNull).findFirst().orElse("nothing");
        return String.format("%s: %s -> %s: %s; change %s (%s): %s\n", finding.getRuleId(), finding.getSender(),
            Objects.requireNonNullElse(finding.getReceiver(), "unknown"), finding.getBecause(), finding.getAt(), finding.getLogicalId(), change);
    }
}
