using System.Collections.Generic;
using Amazon.CDK;
using Amazon.CDK.AWS.APIGateway;
using Amazon.CDK.AWS.ApplicationAutoScaling;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.Cognito;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.ECR;
using Amazon.CDK.AWS.Lambda;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SecretsManager;
using CdkKeel;
using Attribute = Amazon.CDK.AWS.DynamoDB.Attribute;
using AttributeType = Amazon.CDK.AWS.DynamoDB.AttributeType;
using HealthCheck = Amazon.CDK.AWS.ECS.HealthCheck;

namespace Example;

public sealed partial class EveryConstructStack
{
    private void AddApi(IFunction fn, CognitoUserPool pool, OAuthScope read, StepFunctionsWorkflow workflow, QueueWithDlq jobs)
    {
        _ = new ApiGatewayAccount(this, "Account");
        var api = new ServerlessApi(this, "Api", new ServerlessApiProps
        {
            Code = Code.FromInline(Source),
            Handler = "index.handler",
            Auth = ApiAuth.Cognito(pool.UserPool, new CognitoAuthOptions { Scopes = new[] { read } }),
            Environment = new Dictionary<string, string> { ["LOG_LEVEL"] = "debug" },
            ApiKeyRequired = true,
            PartitionKey = new Attribute { Name = "owner", Type = AttributeType.STRING },
            Alarms = new Dictionary<string, IAlarmOverride> { ["Latency"] = new AlarmOverride { Threshold = 900 } },
            RemovalPolicy = Removal,
        });
        api.AddCache(ApiCacheSize.GB_0_5);
        var reader = api.AddFunction("Reader", new ApiFunctionOptions
        {
            Code = Code.FromInline(Source),
            Handler = "index.handler",
            TableAccess = TableAccess.READ,
        });
        api.AddRoute("GET", "/notes/{id}", RouteTarget.Function(reader), new RouteOptions
        {
            Cache = ResponseCache.PerCaller(Duration.Minutes(1), new ResponseCacheOptions { QueryParameters = new[] { "page" } }),
        });
        api.AddRoute("GET", "/health", RouteTarget.Function(fn), new RouteOptions { Auth = ApiAuth.PublicAccess() });
        api.AddRoute("POST", "/refunds", RouteTarget.StartWorkflow(workflow.StateMachine), new RouteOptions
        {
            RequestSchema = new JsonSchema
            {
                Type = JsonSchemaType.OBJECT,
                Required = new[] { "order" },
                Properties = new Dictionary<string, IJsonSchema>
                {
                    ["amount"] = new JsonSchema { Type = JsonSchemaType.NUMBER, Minimum = 1 },
                    ["order"] = new JsonSchema { Type = JsonSchemaType.STRING },
                },
            },
        });
        api.AddRoute("PUT", "/jobs/{id}", RouteTarget.SendTo(jobs.Queue));
        var plan = api.AddUsagePlan("Plan", new UsagePlanOptions
        {
            RateLimit = 5,
            BurstLimit = 10,
            Quota = new QuotaSettings { Limit = 1000, Period = Period.DAY },
        });
        api.AddApiKey("PartnerKey", plan);
    }

    private IVpc AddServices(QueueWithDlq jobs)
    {
        var images = Repository.FromRepositoryName(this, "Images", "shop");
        var certificate = Certificate.FromCertificateArn(this, "Certificate", "arn:aws:acm:eu-west-1:111111111111:certificate/1");
        var web = new FargateService(this, "Web", new FargateServiceProps
        {
            Image = ContainerSource.Ecr(images, "1.2.3", new ContainerOptions
            {
                Environment = new Dictionary<string, string> { ["STAGE"] = "prod" },
                HealthCheck = new HealthCheck { Command = new[] { "CMD", "/healthy" } },
            }),
            Ingress = Ingress.Https(certificate, new HttpsIngressOptions { HealthCheckPath = "/health", AllowFrom = new[] { Peer.Ipv4("192.0.2.0/24") } }),
            Network = ServiceNetwork.NatGateways(new NatVpcOptions { Cidr = "10.1.0.0/20", NatGateways = 1 }),
            Size = TaskSize.Of(1024, 2048),
            Alarms = new Dictionary<string, IAlarmOverride>
            {
                ["Latency"] = new AlarmOverride { Threshold = 1.5 },
                ["RejectedConnections"] = new AlarmOverride { Enabled = false },
            },
            RemovalPolicy = Removal,
        });
        web.ScaleOnRequests(500);
        web.ScaleOnSchedule("Morning", new ScheduledTasksOptions
        {
            Schedule = Schedule.Cron(new CronOptions { Hour = "6", Minute = "0" }),
            MinTasks = 5,
        });
        web.AddSecret("API_KEY", Secret.FromSecretNameV2(this, "Secret", "api-key"), "key");
        web.AddFileSystem("Templates", "/templates", new FileSystemOptions { ReadOnly = true });
        var worker = new FargateService(this, "Packer", new FargateServiceProps
        {
            Image = ContainerSource.Ecr(images, "1.2.3"),
            Ingress = Ingress.None(),
            Network = ServiceNetwork.ExistingCluster(web.Cluster),
            RemovalPolicy = Removal,
        });
        worker.ScaleOnQueue(jobs, new QueueScalingOptions { AcceptableLatency = Duration.Minutes(2), ProcessingTime = Duration.Seconds(5) });
        return web.Vpc;
    }

    private void AddCluster(IVpc vpc, IBucket files, AlarmTopic pages)
    {
        var cluster = new EmrCluster(this, "Reports", new EmrClusterProps
        {
            Applications = new[] { EmrApplication.SPARK, EmrApplication.Of("Hive") },
            Release = EmrRelease.EMR_7_14_0,
            Network = EmrNetwork.ExistingVpc(vpc),
            Nodes = EmrNodes.Fleets(new EmrFleetsOptions
            {
                CoreUnits = 3,
                Task = new EmrTaskFleet
                {
                    InstanceTypes = new[] { new InstanceType("m7g.2xlarge") },
                    SpotUnits = 4,
                    SpotStrategy = EmrSpotStrategy.DIVERSIFIED,
                },
                Scaling = new EmrScaling { Minimum = 3, Maximum = 30 },
            }),
            Termination = EmrTermination.WhenIdle(Duration.Minutes(30)),
            Certificates = EmrCertificates.Pem(files, "certificates.zip"),
            Alarms = new Dictionary<string, IAlarmOverride> { ["AppsPending"] = new AlarmOverride { Enabled = false } },
            RemovalPolicy = Removal,
        });
        var export = new EmrConfiguration { Classification = "export", Properties = new Dictionary<string, string> { ["STAGE"] = "prod" } };
        cluster.AddConfiguration(new EmrConfiguration { Classification = "spark-env", Configurations = new[] { export } });
        cluster.AddStep("Daily", EmrStep.Spark(files, "reports.py", new SparkStepOptions { Args = new[] { "--all" } }));
        cluster.GrantRead(files, "orders/*");
        cluster.NotifyFailures(FailureTarget.Topic(pages.Topic));
    }
}
