using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.CloudWatch;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.Scheduler;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.StepFunctions;
using CdkKeel;
using Constructs;
using EventType = Amazon.CDK.AWS.S3.EventType;
using Function = Amazon.CDK.AWS.Lambda.Function;

namespace Example;

/// <summary>A shop that uses every construct of the package. It is the same in all languages.</summary>
public sealed partial class EveryConstructStack : Stack
{
    private const RemovalPolicy Removal = Amazon.CDK.RemovalPolicy.DESTROY;

    private const string Source = "exports.handler = async () => ({ statusCode: 200, batchItemFailures: [] });";

    public EveryConstructStack(Construct scope, string id) : base(scope, id)
    {
        var fn = new Function(this, "Worker", new FunctionProps
        {
            Runtime = Runtime.NODEJS_24_X,
            Handler = "index.handler",
            Code = Code.FromInline(Source),
            Timeout = Duration.Seconds(5),
        });

        var pages = new AlarmTopic(this, "Pages", new AlarmTopicProps { Emails = new[] { "ops@example.com" }, RemovalPolicy = Removal });
        var routing = AlarmRouting.Of(this);
        routing.Notify(pages.Topic, new AlarmRouteOptions { Severity = Severity.CRITICAL, NotifyRecovery = true });
        routing.Notify(pages.Topic, new AlarmRouteOptions { Severity = Severity.WARNING });

        AddPayments(fn);
        var archive = AddFanOut(fn);
        AddClicks(fn);
        var jobs = new QueueWithDlq(this, "Jobs", new QueueWithDlqProps { RemovalPolicy = Removal });
        var workflow = AddWorkflow(jobs);
        var (pool, read) = AddUsers(fn, archive);
        AddApi(fn, pool, read, workflow, jobs);
        var vpc = AddServices(jobs);
        AddCluster(vpc, archive, pages);
    }

    private void AddPayments(Function fn)
    {
        var payments = new QueueWithDlq(this, "Payments", new QueueWithDlqProps
        {
            Fifo = Fifo.HighThroughput(new FifoOptions { ContentBasedDeduplication = true }),
            VisibilityTimeout = Duration.Minutes(2),
            RetentionPeriod = Duration.Days(7),
            Alarms = new Dictionary<string, IAlarmOverride>
            {
                ["InFlight"] = new AlarmOverride { Enabled = false },
                ["OldestMessageAge"] = new AlarmOverride { Threshold = 900, EvaluationPeriods = 3, Severity = Severity.CRITICAL },
            },
            RemovalPolicy = Removal,
        });
        payments.AllowSendFrom(Sender.Account("222222222222", new AccountSenderOptions { PrincipalArn = "arn:aws:iam::222222222222:role/Sender" }));
        var card = new Dictionary<string, object> { ["body"] = new Dictionary<string, object> { ["kind"] = FilterRule.IsEqual("card") } };
        payments.AddConsumer(fn, new QueueConsumerOptions { MaxConcurrency = 10, Filters = new[] { FilterCriteria.Filter(card) } });
        new AlarmSet(this, "PaymentAlarms", new AlarmSetProps
        {
            Runbook = "queue-with-dlq",
            Definitions = new[]
            {
                new AlarmDefinition
                {
                    Key = "NothingSent",
                    Metric = payments.Queue.MetricNumberOfEmptyReceives(new MetricOptions { Period = Duration.Minutes(5) }),
                    Threshold = 100,
                    Severity = Severity.WARNING,
                    Meaning = "Nobody pays.",
                    FirstStep = "order something.",
                },
            },
            Overrides = new Dictionary<string, IAlarmOverride> { ["NothingSent"] = new AlarmOverride { Threshold = 250 } },
        }).Health();
    }

    private Bucket AddFanOut(Function fn)
    {
        var physical = SubscriptionFilter.StringFilter(new StringConditions { Allowlist = new[] { "physical" } });
        var orders = new SnsSqsFanOut(this, "Orders", new SnsSqsFanOutProps { DeliveryLogging = DeliveryLogging.FAILURES, RemovalPolicy = Removal });
        orders.AddQueue("Shipping", new FanOutQueueOptions
        {
            FilterPolicy = CdkKeel.FilterPolicy.MessageAttributes(new Dictionary<string, SubscriptionFilter> { ["kind"] = physical }),
        });
        var item = FilterOrPolicy.Policy(new Dictionary<string, FilterOrPolicy> { ["kind"] = FilterOrPolicy.Filter(physical) });
        orders.Subscribe("Invoicing", Subscriber.Function(fn), new SubscribeOptions
        {
            FilterPolicy = CdkKeel.FilterPolicy.MessageBody(new Dictionary<string, FilterOrPolicy> { ["item"] = item }),
        });
        orders.Subscribe("Accounting", Subscriber.Email("accounting@example.com"));
        orders.AllowPublishFrom(Sender.Service("events.amazonaws.com"));
        orders.AllowPublishFrom(Sender.Organization("o-1234567890"));
        var archive = new Bucket(this, "Archive", new BucketProps { RemovalPolicy = Removal });
        orders.AddBucket(archive, new BucketEventsOptions { Events = new[] { EventType.OBJECT_CREATED }, Prefix = "orders/" });
        return archive;
    }

    private void AddClicks(Function fn)
    {
        var clicks = new KinesisToFirehoseToS3(this, "Clicks", new KinesisToFirehoseToS3Props
        {
            Source = DeliverySource.ProvisionedStream(2, new SourceStreamOptions { RetentionPeriod = Duration.Days(2) }),
            Format = RecordFormat.Parquet(new SchemaTable { DatabaseName = "shop", TableName = "clicks" }),
            Partitioning = DynamicPartitioning.ByQuery(
                new Dictionary<string, string> { ["device"] = ".device", ["kind"] = ".kind" },
                new DynamicPartitioningOptions { RetryDuration = Duration.Minutes(10) }),
            Transform = new RecordTransform { Fn = fn, Retries = 5, BufferingSize = Size.Mebibytes(2) },
            Backup = RecordBackup.ALL_RECORDS,
            RemovalPolicy = Removal,
        });
        _ = new StreamConsumer(this, "Journeys", new StreamConsumerProps
        {
            Source = ConsumedStream.Kinesis(clicks.Stream!),
            Fn = fn,
            StartingPosition = StartingPosition.LATEST,
            MaxRecordAge = Duration.Hours(6),
            RemovalPolicy = Removal,
        });
    }

    private StepFunctionsWorkflow AddWorkflow(QueueWithDlq jobs)
    {
        var check = new Pass(this, "Check");
        var calm = new Wait(this, "Calm", new WaitProps { Time = WaitTime.Duration(Duration.Minutes(1)) });
        var workflow = new StepFunctionsWorkflow(this, "Refund", new StepFunctionsWorkflowProps
        {
            Definition = DefinitionBody.FromChainable(check.Next(calm)),
            Logging = WorkflowLogging.Errors(new WorkflowLoggingOptions { IncludeExecutionData = true }),
            Alarms = new Dictionary<string, IAlarmOverride> { ["ExecutionTime"] = new AlarmOverride { Threshold = 600_000 } },
            RemovalPolicy = Removal,
        });
        workflow.NotifyFailures(FailureTarget.Queue(jobs.Queue));
        var returned = new Rule(this, "Returned", new RuleProps { EventPattern = new EventPattern { Source = new[] { "shop" } } });
        workflow.StartFromRule(returned, new RuleStartOptions
        {
            Input = RuleTargetInput.FromObject(new Dictionary<string, object> { ["id"] = EventField.FromPath("$.detail.id") }),
        });
        workflow.StartOnSchedule("Nightly", ScheduleExpression.Rate(Duration.Days(1)), new ScheduleStartOptions
        {
            Input = ScheduleTargetInput.FromObject(new Dictionary<string, object> { ["all"] = true }),
        });
        workflow.AddAlias(WorkflowDeployment.Canary(10, Duration.Minutes(10)));
        return workflow;
    }

    private (CognitoUserPool Pool, OAuthScope Read) AddUsers(Function fn, Bucket files)
    {
        var pool = new CognitoUserPool(this, "Users", new CognitoUserPoolProps
        {
            Plan = FeaturePlan.ESSENTIALS,
            CustomAttributes = new Dictionary<string, ICustomAttribute> { ["tier"] = new StringAttribute(new StringAttributeProps { Mutable = true }) },
            RemovalPolicy = Removal,
        });
        var notes = pool.AddResourceServer("Notes", new CdkKeel.ResourceServerOptions
        {
            Identifier = "https://notes.example.com",
            Scopes = new Dictionary<string, string> { ["read"] = "Read notes", ["write"] = "Write notes" },
        });
        pool.AddIdentityProvider("Login", SignInProvider.Oidc(new OidcProviderOptions
        {
            ClientId = "shop",
            ClientSecret = SecretValue.SecretsManager("login"),
            IssuerUrl = "https://login.example.com",
        }));
        var callbackUrls = new[] { "https://shop.example.com/signed-in" };
        var web = pool.AddClient(
            "Web",
            ClientKind.Web(new SignInClientOptions { CallbackUrls = callbackUrls, Scopes = new[] { OAuthScope.OPENID, notes.Scope("read") } }),
            new CdkKeel.UserPoolClientOptions
            {
                Alarms = new Dictionary<string, IAlarmOverride> { ["SignUpThrottles"] = new AlarmOverride { Enabled = false } },
            });
        pool.AddClient("Robot", ClientKind.MachineToMachine(new MachineClientOptions { Scopes = new[] { notes.Scope("write") } }));
        pool.AddDomain("Domain", SignInDomain.CognitoPrefix("shop-example"));
        pool.AddTrigger(UserPoolOperation.POST_CONFIRMATION, fn, new TriggerOptions { UserPoolActions = new[] { "cognito-idp:AdminAddUserToGroup" } });
        var partners = new CognitoUserPoolClient(this, "Partners", new CognitoUserPoolClientProps
        {
            UserPool = pool.UserPool,
            Kind = ClientKind.SinglePage(new SignInClientOptions { CallbackUrls = callbackUrls, RefreshTokenValidity = Duration.Days(1) }),
        });
        var identities = new CognitoIdentityPool(this, "Identities", new CognitoIdentityPoolProps
        {
            Clients = new[] { web, partners },
            GuestAccess = true,
            RemovalPolicy = Removal,
        });
        identities.GrantOwnObjects(identities.AuthenticatedRole, files, new OwnObjectsOptions { Folder = "users" });
        pool.AddGroup("editors", new CdkKeel.UserPoolGroupOptions { Role = identities.AddRole("Editors"), Precedence = 1 });
        return (pool, notes.Scope("read"));
    }
}
