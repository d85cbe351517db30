package example;

import static example.EveryConstructStack.OFF;
import static example.EveryConstructStack.REMOVAL_POLICY;
import static example.EveryConstructStack.code;
import static example.EveryConstructStack.threshold;

import io.github.cdkkeel.AlarmTopic;
import io.github.cdkkeel.ApiAuth;
import io.github.cdkkeel.ApiCacheSize;
import io.github.cdkkeel.ApiFunctionOptions;
import io.github.cdkkeel.ApiGatewayAccount;
import io.github.cdkkeel.ClientKind;
import io.github.cdkkeel.CognitoAuthOptions;
import io.github.cdkkeel.CognitoIdentityPool;
import io.github.cdkkeel.CognitoUserPool;
import io.github.cdkkeel.CognitoUserPoolClient;
import io.github.cdkkeel.ContainerOptions;
import io.github.cdkkeel.ContainerSource;
import io.github.cdkkeel.EmrApplication;
import io.github.cdkkeel.EmrCertificates;
import io.github.cdkkeel.EmrCluster;
import io.github.cdkkeel.EmrConfiguration;
import io.github.cdkkeel.EmrFleetsOptions;
import io.github.cdkkeel.EmrNetwork;
import io.github.cdkkeel.EmrNodes;
import io.github.cdkkeel.EmrRelease;
import io.github.cdkkeel.EmrScaling;
import io.github.cdkkeel.EmrSpotStrategy;
import io.github.cdkkeel.EmrStep;
import io.github.cdkkeel.EmrTaskFleet;
import io.github.cdkkeel.EmrTermination;
import io.github.cdkkeel.FailureTarget;
import io.github.cdkkeel.FargateService;
import io.github.cdkkeel.FileSystemOptions;
import io.github.cdkkeel.HttpsIngressOptions;
import io.github.cdkkeel.Ingress;
import io.github.cdkkeel.MachineClientOptions;
import io.github.cdkkeel.NatVpcOptions;
import io.github.cdkkeel.OidcProviderOptions;
import io.github.cdkkeel.OwnObjectsOptions;
import io.github.cdkkeel.QueueScalingOptions;
import io.github.cdkkeel.QueueWithDlq;
import io.github.cdkkeel.ResourceServer;
import io.github.cdkkeel.ResourceServerOptions;
import io.github.cdkkeel.ResponseCache;
import io.github.cdkkeel.ResponseCacheOptions;
import io.github.cdkkeel.RouteOptions;
import io.github.cdkkeel.RouteTarget;
import io.github.cdkkeel.ScheduledTasksOptions;
import io.github.cdkkeel.ServerlessApi;
import io.github.cdkkeel.ServiceNetwork;
import io.github.cdkkeel.SignInClientOptions;
import io.github.cdkkeel.SignInDomain;
import io.github.cdkkeel.SignInProvider;
import io.github.cdkkeel.SparkStepOptions;
import io.github.cdkkeel.StepFunctionsWorkflow;
import io.github.cdkkeel.TableAccess;
import io.github.cdkkeel.TaskSize;
import io.github.cdkkeel.TriggerOptions;
import io.github.cdkkeel.UsagePlanOptions;
import io.github.cdkkeel.UserPoolClientOptions;
import io.github.cdkkeel.UserPoolGroupOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.apigateway.JsonSchema;
import software.amazon.awscdk.services.apigateway.JsonSchemaType;
import software.amazon.awscdk.services.apigateway.Period;
import software.amazon.awscdk.services.apigateway.QuotaSettings;
import software.amazon.awscdk.services.apigateway.UsagePlan;
import software.amazon.awscdk.services.applicationautoscaling.CronOptions;
import software.amazon.awscdk.services.applicationautoscaling.Schedule;
import software.amazon.awscdk.services.certificatemanager.Certificate;
import software.amazon.awscdk.services.certificatemanager.ICertificate;
import software.amazon.awscdk.services.cognito.FeaturePlan;
import software.amazon.awscdk.services.cognito.OAuthScope;
import software.amazon.awscdk.services.cognito.StringAttribute;
import software.amazon.awscdk.services.cognito.UserPoolOperation;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ecr.IRepository;
import software.amazon.awscdk.services.ecr.Repository;
import software.amazon.awscdk.services.ecs.HealthCheck;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.secretsmanager.Secret;

/** What of the shop serves users, and works on what they leave. */
final class EveryConstructServices {
    private final Stack stack;

    EveryConstructServices(Stack stack) {
        this.stack = stack;
    }

    record Users(CognitoUserPool pool, OAuthScope read) {}

    Users addUsers(Function fn, Bucket files) {
        CognitoUserPool pool = CognitoUserPool.Builder.create(stack, "Users")
            .plan(FeaturePlan.ESSENTIALS)
            .customAttributes(Map.of("tier", StringAttribute.Builder.create().mutable(true).build()))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        ResourceServer notes = pool.addResourceServer("Notes", ResourceServerOptions.builder()
            .identifier("https://notes.example.com")
            .scopes(new TreeMap<>(Map.of("read", "Read notes", "write", "Write notes")))
            .build());
        pool.addIdentityProvider("Login", SignInProvider.oidc(OidcProviderOptions.builder()
            .clientId("shop")
            .clientSecret(SecretValue.secretsManager("login"))
            .issuerUrl("https://login.example.com")
            .build()));
        List<String> callbackUrls = List.of("https://shop.example.com/signed-in");
        CognitoUserPoolClient web = pool.addClient("Web",
            ClientKind.web(SignInClientOptions.builder().callbackUrls(callbackUrls).scopes(List.of(OAuthScope.OPENID, notes.scope("read"))).build()),
            UserPoolClientOptions.builder().alarms(Map.of("SignUpThrottles", OFF)).build());
        pool.addClient("Robot", ClientKind.machineToMachine(MachineClientOptions.builder().scopes(List.of(notes.scope("write"))).build()));
        pool.addDomain("Domain", SignInDomain.cognitoPrefix("shop-example"));
        pool.addTrigger(UserPoolOperation.POST_CONFIRMATION, fn,
            TriggerOptions.builder().userPoolActions(List.of("cognito-idp:AdminAddUserToGroup")).build());
        CognitoUserPoolClient partners = CognitoUserPoolClient.Builder.create(stack, "Partners")
            .userPool(pool.getUserPool())
            .kind(ClientKind.singlePage(SignInClientOptions.builder().callbackUrls(callbackUrls).refreshTokenValidity(Duration.days(1)).build()))
            .build();
        CognitoIdentityPool identities = CognitoIdentityPool.Builder.create(stack, "Identities")
            .clients(List.of(web, partners))
            .guestAccess(true)
            .removalPolicy(REMOVAL_POLICY)
            .build();
        identities.grantOwnObjects(identities.getAuthenticatedRole(), files, OwnObjectsOptions.builder().folder("users").build());
        pool.addGroup("editors", UserPoolGroupOptions.builder().role(identities.addRole("Editors")).precedence(1).build());
        return new Users(pool, notes.scope("read"));
    }

    void addApi(Function fn, Users users, StepFunctionsWorkflow workflow, QueueWithDlq jobs) {
        new ApiGatewayAccount(stack, "Account");
        ServerlessApi api = ServerlessApi.Builder.create(stack, "Api")
            .code(code())
            .handler("index.handler")
            .auth(ApiAuth.cognito(users.pool().getUserPool(), CognitoAuthOptions.builder().scopes(List.of(users.read())).build()))
            .environment(Map.of("LOG_LEVEL", "debug"))
            .apiKeyRequired(true)
            .partitionKey(Attribute.builder().name("owner").type(AttributeType.STRING).build())
            .alarms(Map.of("Latency", threshold(900)))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        api.addCache(ApiCacheSize.GB_0_5);
        Function reader = api.addFunction("Reader",
            ApiFunctionOptions.builder().code(code()).handler("index.handler").tableAccess(TableAccess.READ).build());
        api.addRoute("GET", "/notes/{id}", RouteTarget.function(reader), RouteOptions.builder()
            .cache(ResponseCache.perCaller(Duration.minutes(1), ResponseCacheOptions.builder().queryParameters(List.of("page")).build()))
            .build());
        api.addRoute("GET", "/health", RouteTarget.function(fn), RouteOptions.builder().auth(ApiAuth.publicAccess()).build());
        api.addRoute("POST", "/refunds", RouteTarget.startWorkflow(workflow.getStateMachine()), RouteOptions.builder()
            .requestSchema(JsonSchema.builder()
                .type(JsonSchemaType.OBJECT)
                .required(List.of("order"))
                .properties(new TreeMap<>(Map.of(
                    "amount", JsonSchema.builder().type(JsonSchemaType.NUMBER).minimum(1).build(),
                    "order", JsonSchema.builder().type(JsonSchemaType.STRING).build())))
                .build())
            .build());
        api.addRoute("PUT", "/jobs/{id}", RouteTarget.sendTo(jobs.getQueue()));
        UsagePlan plan = api.addUsagePlan("Plan", UsagePlanOptions.builder()
            .rateLimit(5)
            .burstLimit(10)
            .quota(QuotaSettings.builder().limit(1000).period(Period.DAY).build())
            .build());
        api.addApiKey("PartnerKey", plan);
    }

    IVpc addServices(QueueWithDlq jobs) {
        IRepository images = Repository.fromRepositoryName(stack, "Images", "shop");
        ICertificate certificate = Certificate.fromCertificateArn(stack, "Certificate", "arn:aws:acm:eu-west-1:111111111111:certificate/1");
        FargateService web = FargateService.Builder.create(stack, "Web")
            .image(ContainerSource.ecr(images, "1.2.3", ContainerOptions.builder()
                .environment(Map.of("STAGE", "prod"))
                .healthCheck(HealthCheck.builder().command(List.of("CMD", "/healthy")).build())
                .build()))
            .ingress(Ingress.https(certificate, HttpsIngressOptions.builder()
                .healthCheckPath("/health")
                .allowFrom(List.of(Peer.ipv4("192.0.2.0/24")))
                .build()))
            .network(ServiceNetwork.natGateways(NatVpcOptions.builder().cidr("10.1.0.0/20").natGateways(1).build()))
            .size(TaskSize.of(1024, 2048))
            .alarms(Map.of("Latency", threshold(1.5), "RejectedConnections", OFF))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        web.scaleOnRequests(500);
        web.scaleOnSchedule("Morning", ScheduledTasksOptions.builder()
            .schedule(Schedule.cron(CronOptions.builder().hour("6").minute("0").build()))
            .minTasks(5)
            .build());
        web.addSecret("API_KEY", Secret.fromSecretNameV2(stack, "Secret", "api-key"), "key");
        web.addFileSystem("Templates", "/templates", FileSystemOptions.builder().readOnly(true).build());
        FargateService worker = FargateService.Builder.create(stack, "Packer")
            .image(ContainerSource.ecr(images, "1.2.3"))
            .ingress(Ingress.none())
            .network(ServiceNetwork.existingCluster(web.getCluster()))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        worker.scaleOnQueue(jobs, QueueScalingOptions.builder().acceptableLatency(Duration.minutes(2)).processingTime(Duration.seconds(5)).build());
        return web.getVpc();
    }

    void addCluster(IVpc vpc, Bucket files, AlarmTopic pages) {
        EmrCluster cluster = EmrCluster.Builder.create(stack, "Reports")
            .applications(List.of(EmrApplication.SPARK, EmrApplication.of("Hive")))
            .release(EmrRelease.EMR_7_14_0)
            .network(EmrNetwork.existingVpc(vpc))
            .nodes(EmrNodes.fleets(EmrFleetsOptions.builder()
                .coreUnits(3)
                .task(EmrTaskFleet.builder()
                    .instanceTypes(List.of(new InstanceType("m7g.2xlarge")))
                    .spotUnits(4)
                    .spotStrategy(EmrSpotStrategy.DIVERSIFIED)
                    .build())
                .scaling(EmrScaling.builder().minimum(3).maximum(30).build())
                .build()))
            .termination(EmrTermination.whenIdle(Duration.minutes(30)))
            .certificates(EmrCertificates.pem(files, "certificates.zip"))
            .alarms(Map.of("AppsPending", OFF))
            .removalPolicy(REMOVAL_POLICY)
            .build();
        EmrConfiguration export = EmrConfiguration.builder().classification("export").properties(Map.of("STAGE", "prod")).build();
        cluster.addConfiguration(EmrConfiguration.builder().classification("spark-env").configurations(List.of(export)).build());
        cluster.addStep("Daily", EmrStep.spark(files, "reports.py", SparkStepOptions.builder().args(List.of("--all")).build()));
        cluster.grantRead(files, "orders/*");
        cluster.notifyFailures(FailureTarget.topic(pages.getTopic()));
    }
}
