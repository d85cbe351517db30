package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscloudwatch"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsevents"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsscheduler"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssns"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsstepfunctions"
	"github.com/aws/constructs-go/constructs/v10"
	"github.com/aws/jsii-runtime-go"
	keel "github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

const code = "exports.handler = async () => ({ statusCode: 200, batchItemFailures: [] });"

// NewEveryConstructStack makes a shop that uses every construct of the package. It is the same in all languages.
func NewEveryConstructStack(scope constructs.Construct, id string) awscdk.Stack {
	stack := awscdk.NewStack(scope, jsii.String(id), nil)
	fn := awslambda.NewFunction(stack, jsii.String("Worker"), &awslambda.FunctionProps{
		Runtime: awslambda.Runtime_NODEJS_24_X(),
		Handler: jsii.String("index.handler"),
		Code:    awslambda.Code_FromInline(jsii.String(code)),
		Timeout: seconds(5),
	})

	pages := keel.NewAlarmTopic(stack, jsii.String("Pages"), &keel.AlarmTopicProps{
		Emails: jsii.Strings("ops@example.com"), RemovalPolicy: removalPolicy,
	})
	routing := keel.AlarmRouting_Of(stack)
	routing.Notify(pages.Topic(), &keel.AlarmRouteOptions{Severity: keel.Severity_CRITICAL, NotifyRecovery: jsii.Bool(true)})
	routing.Notify(pages.Topic(), &keel.AlarmRouteOptions{Severity: keel.Severity_WARNING})

	addPayments(stack, fn)
	archive := addFanOut(stack, fn)
	addClicks(stack, fn)
	jobs := keel.NewQueueWithDlq(stack, jsii.String("Jobs"), &keel.QueueWithDlqProps{RemovalPolicy: removalPolicy})
	workflow := addWorkflow(stack, jobs)
	pool, read := addUsers(stack, fn, archive)
	addApi(stack, fn, pool, read, workflow, jobs)
	vpc := addServices(stack, jobs)
	addCluster(stack, vpc, archive, pages)
	return stack
}

func seconds(amount float64) awscdk.Duration { return awscdk.Duration_Seconds(jsii.Number(amount)) }
func minutes(amount float64) awscdk.Duration { return awscdk.Duration_Minutes(jsii.Number(amount)) }
func hours(amount float64) awscdk.Duration   { return awscdk.Duration_Hours(jsii.Number(amount)) }
func days(amount float64) awscdk.Duration    { return awscdk.Duration_Days(jsii.Number(amount)) }

func addPayments(stack awscdk.Stack, fn awslambda.Function) {
	payments := keel.NewQueueWithDlq(stack, jsii.String("Payments"), &keel.QueueWithDlqProps{
		Fifo:              keel.Fifo_HighThroughput(&keel.FifoOptions{ContentBasedDeduplication: jsii.Bool(true)}),
		VisibilityTimeout: minutes(2),
		RetentionPeriod:   days(7),
		Alarms: &map[string]*keel.AlarmOverride{
			"InFlight":         {Enabled: jsii.Bool(false)},
			"OldestMessageAge": {Threshold: jsii.Number(900), EvaluationPeriods: jsii.Number(3), Severity: keel.Severity_CRITICAL},
		},
		RemovalPolicy: removalPolicy,
	})
	payments.AllowSendFrom(keel.Sender_Account(jsii.String("222222222222"), &keel.AccountSenderOptions{
		PrincipalArn: jsii.String("arn:aws:iam::222222222222:role/Sender"),
	}))
	card := map[string]interface{}{"body": map[string]interface{}{"kind": awslambda.FilterRule_IsEqual("card")}}
	payments.AddConsumer(fn, &keel.QueueConsumerOptions{
		MaxConcurrency: jsii.Number(10),
		Filters:        &[]*map[string]interface{}{awslambda.FilterCriteria_Filter(&card)},
	})
	keel.NewAlarmSet(stack, jsii.String("PaymentAlarms"), &keel.AlarmSetProps{
		Runbook: jsii.String("queue-with-dlq"),
		Definitions: &[]*keel.AlarmDefinition{{
			Key:       jsii.String("NothingSent"),
			Metric:    payments.Queue().MetricNumberOfEmptyReceives(&awscloudwatch.MetricOptions{Period: minutes(5)}),
			Threshold: jsii.Number(100),
			Severity:  keel.Severity_WARNING,
			Meaning:   jsii.String("Nobody pays."),
			FirstStep: jsii.String("order something."),
		}},
		Overrides: &map[string]*keel.AlarmOverride{"NothingSent": {Threshold: jsii.Number(250)}},
	}).Health()
}

func addFanOut(stack awscdk.Stack, fn awslambda.Function) awss3.Bucket {
	physical := awssns.SubscriptionFilter_StringFilter(&awssns.StringConditions{Allowlist: jsii.Strings("physical")})
	orders := keel.NewSnsSqsFanOut(stack, jsii.String("Orders"), &keel.SnsSqsFanOutProps{
		DeliveryLogging: keel.DeliveryLogging_FAILURES, RemovalPolicy: removalPolicy,
	})
	orders.AddQueue(jsii.String("Shipping"), &keel.FanOutQueueOptions{
		FilterPolicy: keel.FilterPolicy_MessageAttributes(&map[string]awssns.SubscriptionFilter{"kind": physical}),
	})
	item := awssns.FilterOrPolicy_Policy(&map[string]awssns.FilterOrPolicy{"kind": awssns.FilterOrPolicy_Filter(physical)})
	orders.Subscribe(jsii.String("Invoicing"), keel.Subscriber_Function(fn), &keel.SubscribeOptions{
		FilterPolicy: keel.FilterPolicy_MessageBody(&map[string]awssns.FilterOrPolicy{"item": item}),
	})
	orders.Subscribe(jsii.String("Accounting"), keel.Subscriber_Email(jsii.String("accounting@example.com")), nil)
	orders.AllowPublishFrom(keel.Sender_Service(jsii.String("events.amazonaws.com"), nil))
	orders.AllowPublishFrom(keel.Sender_Organization(jsii.String("o-1234567890")))
	archive := awss3.NewBucket(stack, jsii.String("Archive"), &awss3.BucketProps{RemovalPolicy: removalPolicy})
	orders.AddBucket(archive, &keel.BucketEventsOptions{
		Events: &[]awss3.EventType{awss3.EventType_OBJECT_CREATED}, Prefix: jsii.String("orders/"),
	})
	return archive
}

func addClicks(stack awscdk.Stack, fn awslambda.Function) {
	clicks := keel.NewKinesisToFirehoseToS3(stack, jsii.String("Clicks"), &keel.KinesisToFirehoseToS3Props{
		Source: keel.DeliverySource_ProvisionedStream(jsii.Number(2), &keel.SourceStreamOptions{RetentionPeriod: days(2)}),
		Format: keel.RecordFormat_Parquet(&keel.SchemaTable{DatabaseName: jsii.String("shop"), TableName: jsii.String("clicks")}),
		Partitioning: keel.DynamicPartitioning_ByQuery(
			&map[string]*string{"device": jsii.String(".device"), "kind": jsii.String(".kind")},
			&keel.DynamicPartitioningOptions{RetryDuration: minutes(10)},
		),
		Transform:     &keel.RecordTransform{Fn: fn, Retries: jsii.Number(5), BufferingSize: awscdk.Size_Mebibytes(jsii.Number(2))},
		Backup:        keel.RecordBackup_ALL_RECORDS,
		RemovalPolicy: removalPolicy,
	})
	keel.NewStreamConsumer(stack, jsii.String("Journeys"), &keel.StreamConsumerProps{
		Source:           keel.ConsumedStream_Kinesis(clicks.Stream()),
		Fn:               fn,
		StartingPosition: awslambda.StartingPosition_LATEST,
		MaxRecordAge:     hours(6),
		RemovalPolicy:    removalPolicy,
	})
}

func addWorkflow(stack awscdk.Stack, jobs keel.QueueWithDlq) keel.StepFunctionsWorkflow {
	check := awsstepfunctions.NewPass(stack, jsii.String("Check"), nil)
	calm := awsstepfunctions.NewWait(stack, jsii.String("Calm"), &awsstepfunctions.WaitProps{Time: awsstepfunctions.WaitTime_Duration(minutes(1))})
	workflow := keel.NewStepFunctionsWorkflow(stack, jsii.String("Refund"), &keel.StepFunctionsWorkflowProps{
		Definition:    awsstepfunctions.DefinitionBody_FromChainable(check.Next(calm)),
		Logging:       keel.WorkflowLogging_Errors(&keel.WorkflowLoggingOptions{IncludeExecutionData: jsii.Bool(true)}),
		Alarms:        &map[string]*keel.AlarmOverride{"ExecutionTime": {Threshold: jsii.Number(600_000)}},
		RemovalPolicy: removalPolicy,
	})
	workflow.NotifyFailures(keel.FailureTarget_Queue(jobs.Queue()))
	returned := awsevents.NewRule(stack, jsii.String("Returned"), &awsevents.RuleProps{
		EventPattern: &awsevents.EventPattern{Source: jsii.Strings("shop")},
	})
	workflow.StartFromRule(returned, &keel.RuleStartOptions{
		Input: awsevents.RuleTargetInput_FromObject(map[string]interface{}{"id": awsevents.EventField_FromPath(jsii.String("$.detail.id"))}),
	})
	workflow.StartOnSchedule(jsii.String("Nightly"), awsscheduler.ScheduleExpression_Rate(days(1)), &keel.ScheduleStartOptions{
		Input: awsscheduler.ScheduleTargetInput_FromObject(map[string]interface{}{"all": true}),
	})
	workflow.AddAlias(keel.WorkflowDeployment_Canary(jsii.Number(10), minutes(10)))
	return workflow
}

func addUsers(stack awscdk.Stack, fn awslambda.Function, files awss3.Bucket) (keel.CognitoUserPool, awscognito.OAuthScope) {
	pool := keel.NewCognitoUserPool(stack, jsii.String("Users"), &keel.CognitoUserPoolProps{
		Plan: awscognito.FeaturePlan_ESSENTIALS,
		CustomAttributes: &map[string]awscognito.ICustomAttribute{
			"tier": awscognito.NewStringAttribute(&awscognito.StringAttributeProps{Mutable: jsii.Bool(true)}),
		},
		RemovalPolicy: removalPolicy,
	})
	notes := pool.AddResourceServer(jsii.String("Notes"), &keel.ResourceServerOptions{
		Identifier: jsii.String("https://notes.example.com"),
		Scopes:     &map[string]*string{"read": jsii.String("Read notes"), "write": jsii.String("Write notes")},
	})
	pool.AddIdentityProvider(jsii.String("Login"), keel.SignInProvider_Oidc(&keel.OidcProviderOptions{
		ClientId:     jsii.String("shop"),
		ClientSecret: awscdk.SecretValue_SecretsManager(jsii.String("login"), nil),
		IssuerUrl:    jsii.String("https://login.example.com"),
	}))
	callbackUrls := jsii.Strings("https://shop.example.com/signed-in")
	web := pool.AddClient(jsii.String("Web"), keel.ClientKind_Web(&keel.SignInClientOptions{
		CallbackUrls: callbackUrls,
		Scopes:       &[]awscognito.OAuthScope{awscognito.OAuthScope_OPENID(), notes.Scope(jsii.String("read"))},
	}), &keel.UserPoolClientOptions{
		Alarms: &map[string]*keel.AlarmOverride{"SignUpThrottles": {Enabled: jsii.Bool(false)}},
	})
	pool.AddClient(jsii.String("Robot"), keel.ClientKind_MachineToMachine(&keel.MachineClientOptions{
		Scopes: &[]awscognito.OAuthScope{notes.Scope(jsii.String("write"))},
	}), nil)
	pool.AddDomain(jsii.String("Domain"), keel.SignInDomain_CognitoPrefix(jsii.String("shop-example")))
	pool.AddTrigger(awscognito.UserPoolOperation_POST_CONFIRMATION(), fn, &keel.TriggerOptions{
		UserPoolActions: jsii.Strings("cognito-idp:AdminAddUserToGroup"),
	})
	partners := keel.NewCognitoUserPoolClient(stack, jsii.String("Partners"), &keel.CognitoUserPoolClientProps{
		UserPool: pool.UserPool(),
		Kind:     keel.ClientKind_SinglePage(&keel.SignInClientOptions{CallbackUrls: callbackUrls, RefreshTokenValidity: days(1)}),
	})
	identities := keel.NewCognitoIdentityPool(stack, jsii.String("Identities"), &keel.CognitoIdentityPoolProps{
		Clients: &[]keel.CognitoUserPoolClient{web, partners}, GuestAccess: jsii.Bool(true), RemovalPolicy: removalPolicy,
	})
	identities.GrantOwnObjects(identities.AuthenticatedRole(), files, &keel.OwnObjectsOptions{Folder: jsii.String("users")})
	pool.AddGroup(jsii.String("editors"), &keel.UserPoolGroupOptions{
		Role: identities.AddRole(jsii.String("Editors")), Precedence: jsii.Number(1),
	})
	return pool, notes.Scope(jsii.String("read"))
}
