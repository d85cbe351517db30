import { Duration, RemovalPolicy, SecretValue, Size, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as events from 'aws-cdk-lib/aws-events';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import * as keel from 'cdk-keel';

const removalPolicy = RemovalPolicy.DESTROY;
const CODE = lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200, batchItemFailures: [] });');

interface Users {
  readonly pool: keel.CognitoUserPool;
  readonly read: cognito.OAuthScope;
}

/** A shop that uses every construct of the package. It is the same in all languages. */
export class EveryConstructStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const fn = new lambda.Function(this, 'Worker', {
      runtime: lambda.Runtime.NODEJS_24_X, handler: 'index.handler', code: CODE, timeout: Duration.seconds(5),
    });

    const pages = new keel.AlarmTopic(this, 'Pages', { emails: ['ops@example.com'], removalPolicy });
    const routing = keel.AlarmRouting.of(this);
    routing.notify(pages.topic, { severity: keel.Severity.CRITICAL, notifyRecovery: true });
    routing.notify(pages.topic, { severity: keel.Severity.WARNING });

    this.payments(fn);
    const archive = this.fanOut(fn);
    this.clicks(fn);
    const jobs = new keel.QueueWithDlq(this, 'Jobs', { removalPolicy });
    const workflow = this.workflow(jobs);
    const users = this.users(fn, archive);
    this.api(fn, users, workflow, jobs);
    const vpc = this.services(jobs);
    this.cluster(vpc, archive, pages);
  }

  private payments(fn: lambda.Function): void {
    const payments = new keel.QueueWithDlq(this, 'Payments', {
      fifo: keel.Fifo.highThroughput({ contentBasedDeduplication: true }),
      visibilityTimeout: Duration.minutes(2),
      retentionPeriod: Duration.days(7),
      alarms: { InFlight: { enabled: false }, OldestMessageAge: { threshold: 900, evaluationPeriods: 3, severity: keel.Severity.CRITICAL } },
      removalPolicy,
    });
    payments.allowSendFrom(keel.Sender.account('222222222222', { principalArn: 'arn:aws:iam::222222222222:role/Sender' }));
    payments.addConsumer(fn, { maxConcurrency: 10, filters: [lambda.FilterCriteria.filter({ body: { kind: lambda.FilterRule.isEqual('card') } })] });
    new keel.AlarmSet(this, 'PaymentAlarms', {
      runbook: 'queue-with-dlq',
      definitions: [{
        key: 'NothingSent',
        metric: payments.queue.metricNumberOfEmptyReceives({ period: Duration.minutes(5) }),
        threshold: 100,
        severity: keel.Severity.WARNING,
        meaning: 'Nobody pays.',
        firstStep: 'order something.',
      }],
      overrides: { NothingSent: { threshold: 250 } },
    }).health();
  }

  private fanOut(fn: lambda.Function): s3.Bucket {
    const physical = sns.SubscriptionFilter.stringFilter({ allowlist: ['physical'] });
    const orders = new keel.SnsSqsFanOut(this, 'Orders', { deliveryLogging: keel.DeliveryLogging.FAILURES, removalPolicy });
    orders.addQueue('Shipping', { filterPolicy: keel.FilterPolicy.messageAttributes({ kind: physical }) });
    orders.subscribe('Invoicing', keel.Subscriber.function(fn), {
      filterPolicy: keel.FilterPolicy.messageBody({ item: sns.FilterOrPolicy.policy({ kind: sns.FilterOrPolicy.filter(physical) }) }),
    });
    orders.subscribe('Accounting', keel.Subscriber.email('accounting@example.com'));
    orders.allowPublishFrom(keel.Sender.service('events.amazonaws.com'));
    orders.allowPublishFrom(keel.Sender.organization('o-1234567890'));
    const archive = new s3.Bucket(this, 'Archive', { removalPolicy });
    orders.addBucket(archive, { events: [s3.EventType.OBJECT_CREATED], prefix: 'orders/' });
    return archive;
  }

  private clicks(fn: lambda.Function): void {
    const clicks = new keel.KinesisToFirehoseToS3(this, 'Clicks', {
      source: keel.DeliverySource.provisionedStream(2, { retentionPeriod: Duration.days(2) }),
      format: keel.RecordFormat.parquet({ databaseName: 'shop', tableName: 'clicks' }),
      partitioning: keel.DynamicPartitioning.byQuery({ device: '.device', kind: '.kind' }, { retryDuration: Duration.minutes(10) }),
      transform: { fn, retries: 5, bufferingSize: Size.mebibytes(2) },
      backup: keel.RecordBackup.ALL_RECORDS,
      removalPolicy,
    });
    new keel.StreamConsumer(this, 'Journeys', {
      source: keel.ConsumedStream.kinesis(clicks.stream!),
      fn,
      startingPosition: lambda.StartingPosition.LATEST,
      maxRecordAge: Duration.hours(6),
      removalPolicy,
    });
  }

  private workflow(jobs: keel.QueueWithDlq): keel.StepFunctionsWorkflow {
    const states = new sfn.Pass(this, 'Check').next(new sfn.Wait(this, 'Calm', { time: sfn.WaitTime.duration(Duration.minutes(1)) }));
    const workflow = new keel.StepFunctionsWorkflow(this, 'Refund', {
      definition: sfn.DefinitionBody.fromChainable(states),
      logging: keel.WorkflowLogging.errors({ includeExecutionData: true }),
      alarms: { ExecutionTime: { threshold: 600_000 } },
      removalPolicy,
    });
    workflow.notifyFailures(keel.FailureTarget.queue(jobs.queue));
    workflow.startFromRule(new events.Rule(this, 'Returned', { eventPattern: { source: ['shop'] } }), {
      input: events.RuleTargetInput.fromObject({ id: events.EventField.fromPath('$.detail.id') }),
    });
    workflow.startOnSchedule('Nightly', scheduler.ScheduleExpression.rate(Duration.days(1)), {
      input: scheduler.ScheduleTargetInput.fromObject({ all: true }),
    });
    workflow.addAlias(keel.WorkflowDeployment.canary(10, Duration.minutes(10)));
    return workflow;
  }

  private users(fn: lambda.Function, files: s3.Bucket): Users {
    const pool = new keel.CognitoUserPool(this, 'Users', {
      plan: cognito.FeaturePlan.ESSENTIALS,
      customAttributes: { tier: new cognito.StringAttribute({ mutable: true }) },
      removalPolicy,
    });
    const notes = pool.addResourceServer('Notes', { identifier: 'https://notes.example.com', scopes: { read: 'Read notes', write: 'Write notes' } });
    pool.addIdentityProvider('Login', keel.SignInProvider.oidc({
      clientId: 'shop', clientSecret: SecretValue.secretsManager('login'), issuerUrl: 'https://login.example.com',
    }));
    const callbackUrls = ['https://shop.example.com/signed-in'];
    const web = pool.addClient('Web', keel.ClientKind.web({ callbackUrls, scopes: [cognito.OAuthScope.OPENID, notes.scope('read')] }), {
      alarms: { SignUpThrottles: { enabled: false } },
    });
    pool.addClient('Robot', keel.ClientKind.machineToMachine({ scopes: [notes.scope('write')] }));
    pool.addDomain('Domain', keel.SignInDomain.cognitoPrefix('shop-example'));
    pool.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, fn, { userPoolActions: ['cognito-idp:AdminAddUserToGroup'] });
    const partners = new keel.CognitoUserPoolClient(this, 'Partners', {
      userPool: pool.userPool, kind: keel.ClientKind.singlePage({ callbackUrls, refreshTokenValidity: Duration.days(1) }),
    });
    const identities = new keel.CognitoIdentityPool(this, 'Identities', { clients: [web, partners], guestAccess: true, removalPolicy });
    identities.grantOwnObjects(identities.authenticatedRole, files, { folder: 'users' });
    pool.addGroup('editors', { role: identities.addRole('Editors'), precedence: 1 });
    return { pool, read: notes.scope('read') };
  }

  private api(fn: lambda.Function, users: Users, workflow: keel.StepFunctionsWorkflow, jobs: keel.QueueWithDlq): void {
    new keel.ApiGatewayAccount(this, 'Account');
    const api = new keel.ServerlessApi(this, 'Api', {
      code: CODE,
      handler: 'index.handler',
      auth: keel.ApiAuth.cognito(users.pool.userPool, { scopes: [users.read] }),
      environment: { LOG_LEVEL: 'debug' },
      apiKeyRequired: true,
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      alarms: { Latency: { threshold: 900 } },
      removalPolicy,
    });
    api.addCache(keel.ApiCacheSize.GB_0_5);
    const reader = api.addFunction('Reader', { code: CODE, handler: 'index.handler', tableAccess: keel.TableAccess.READ });
    api.addRoute('GET', '/notes/{id}', keel.RouteTarget.function(reader), {
      cache: keel.ResponseCache.perCaller(Duration.minutes(1), { queryParameters: ['page'] }),
    });
    api.addRoute('GET', '/health', keel.RouteTarget.function(fn), { auth: keel.ApiAuth.publicAccess() });
    api.addRoute('POST', '/refunds', keel.RouteTarget.startWorkflow(workflow.stateMachine), {
      requestSchema: {
        // By name: the CDK writes a schema in the order in which it gets it, and other languages give it so.
        properties: { amount: { minimum: 1, type: apigateway.JsonSchemaType.NUMBER }, order: { type: apigateway.JsonSchemaType.STRING } },
        required: ['order'],
        type: apigateway.JsonSchemaType.OBJECT,
      },
    });
    api.addRoute('PUT', '/jobs/{id}', keel.RouteTarget.sendTo(jobs.queue));
    api.addApiKey('PartnerKey', api.addUsagePlan('Plan', { rateLimit: 5, burstLimit: 10, quota: { limit: 1000, period: apigateway.Period.DAY } }));
  }

  private services(jobs: keel.QueueWithDlq): ec2.IVpc {
    const images = ecr.Repository.fromRepositoryName(this, 'Images', 'shop');
    const certificate = acm.Certificate.fromCertificateArn(this, 'Certificate', 'arn:aws:acm:eu-west-1:111111111111:certificate/1');
    const web = new keel.FargateService(this, 'Web', {
      image: keel.ContainerSource.ecr(images, '1.2.3', { environment: { STAGE: 'prod' }, healthCheck: { command: ['CMD', '/healthy'] } }),
      ingress: keel.Ingress.https(certificate, { healthCheckPath: '/health', allowFrom: [ec2.Peer.ipv4('192.0.2.0/24')] }),
      network: keel.ServiceNetwork.natGateways({ cidr: '10.1.0.0/20', natGateways: 1 }),
      size: keel.TaskSize.of(1024, 2048),
      alarms: { Latency: { threshold: 1.5 }, RejectedConnections: { enabled: false } },
      removalPolicy,
    });
    web.scaleOnRequests(500);
    web.scaleOnSchedule('Morning', { schedule: appscaling.Schedule.cron({ hour: '6', minute: '0' }), minTasks: 5 });
    web.addSecret('API_KEY', secretsmanager.Secret.fromSecretNameV2(this, 'Secret', 'api-key'), 'key');
    web.addFileSystem('Templates', '/templates', { readOnly: true });
    const worker = new keel.FargateService(this, 'Packer', {
      image: keel.ContainerSource.ecr(images, '1.2.3'),
      ingress: keel.Ingress.none(),
      network: keel.ServiceNetwork.existingCluster(web.cluster),
      removalPolicy,
    });
    worker.scaleOnQueue(jobs, { acceptableLatency: Duration.minutes(2), processingTime: Duration.seconds(5) });
    return web.vpc;
  }

  private cluster(vpc: ec2.IVpc, files: s3.Bucket, pages: keel.AlarmTopic): void {
    const cluster = new keel.EmrCluster(this, 'Reports', {
      applications: [keel.EmrApplication.SPARK, keel.EmrApplication.of('Hive')],
      release: keel.EmrRelease.EMR_7_14_0,
      network: keel.EmrNetwork.existingVpc(vpc),
      nodes: keel.EmrNodes.fleets({
        coreUnits: 3,
        task: { instanceTypes: [new ec2.InstanceType('m7g.2xlarge')], spotUnits: 4, spotStrategy: keel.EmrSpotStrategy.DIVERSIFIED },
        scaling: { minimum: 3, maximum: 30 },
      }),
      termination: keel.EmrTermination.whenIdle(Duration.minutes(30)),
      certificates: keel.EmrCertificates.pem(files, 'certificates.zip'),
      alarms: { AppsPending: { enabled: false } },
      removalPolicy,
    });
    cluster.addConfiguration({ classification: 'spark-env', configurations: [{ classification: 'export', properties: { STAGE: 'prod' } }] });
    cluster.addStep('Daily', keel.EmrStep.spark(files, 'reports.py', { args: ['--all'] }));
    cluster.grantRead(files, 'orders/*');
    cluster.notifyFailures(keel.FailureTarget.topic(pages.topic));
  }
}
