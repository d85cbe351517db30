from typing import Tuple

import cdk_keel as keel
from aws_cdk import Duration, RemovalPolicy, SecretValue, Size, Stack
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_applicationautoscaling as appscaling
from aws_cdk import aws_certificatemanager as acm
from aws_cdk import aws_cognito as cognito
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_ecr as ecr
from aws_cdk import aws_ecs as ecs
from aws_cdk import aws_events as events
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_scheduler as scheduler
from aws_cdk import aws_secretsmanager as secretsmanager
from aws_cdk import aws_sns as sns
from aws_cdk import aws_stepfunctions as sfn
from constructs import Construct

REMOVAL_POLICY = RemovalPolicy.DESTROY
CODE = "exports.handler = async () => ({ statusCode: 200, batchItemFailures: [] });"


class EveryConstructStack(Stack):
    """A shop that uses every construct of the package. It is the same in all languages."""

    def __init__(self, scope: Construct, construct_id: str) -> None:
        super().__init__(scope, construct_id)
        fn = lambda_.Function(
            self,
            "Worker",
            runtime=lambda_.Runtime.NODEJS_24_X,
            handler="index.handler",
            code=lambda_.Code.from_inline(CODE),
            timeout=Duration.seconds(5),
        )

        pages = keel.AlarmTopic(
            self, "Pages", emails=["ops@example.com"], removal_policy=REMOVAL_POLICY
        )
        routing = keel.AlarmRouting.of(self)
        routing.notify(
            pages.topic, severity=keel.Severity.CRITICAL, notify_recovery=True
        )
        routing.notify(pages.topic, severity=keel.Severity.WARNING)

        self._payments(fn)
        archive = self._fan_out(fn)
        self._clicks(fn)
        jobs = keel.QueueWithDlq(self, "Jobs", removal_policy=REMOVAL_POLICY)
        workflow = self._workflow(jobs)
        pool, read = self._users(fn, archive)
        self._api(fn, pool, read, workflow, jobs)
        vpc = self._services(jobs)
        self._cluster(vpc, archive, pages)

    def _payments(self, fn: lambda_.Function) -> None:
        payments = keel.QueueWithDlq(
            self,
            "Payments",
            fifo=keel.Fifo.high_throughput(content_based_deduplication=True),
            visibility_timeout=Duration.minutes(2),
            retention_period=Duration.days(7),
            alarms={
                "InFlight": keel.AlarmOverride(enabled=False),
                "OldestMessageAge": keel.AlarmOverride(
                    threshold=900,
                    evaluation_periods=3,
                    severity=keel.Severity.CRITICAL,
                ),
            },
            removal_policy=REMOVAL_POLICY,
        )
        payments.allow_send_from(
            keel.Sender.account(
                "222222222222", principal_arn="arn:aws:iam::222222222222:role/Sender"
            )
        )
        payments.add_consumer(
            fn,
            max_concurrency=10,
            filters=[
                lambda_.FilterCriteria.filter(
                    {"body": {"kind": lambda_.FilterRule.is_equal("card")}}
                )
            ],
        )
        keel.AlarmSet(
            self,
            "PaymentAlarms",
            runbook="queue-with-dlq",
            definitions=[
                keel.AlarmDefinition(
                    key="NothingSent",
                    metric=payments.queue.metric_number_of_empty_receives(
                        period=Duration.minutes(5)
                    ),
                    threshold=100,
                    severity=keel.Severity.WARNING,
                    meaning="Nobody pays.",
                    first_step="order something.",
                )
            ],
            overrides={"NothingSent": keel.AlarmOverride(threshold=250)},
        ).health()

    def _fan_out(self, fn: lambda_.Function) -> s3.Bucket:
        physical = sns.SubscriptionFilter.string_filter(allowlist=["physical"])
        orders = keel.SnsSqsFanOut(
            self,
            "Orders",
            delivery_logging=keel.DeliveryLogging.FAILURES,
            removal_policy=REMOVAL_POLICY,
        )
        orders.add_queue(
            "Shipping",
            filter_policy=keel.FilterPolicy.message_attributes({"kind": physical}),
        )
        item = sns.FilterOrPolicy.policy({"kind": sns.FilterOrPolicy.filter(physical)})
        orders.subscribe(
            "Invoicing",
            keel.Subscriber.function(fn),
            filter_policy=keel.FilterPolicy.message_body({"item": item}),
        )
        orders.subscribe("Accounting", keel.Subscriber.email("accounting@example.com"))
        orders.allow_publish_from(keel.Sender.service("events.amazonaws.com"))
        orders.allow_publish_from(keel.Sender.organization("o-1234567890"))
        archive = s3.Bucket(self, "Archive", removal_policy=REMOVAL_POLICY)
        orders.add_bucket(
            archive, events=[s3.EventType.OBJECT_CREATED], prefix="orders/"
        )
        return archive

    def _clicks(self, fn: lambda_.Function) -> None:
        clicks = keel.KinesisToFirehoseToS3(
            self,
            "Clicks",
            source=keel.DeliverySource.provisioned_stream(
                2, retention_period=Duration.days(2)
            ),
            format=keel.RecordFormat.parquet(database_name="shop", table_name="clicks"),
            partitioning=keel.DynamicPartitioning.by_query(
                {"device": ".device", "kind": ".kind"},
                retry_duration=Duration.minutes(10),
            ),
            transform=keel.RecordTransform(
                fn=fn, retries=5, buffering_size=Size.mebibytes(2)
            ),
            backup=keel.RecordBackup.ALL_RECORDS,
            removal_policy=REMOVAL_POLICY,
        )
        keel.StreamConsumer(
            self,
            "Journeys",
            source=keel.ConsumedStream.kinesis(clicks.stream),
            fn=fn,
            starting_position=lambda_.StartingPosition.LATEST,
            max_record_age=Duration.hours(6),
            removal_policy=REMOVAL_POLICY,
        )

    def _workflow(self, jobs: keel.QueueWithDlq) -> keel.StepFunctionsWorkflow:
        calm = sfn.WaitTime.duration(Duration.minutes(1))
        states = sfn.Pass(self, "Check").next(sfn.Wait(self, "Calm", time=calm))
        workflow = keel.StepFunctionsWorkflow(
            self,
            "Refund",
            definition=sfn.DefinitionBody.from_chainable(states),
            logging=keel.WorkflowLogging.errors(include_execution_data=True),
            alarms={"ExecutionTime": keel.AlarmOverride(threshold=600_000)},
            removal_policy=REMOVAL_POLICY,
        )
        workflow.notify_failures(keel.FailureTarget.queue(jobs.queue))
        returned = events.Rule(
            self, "Returned", event_pattern=events.EventPattern(source=["shop"])
        )
        workflow.start_from_rule(
            returned,
            input=events.RuleTargetInput.from_object(
                {"id": events.EventField.from_path("$.detail.id")}
            ),
        )
        workflow.start_on_schedule(
            "Nightly",
            scheduler.ScheduleExpression.rate(Duration.days(1)),
            input=scheduler.ScheduleTargetInput.from_object({"all": True}),
        )
        workflow.add_alias(keel.WorkflowDeployment.canary(10, Duration.minutes(10)))
        return workflow

    def _users(
        self, fn: lambda_.Function, files: s3.Bucket
    ) -> Tuple[keel.CognitoUserPool, cognito.OAuthScope]:
        pool = keel.CognitoUserPool(
            self,
            "Users",
            plan=cognito.FeaturePlan.ESSENTIALS,
            custom_attributes={"tier": cognito.StringAttribute(mutable=True)},
            removal_policy=REMOVAL_POLICY,
        )
        notes = pool.add_resource_server(
            "Notes",
            identifier="https://notes.example.com",
            scopes={"read": "Read notes", "write": "Write notes"},
        )
        pool.add_identity_provider(
            "Login",
            keel.SignInProvider.oidc(
                client_id="shop",
                client_secret=SecretValue.secrets_manager("login"),
                issuer_url="https://login.example.com",
            ),
        )
        callback_urls = ["https://shop.example.com/signed-in"]
        web = pool.add_client(
            "Web",
            keel.ClientKind.web(
                callback_urls=callback_urls,
                scopes=[cognito.OAuthScope.OPENID, notes.scope("read")],
            ),
            alarms={"SignUpThrottles": keel.AlarmOverride(enabled=False)},
        )
        pool.add_client(
            "Robot", keel.ClientKind.machine_to_machine(scopes=[notes.scope("write")])
        )
        pool.add_domain("Domain", keel.SignInDomain.cognito_prefix("shop-example"))
        pool.add_trigger(
            cognito.UserPoolOperation.POST_CONFIRMATION,
            fn,
            user_pool_actions=["cognito-idp:AdminAddUserToGroup"],
        )
        partners = keel.CognitoUserPoolClient(
            self,
            "Partners",
            user_pool=pool.user_pool,
            kind=keel.ClientKind.single_page(
                callback_urls=callback_urls, refresh_token_validity=Duration.days(1)
            ),
        )
        identities = keel.CognitoIdentityPool(
            self,
            "Identities",
            clients=[web, partners],
            guest_access=True,
            removal_policy=REMOVAL_POLICY,
        )
        identities.grant_own_objects(
            identities.authenticated_role, files, folder="users"
        )
        pool.add_group("editors", role=identities.add_role("Editors"), precedence=1)
        return pool, notes.scope("read")

    def _api(
        self,
        fn: lambda_.Function,
        pool: keel.CognitoUserPool,
        read: cognito.OAuthScope,
        workflow: keel.StepFunctionsWorkflow,
        jobs: keel.QueueWithDlq,
    ) -> None:
        keel.ApiGatewayAccount(self, "Account")
        api = keel.ServerlessApi(
            self,
            "Api",
            code=lambda_.Code.from_inline(CODE),
            handler="index.handler",
            auth=keel.ApiAuth.cognito(pool.user_pool, scopes=[read]),
            environment={"LOG_LEVEL": "debug"},
            api_key_required=True,
            partition_key=dynamodb.Attribute(
                name="owner", type=dynamodb.AttributeType.STRING
            ),
            alarms={"Latency": keel.AlarmOverride(threshold=900)},
            removal_policy=REMOVAL_POLICY,
        )
        api.add_cache(keel.ApiCacheSize.GB_0_5)
        reader = api.add_function(
            "Reader",
            code=lambda_.Code.from_inline(CODE),
            handler="index.handler",
            table_access=keel.TableAccess.READ,
        )
        api.add_route(
            "GET",
            "/notes/{id}",
            keel.RouteTarget.function(reader),
            cache=keel.ResponseCache.per_caller(
                Duration.minutes(1), query_parameters=["page"]
            ),
        )
        api.add_route(
            "GET",
            "/health",
            keel.RouteTarget.function(fn),
            auth=keel.ApiAuth.public_access(),
        )
        api.add_route(
            "POST",
            "/refunds",
            keel.RouteTarget.start_workflow(workflow.state_machine),
            request_schema=apigateway.JsonSchema(
                type=apigateway.JsonSchemaType.OBJECT,
                required=["order"],
                properties={
                    "amount": apigateway.JsonSchema(
                        type=apigateway.JsonSchemaType.NUMBER, minimum=1
                    ),
                    "order": apigateway.JsonSchema(
                        type=apigateway.JsonSchemaType.STRING
                    ),
                },
            ),
        )
        api.add_route("PUT", "/jobs/{id}", keel.RouteTarget.send_to(jobs.queue))
        plan = api.add_usage_plan(
            "Plan",
            rate_limit=5,
            burst_limit=10,
            quota=apigateway.QuotaSettings(limit=1000, period=apigateway.Period.DAY),
        )
        api.add_api_key("PartnerKey", plan)

    def _services(self, jobs: keel.QueueWithDlq) -> ec2.IVpc:
        images = ecr.Repository.from_repository_name(self, "Images", "shop")
        certificate = acm.Certificate.from_certificate_arn(
            self, "Certificate", "arn:aws:acm:eu-west-1:111111111111:certificate/1"
        )
        web = keel.FargateService(
            self,
            "Web",
            image=keel.ContainerSource.ecr(
                images,
                "1.2.3",
                environment={"STAGE": "prod"},
                health_check=ecs.HealthCheck(command=["CMD", "/healthy"]),
            ),
            ingress=keel.Ingress.https(
                certificate,
                health_check_path="/health",
                allow_from=[ec2.Peer.ipv4("192.0.2.0/24")],
            ),
            network=keel.ServiceNetwork.nat_gateways(
                cidr="10.1.0.0/20", nat_gateways=1
            ),
            size=keel.TaskSize.of(1024, 2048),
            alarms={
                "Latency": keel.AlarmOverride(threshold=1.5),
                "RejectedConnections": keel.AlarmOverride(enabled=False),
            },
            removal_policy=REMOVAL_POLICY,
        )
        web.scale_on_requests(500)
        web.scale_on_schedule(
            "Morning",
            schedule=appscaling.Schedule.cron(hour="6", minute="0"),
            min_tasks=5,
        )
        secret = secretsmanager.Secret.from_secret_name_v2(self, "Secret", "api-key")
        web.add_secret("API_KEY", secret, "key")
        web.add_file_system("Templates", "/templates", read_only=True)
        worker = keel.FargateService(
            self,
            "Packer",
            image=keel.ContainerSource.ecr(images, "1.2.3"),
            ingress=keel.Ingress.none(),
            network=keel.ServiceNetwork.existing_cluster(web.cluster),
            removal_policy=REMOVAL_POLICY,
        )
        worker.scale_on_queue(
            jobs,
            acceptable_latency=Duration.minutes(2),
            processing_time=Duration.seconds(5),
        )
        return web.vpc

    def _cluster(
        self, vpc: ec2.IVpc, files: s3.Bucket, pages: keel.AlarmTopic
    ) -> None:
        cluster = keel.EmrCluster(
            self,
            "Reports",
            applications=[keel.EmrApplication.SPARK, keel.EmrApplication.of("Hive")],
            release=keel.EmrRelease.EMR_7_14_0,
            network=keel.EmrNetwork.existing_vpc(vpc),
            nodes=keel.EmrNodes.fleets(
                core_units=3,
                task=keel.EmrTaskFleet(
                    instance_types=[ec2.InstanceType("m7g.2xlarge")],
                    spot_units=4,
                    spot_strategy=keel.EmrSpotStrategy.DIVERSIFIED,
                ),
                scaling=keel.EmrScaling(minimum=3, maximum=30),
            ),
            termination=keel.EmrTermination.when_idle(Duration.minutes(30)),
            certificates=keel.EmrCertificates.pem(files, "certificates.zip"),
            alarms={"AppsPending": keel.AlarmOverride(enabled=False)},
            removal_policy=REMOVAL_POLICY,
        )
        export = keel.EmrConfiguration(
            classification="export", properties={"STAGE": "prod"}
        )
        cluster.add_configuration(classification="spark-env", configurations=[export])
        cluster.add_step(
            "Daily", keel.EmrStep.spark(files, "reports.py", args=["--all"])
        )
        cluster.grant_read(files, "orders/*")
        cluster.notify_failures(keel.FailureTarget.topic(pages.topic))
