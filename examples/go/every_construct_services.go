package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapigateway"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsapplicationautoscaling"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscertificatemanager"
	"github.com/aws/aws-cdk-go/awscdk/v2/awscognito"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsdynamodb"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsec2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecr"
	"github.com/aws/aws-cdk-go/awscdk/v2/awsecs"
	"github.com/aws/aws-cdk-go/awscdk/v2/awslambda"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/aws-cdk-go/awscdk/v2/awssecretsmanager"
	"github.com/aws/jsii-runtime-go"
	keel "github.com/cdk-keel/cdk-keel-go/cdkkeel"
)

func addApi(
	stack awscdk.Stack, fn awslambda.Function, pool keel.CognitoUserPool, read awscognito.OAuthScope, workflow keel.StepFunctionsWorkflow, jobs keel.QueueWithDlq,
) {
	keel.NewApiGatewayAccount(stack, jsii.String("Account"))
	api := keel.NewServerlessApi(stack, jsii.String("Api"), &keel.ServerlessApiProps{
		Code:           awslambda.Code_FromInline(jsii.String(code)),
		Handler:        jsii.String("index.handler"),
		Auth:           keel.ApiAuth_Cognito(pool.UserPool(), &keel.CognitoAuthOptions{Scopes: &[]awscognito.OAuthScope{read}}),
		Environment:    &map[string]*string{"LOG_LEVEL": jsii.String("debug")},
		ApiKeyRequired: jsii.Bool(true),
		PartitionKey:   &awsdynamodb.Attribute{Name: jsii.String("owner"), Type: awsdynamodb.AttributeType_STRING},
		Alarms:         &map[string]*keel.AlarmOverride{"Latency": {Threshold: jsii.Number(900)}},
		RemovalPolicy:  removalPolicy,
	})
	api.AddCache(keel.ApiCacheSize_GB_0_5)
	reader := api.AddFunction(jsii.String("Reader"), &keel.ApiFunctionOptions{
		Code:        awslambda.Code_FromInline(jsii.String(code)),
		Handler:     jsii.String("index.handler"),
		TableAccess: keel.TableAccess_READ,
	})
	api.AddRoute(jsii.String("GET"), jsii.String("/notes/{id}"), keel.RouteTarget_Function(reader), &keel.RouteOptions{
		Cache: keel.ResponseCache_PerCaller(minutes(1), &keel.ResponseCacheOptions{QueryParameters: jsii.Strings("page")}),
	})
	api.AddRoute(jsii.String("GET"), jsii.String("/health"), keel.RouteTarget_Function(fn), &keel.RouteOptions{Auth: keel.ApiAuth_PublicAccess()})
	api.AddRoute(jsii.String("POST"), jsii.String("/refunds"), keel.RouteTarget_StartWorkflow(workflow.StateMachine()), &keel.RouteOptions{
		RequestSchema: &awsapigateway.JsonSchema{
			Type:     awsapigateway.JsonSchemaType_OBJECT,
			Required: jsii.Strings("order"),
			Properties: &map[string]*awsapigateway.JsonSchema{
				"amount": {Type: awsapigateway.JsonSchemaType_NUMBER, Minimum: jsii.Number(1)},
				"order":  {Type: awsapigateway.JsonSchemaType_STRING},
			},
		},
	})
	api.AddRoute(jsii.String("PUT"), jsii.String("/jobs/{id}"), keel.RouteTarget_SendTo(jobs.Queue()), nil)
	plan := api.AddUsagePlan(jsii.String("Plan"), &keel.UsagePlanOptions{
		RateLimit:  jsii.Number(5),
		BurstLimit: jsii.Number(10),
		Quota:      &awsapigateway.QuotaSettings{Limit: jsii.Number(1000), Period: awsapigateway.Period_DAY},
	})
	api.AddApiKey(jsii.String("PartnerKey"), plan)
}

func addServices(stack awscdk.Stack, jobs keel.QueueWithDlq) awsec2.IVpc {
	images := awsecr.Repository_FromRepositoryName(stack, jsii.String("Images"), jsii.String("shop"))
	certificate := awscertificatemanager.Certificate_FromCertificateArn(
		stack, jsii.String("Certificate"), jsii.String("arn:aws:acm:eu-west-1:111111111111:certificate/1"),
	)
	web := keel.NewFargateService(stack, jsii.String("Web"), &keel.FargateServiceProps{
		Image: keel.ContainerSource_Ecr(images, jsii.String("1.2.3"), &keel.ContainerOptions{
			Environment: &map[string]*string{"STAGE": jsii.String("prod")},
			HealthCheck: &awsecs.HealthCheck{Command: jsii.Strings("CMD", "/healthy")},
		}),
		Ingress: keel.Ingress_Https(certificate, &keel.HttpsIngressOptions{
			HealthCheckPath: jsii.String("/health"),
			AllowFrom:       &[]awsec2.IPeer{awsec2.Peer_Ipv4(jsii.String("192.0.2.0/24"))},
		}),
		Network: keel.ServiceNetwork_NatGateways(&keel.NatVpcOptions{Cidr: jsii.String("10.1.0.0/20"), NatGateways: jsii.Number(1)}),
		Size:    keel.TaskSize_Of(jsii.Number(1024), jsii.Number(2048)),
		Alarms: &map[string]*keel.AlarmOverride{
			"Latency":             {Threshold: jsii.Number(1.5)},
			"RejectedConnections": {Enabled: jsii.Bool(false)},
		},
		RemovalPolicy: removalPolicy,
	})
	web.ScaleOnRequests(jsii.Number(500))
	web.ScaleOnSchedule(jsii.String("Morning"), &keel.ScheduledTasksOptions{
		Schedule: awsapplicationautoscaling.Schedule_Cron(&awsapplicationautoscaling.CronOptions{Hour: jsii.String("6"), Minute: jsii.String("0")}),
		MinTasks: jsii.Number(5),
	})
	secret := awssecretsmanager.Secret_FromSecretNameV2(stack, jsii.String("Secret"), jsii.String("api-key"))
	web.AddSecret(jsii.String("API_KEY"), secret, jsii.String("key"))
	web.AddFileSystem(jsii.String("Templates"), jsii.String("/templates"), &keel.FileSystemOptions{ReadOnly: jsii.Bool(true)})
	worker := keel.NewFargateService(stack, jsii.String("Packer"), &keel.FargateServiceProps{
		Image:         keel.ContainerSource_Ecr(images, jsii.String("1.2.3"), nil),
		Ingress:       keel.Ingress_None(),
		Network:       keel.ServiceNetwork_ExistingCluster(web.Cluster(), nil),
		RemovalPolicy: removalPolicy,
	})
	worker.ScaleOnQueue(jobs, &keel.QueueScalingOptions{AcceptableLatency: minutes(2), ProcessingTime: seconds(5)})
	return web.Vpc()
}

func addCluster(stack awscdk.Stack, vpc awsec2.IVpc, files awss3.Bucket, pages keel.AlarmTopic) {
	cluster := keel.NewEmrCluster(stack, jsii.String("Reports"), &keel.EmrClusterProps{
		Applications: &[]keel.EmrApplication{keel.EmrApplication_SPARK(), keel.EmrApplication_Of(jsii.String("Hive"))},
		Release:      keel.EmrRelease_EMR_7_14_0(),
		Network:      keel.EmrNetwork_ExistingVpc(vpc, nil),
		Nodes: keel.EmrNodes_Fleets(&keel.EmrFleetsOptions{
			CoreUnits: jsii.Number(3),
			Task: &keel.EmrTaskFleet{
				InstanceTypes: &[]awsec2.InstanceType{awsec2.NewInstanceType(jsii.String("m7g.2xlarge"))},
				SpotUnits:     jsii.Number(4),
				SpotStrategy:  keel.EmrSpotStrategy_DIVERSIFIED,
			},
			Scaling: &keel.EmrScaling{Minimum: jsii.Number(3), Maximum: jsii.Number(30)},
		}),
		Termination:   keel.EmrTermination_WhenIdle(minutes(30)),
		Certificates:  keel.EmrCertificates_Pem(files, jsii.String("certificates.zip")),
		Alarms:        &map[string]*keel.AlarmOverride{"AppsPending": {Enabled: jsii.Bool(false)}},
		RemovalPolicy: removalPolicy,
	})
	export := &keel.EmrConfiguration{Classification: jsii.String("export"), Properties: &map[string]*string{"STAGE": jsii.String("prod")}}
	cluster.AddConfiguration(&keel.EmrConfiguration{Classification: jsii.String("spark-env"), Configurations: &[]*keel.EmrConfiguration{export}})
	cluster.AddStep(jsii.String("Daily"), keel.EmrStep_Spark(files, jsii.String("reports.py"), &keel.SparkStepOptions{Args: jsii.Strings("--all")}), nil)
	cluster.GrantRead(files, jsii.String("orders/*"))
	cluster.NotifyFailures(keel.FailureTarget_Topic(pages.Topic()))
}
