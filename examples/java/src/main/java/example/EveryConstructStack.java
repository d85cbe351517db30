package example;

import io.github.cdkkeel.AccountSenderOptions;
import io.github.cdkkeel.AlarmDefinition;
import io.github.cdkkeel.AlarmOverride;
import io.github.cdkkeel.AlarmRouteOptions;
import io.github.cdkkeel.AlarmRouting;
import io.github.cdkkeel.AlarmSet;
import io.github.cdkkeel.AlarmTopic;
import io.github.cdkkeel.BucketEventsOptions;
import io.github.cdkkeel.ConsumedStream;
import io.github.cdkkeel.DeliveryLogging;
import io.github.cdkkeel.DeliverySource;
import io.github.cdkkeel.DynamicPartitioning;
import io.github.cdkkeel.DynamicPartitioningOptions;
import io.github.cdkkeel.FailureTarget;
import io.github.cdkkeel.FanOutQueueOptions;
import io.github.cdkkeel.Fifo;
import io.github.cdkkeel.FifoOptions;
import io.github.cdkkeel.FilterPolicy;
import io.github.cdkkeel.KinesisToFirehoseToS3;
import io.github.cdkkeel.QueueConsumerOptions;
import io.github.cdkkeel.QueueWithDlq;
import io.github.cdkkeel.RecordBackup;
import io.github.cdkkeel.RecordFormat;
import io.github.cdkkeel.RecordTransform;
import io.github.cdkkeel.RuleStartOptions;
import io.github.cdkkeel.ScheduleStartOptions;
import io.github.cdkkeel.SchemaTable;
import io.github.cdkkeel.Sender;
import io.github.cdkkeel.Severity;
import io.github.cdkkeel.SnsSqsFanOut;
import io.github.cdkkeel.SourceStreamOptions;
import io.github.cdkkeel.StepFunctionsWorkflow;
import io.github.cdkkeel.StreamConsumer;
import io.github.cdkkeel.SubscribeOptions;
import io.github.cdkkeel.Subscriber;
import io.github.cdkkeel.WorkflowDeployment;
import io.github.cdkkeel.WorkflowLogging;
import io.github.cdkkeel.WorkflowLoggingOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Size;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.FilterCriteria;
import software.amazon.awscdk.services.lambda.FilterRule;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.StartingPosition;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.EventType;
import software.amazon.awscdk.services.scheduler.ScheduleExpression;
import software.amazon.awscdk.services.scheduler.ScheduleTargetInput;
import software.amazon.awscdk.services.sns.FilterOrPolicy;
import software.amazon.awscdk.services.sns.StringConditions;
import software.amazon.awscdk.services.sns.SubscriptionFilter;
import software.amazon.awscdk.services.stepfunctions.DefinitionBody;
import software.amazon.awscdk.services.stepfunctions.Pass;
import software.amazon.awscdk.services.stepfunctions.Wait;
import software.amazon.awscdk.services.stepfunctions.WaitTime;
import software.constructs.Construct;

/** A shop that uses every construct of the package. It is the same in all languages. */
public final class EveryConstructStack extends Stack {
    static final RemovalPolicy REMOVAL_POLICY = RemovalPolicy.DESTROY;
    static final AlarmOverride OFF = AlarmOverride.builder().enabled(false).build();

    public EveryConstructStack(Construct scope, String id) {
        super(scope, id);
        Function fn = Function.Builder.create(this, "Worker")
            .runtime(Runtime.NODEJS_24_X)
            .handler("index.handler")
            .code(code())
            .timeout(Duration.seconds(5))
            .build();

        AlarmTopic pages = AlarmTopic.Builder.create(this, "Pages").emails(List.of("ops@example.com")).removalPolicy(REMOVAL_POLICY).build();
        AlarmRouting routing = AlarmRouting.of(this);
        routing.notify(pages.getTopic(), AlarmRouteOptions.builder().severity(Severity.CRITICAL).notifyRecovery(true).build());
        routing.notify(pages.getTopic(), AlarmRouteOptions.builder().severity(Severity.WARNING).build());

        addPayments(fn);
        Bucket archive = addFanOut(fn);
        addClicks(fn);
        QueueWithDlq jobs = QueueWithDlq.Builder.create(this, "Jobs").removalPolicy(REMOVAL_POLICY).build();
        StepFunctionsWorkflow workflow = addWorkflow(jobs);
        EveryConstructServices services = new EveryConstructServices(this);
        services.addApi(fn, services.addUsers(fn, archive), workflow, jobs);
        services.addCluster(services.addServices(jobs), archive, pages);
    }

    static Code code() {
        return Code.fromInline("exports.handler = async () => ({ statusCode: 200, batchItemFailures: [] });");
    }

    static AlarmOverride threshold(Number value) {
        return AlarmOverride.builder().threshold(value).build();
    }

    private void addPayments(Function fn) {
        QueueWithDlq payments = QueueWithDlq.Builder.create(this, "Payments")
            .fifo(Fifo.highThroughput(FifoOptions.builder().contentBasedDeduplication(true).build()))
            .visibilityTimeout(Duration.minutes(2))
            .retentionPeriod(Duration.days(7))
            .alarms(Map.of(
                "InFlight", OFF,
                "OldestMessageAge", AlarmOverride.builder().threshold(900).evaluationPeriods(3).severity(Severity.CRITICAL).build()))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        payments.allowSendFrom(Sender.account("222222222222",
            AccountSenderOptions.builder().principalArn("arn:aws:iam::222222222222:role/Sender").build()));
        payments.addConsumer(fn, QueueConsumerOptions.builder()
            .maxConcurrency(10)
            .filters(List.of(FilterCriteria.filter(Map.of("body", Map.of("kind", FilterRule.isEqual("card"))))))
            .build());
        AlarmSet.Builder.create(this, "PaymentAlarms")
            .runbook("queue-with-dlq")
            .definitions(List.of(AlarmDefinition.builder()
                .key("NothingSent")
                .metric(payments.getQueue().metricNumberOfEmptyReceives(MetricOptions.builder().period(Duration.minutes(5)).build()))
                .threshold(100)
                .severity(Severity.WARNING)
                .meaning("Nobody pays.")
                .firstStep("order something.")
                .build()))
            .overrides(Map.of("NothingSent", threshold(250)))
            .build()
            .health();
    }

    private Bucket addFanOut(Function fn) {
        SubscriptionFilter physical = SubscriptionFilter.stringFilter(StringConditions.builder().allowlist(List.of("physical")).build());
        SnsSqsFanOut orders = SnsSqsFanOut.Builder.create(this, "Orders")
            .deliveryLogging(DeliveryLogging.FAILURES)
            .removalPolicy(REMOVAL_POLICY)
            .build();
        orders.addQueue("Shipping", FanOutQueueOptions.builder().filterPolicy(FilterPolicy.messageAttributes(Map.of("kind", physical))).build());
        FilterOrPolicy item = FilterOrPolicy.policy(Map.of("kind", FilterOrPolicy.filter(physical)));
        orders.subscribe("Invoicing", Subscriber.function(fn),
            SubscribeOptions.builder().filterPolicy(FilterPolicy.messageBody(Map.of("item", item))).build());
        orders.subscribe("Accounting", Subscriber.email("accounting@example.com"));
        orders.allowPublishFrom(Sender.service("events.amazonaws.com"));
        orders.allowPublishFrom(Sender.organization("o-1234567890"));
        Bucket archive = Bucket.Builder.create(this, "Archive").removalPolicy(REMOVAL_POLICY).build();
        orders.addBucket(archive, BucketEventsOptions.builder().events(List.of(EventType.OBJECT_CREATED)).prefix("orders/").build());
        return archive;
    }

    private void addClicks(Function fn) {
        KinesisToFirehoseToS3 clicks = KinesisToFirehoseToS3.Builder.create(this, "Clicks")
            .source(DeliverySource.provisionedStream(2, SourceStreamOptions.builder().retentionPeriod(Duration.days(2)).build()))
            .format(RecordFormat.parquet(SchemaTable.builder().databaseName("shop").tableName("clicks").build()))
            .partitioning(DynamicPartitioning.byQuery(
                new TreeMap<>(Map.of("device", ".device", "kind", ".kind")),
                DynamicPartitioningOptions.builder().retryDuration(Duration.minutes(10)).build()))
            .transform(RecordTransform.builder().fn(fn).retries(5).bufferingSize(Size.mebibytes(2)).build())
            .backup(RecordBackup.ALL_RECORDS)
            .removalPolicy(REMOVAL_POLICY)
            .build();
        StreamConsumer.Builder.create(this, "Journeys")
            .source(ConsumedStream.kinesis(clicks.getStream()))
            .fn(fn)
            .startingPosition(StartingPosition.LATEST)
            .maxRecordAge(Duration.hours(6))
            .removalPolicy(REMOVAL_POLICY)
            .build();
    }

    private StepFunctionsWorkflow addWorkflow(QueueWithDlq jobs) {
        Pass check = new Pass(this, "Check");
        Wait calm = Wait.Builder.create(this, "Calm").time(WaitTime.duration(Duration.minutes(1))).build();
        StepFunctionsWorkflow workflow = StepFunctionsWorkflow.Builder.create(this, "Refund")
            .definition(DefinitionBody.fromChainable(check.next(calm)))
            .logging(WorkflowLogging.errors(WorkflowLoggingOptions.builder().includeExecutionData(true).build()))
            .alarms(Map.of("ExecutionTime", threshold(600_000)))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        workflow.notifyFailures(FailureTarget.queue(jobs.getQueue()));
        Rule returned = Rule.Builder.create(this, "Returned").eventPattern(EventPattern.builder().source(List.of("shop")).build()).build();
        workflow.startFromRule(returned, RuleStartOptions.builder()
            .input(RuleTargetInput.fromObject(Map.of("id", EventField.fromPath("$.detail.id"))))
            .build());
        workflow.startOnSchedule("Nightly", ScheduleExpression.rate(Duration.days(1)), ScheduleStartOptions.builder()
            .input(ScheduleTargetInput.fromObject(Map.of("all", true)))
            .build());
        workflow.addAlias(WorkflowDeployment.canary(10, Duration.minutes(10)));
        return workflow;
    }
}
