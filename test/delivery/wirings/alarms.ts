import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as rds from 'aws-cdk-lib/aws-rds';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Wiring } from './wiring';

/** Alarms on metrics, each of which pages somebody. */
function alarmOn(name: string, metricsIn: (stack: Stack) => cloudwatch.IMetric[], expected: Pick<Wiring, 'defects' | 'unknown'> = {}): Wiring {
  return {
    name: `alarms on the metrics of ${name}`,
    ...expected,
    build: (stack) => {
      const pages = new SnsAction(new sns.Topic(stack, 'Pages'));
      metricsIn(stack).forEach((metric, index) => (
        metric as cloudwatch.Metric).createAlarm(stack, `Alarm${index}`, { threshold: 1, evaluationPeriods: 1 }).addAlarmAction(pages));
    },
  };
}

const newFunction = (stack: Stack) => new lambda.Function(stack, 'Function', {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
});

const newVpc = (stack: Stack) => new ec2.Vpc(stack, 'Vpc', { maxAzs: 2, natGateways: 0 });

const forAlarms = (rule: string, alarms: number[], reason: string) => Object.fromEntries(alarms.map((index) => [`${rule} Alarm${index}`, reason]));

/** The L2 of a target group cuts the name of its load balancer out of the ARN of a listener, which the service makes. */
const fromListener = (...alarms: number[]): Pick<Wiring, 'unknown'> => (
  { unknown: forAlarms('KEEL-ALARM-03', alarms, 'the name of the load balancer is a part of the ARN of its listener') }
);

export const ALARMS: Wiring[] = [
  alarmOn('a queue', (stack) => {
    const queue = new sqs.Queue(stack, 'Queue');
    return [
      queue.metricApproximateAgeOfOldestMessage(), queue.metricApproximateNumberOfMessagesDelayed(),
      queue.metricApproximateNumberOfMessagesNotVisible(), queue.metricApproximateNumberOfMessagesVisible(),
      queue.metricNumberOfEmptyReceives(), queue.metricNumberOfMessagesDeleted(),
      queue.metricNumberOfMessagesReceived(), queue.metricNumberOfMessagesSent(), queue.metricSentMessageSize(),
      new cloudwatch.MathExpression({
        expression: 'a + b', usingMetrics: { a: queue.metricNumberOfMessagesSent(), b: queue.metricNumberOfEmptyReceives() },
      }),
      sqs.Queue.fromQueueArn(stack, 'Imported', 'arn:aws:sqs:eu-west-1:111111111111:imported').metricNumberOfMessagesSent(),
    ];
  }),
  alarmOn('a topic', (stack) => {
    const topic = new sns.Topic(stack, 'Topic');
    return [
      topic.metricNumberOfMessagesPublished(), topic.metricNumberOfNotificationsDelivered(), topic.metricNumberOfNotificationsFailed(),
      topic.metricNumberOfNotificationsFilteredOut(), topic.metricNumberOfNotificationsFilteredOutInvalidAttributes(),
      topic.metricNumberOfNotificationsFilteredOutNoMessageAttributes(), topic.metricPublishSize(), topic.metricSMSMonthToDateSpentUSD(),
      topic.metricSMSSuccessRate(),
    ];
  }),
  alarmOn('a function', (stack) => {
    const fn = newFunction(stack);
    const alias = fn.addAlias('live');
    return [
      fn.metricDuration(), fn.metricErrors(), fn.metricInvocations(), fn.metricThrottles(), alias.metricErrors(), fn.currentVersion.metricErrors(),
      lambda.Function.metricAll('ConcurrentExecutions'), lambda.Function.metricAllUnreservedConcurrentExecutions(), lambda.Function.metricAllErrors(),
    ];
  }),
  alarmOn('a table', (stack) => {
    const table = new dynamodb.TableV2(stack, 'Table', { partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING } });
    return [
      table.metricConsumedReadCapacityUnits(), table.metricConsumedWriteCapacityUnits(), table.metricConditionalCheckFailedRequests(),
      table.metricSuccessfulRequestLatency({ dimensionsMap: { TableName: table.tableName, Operation: 'GetItem' } }), table.metricUserErrors(),
      table.metricThrottledRequestsForOperation('PutItem'),
      table.metricThrottledRequestsForOperations({ operations: [dynamodb.Operation.GET_ITEM, dynamodb.Operation.PUT_ITEM] }),
      table.metricSystemErrorsForOperations({ operations: [dynamodb.Operation.GET_ITEM] }),
    ];
  }),
  alarmOn('a stream', (stack) => {
    const stream = new kinesis.Stream(stack, 'Stream');
    return [
      stream.metricGetRecords(), stream.metricGetRecordsBytes(), stream.metricGetRecordsIteratorAgeMilliseconds(), stream.metricGetRecordsLatency(),
      stream.metricGetRecordsSuccess(), stream.metricIncomingBytes(), stream.metricIncomingRecords(), stream.metricPutRecordSuccess(),
      stream.metricPutRecordBytes(), stream.metricPutRecordLatency(), stream.metricPutRecordsBytes(),
      stream.metricPutRecordsFailedRecords(), stream.metricPutRecordsLatency(), stream.metricPutRecordsSuccess(),
      stream.metricPutRecordsSuccessfulRecords(), stream.metricPutRecordsThrottledRecords(), stream.metricPutRecordsTotalRecords(),
      stream.metricReadProvisionedThroughputExceeded(), stream.metricWriteProvisionedThroughputExceeded(),
    ];
  }),
  alarmOn('a delivery stream', (stack) => {
    const stream = new firehose.DeliveryStream(stack, 'Firehose', { destination: new firehose.S3Bucket(new s3.Bucket(stack, 'Bucket')) });
    return [
      stream.metricBackupToS3Bytes(), stream.metricBackupToS3DataFreshness(), stream.metricBackupToS3Records(), stream.metricIncomingBytes(),
      stream.metricIncomingRecords(), stream.metric('DeliveryToS3.DataFreshness'),
    ];
  }),
  alarmOn('a REST API', (stack) => {
    const api = new apigateway.RestApi(stack, 'Api');
    const method = api.root.addMethod('GET');
    return [
      api.metricCacheHitCount(), api.metricCacheMissCount(), api.metricClientError(), api.metricCount(), api.metricIntegrationLatency(),
      api.metricLatency(), api.metricServerError(), api.deploymentStage.metricServerError(), method.metricServerError(api.deploymentStage),
    ];
  }),
  alarmOn('an HTTP API', (stack) => {
    const api = new apigatewayv2.HttpApi(stack, 'Api');
    return [
      api.metricClientError(), api.metricServerError(), api.metricDataProcessed(), api.metricCount(), api.metricIntegrationLatency(),
      api.metricLatency(),
      api.defaultStage!.metric('5xx'),
    ];
  }),
  alarmOn('a state machine', (stack) => {
    const machine = new sfn.StateMachine(stack, 'Machine', { definitionBody: sfn.DefinitionBody.fromChainable(new sfn.Pass(stack, 'Pass')) });
    const activity = new sfn.Activity(stack, 'Activity');
    return [
      machine.metricAborted(), machine.metricFailed(), machine.metricStarted(), machine.metricSucceeded(), machine.metricThrottled(),
      machine.metricTime(), machine.metricTimedOut(), activity.metricFailed(), activity.metricHeartbeatTimedOut(), activity.metricRunTime(),
      activity.metricScheduled(), activity.metricScheduleTime(), activity.metricStarted(), activity.metricSucceeded(), activity.metricTime(),
      activity.metricTimedOut(), sfn.StateTransitionMetric.metricThrottledEvents(), sfn.StateTransitionMetric.metricConsumedCapacity(),
    ];
  }),
  alarmOn('a schedule group', (stack) => {
    const group = new scheduler.ScheduleGroup(stack, 'Group');
    return [
      group.metricAttempts(), group.metricDropped(), group.metricFailedToBeSentToDLQ(), group.metricSentToDLQ(), group.metricSentToDLQTruncated(),
      group.metricTargetErrors(), group.metricTargetThrottled(), group.metricThrottled(), scheduler.Schedule.metricAllDropped(),
      scheduler.Schedule.metricAllErrors(), scheduler.Schedule.metricAllAttempts(),
    ];
  }),
  alarmOn('the rules of EventBridge', (stack) => {
    const rule = new events.Rule(stack, 'Rule', { schedule: events.Schedule.rate(Duration.hours(1)) });
    const dimensionsMap = { RuleName: rule.ruleName };
    return ['Invocations', 'FailedInvocations', 'InvocationsSentToDlq', 'TriggeredRules']
      .map((metricName) => new cloudwatch.Metric({ namespace: 'AWS/Events', metricName, dimensionsMap }));
  }),
  alarmOn('a bucket', (stack) => {
    const bucket = new s3.Bucket(stack, 'Bucket', { metrics: [{ id: 'all' }] });
    return [
      new cloudwatch.Metric({ namespace: 'AWS/S3', metricName: '5xxErrors', dimensionsMap: { BucketName: bucket.bucketName, FilterId: 'all' } }),
      new cloudwatch.Metric({
        namespace: 'AWS/S3', metricName: 'BucketSizeBytes', dimensionsMap: { BucketName: bucket.bucketName, StorageType: 'StandardStorage' },
      }),
    ];
  }),
  alarmOn('a log group', (stack) => {
    const group = new logs.LogGroup(stack, 'Logs');
    return [
      group.metricIncomingBytes(), group.metricIncomingLogEvents(),
      group.addMetricFilter('Filter', { filterPattern: logs.FilterPattern.literal('ERROR'), metricName: 'Errors', metricNamespace: 'Orders' }).metric(),
    ];
  }, { unknown: { 'KEEL-ALARM-02 Alarm1': 'the L2 calls IncomingLogEvents IncomingLogs: https://github.com/aws/aws-cdk/issues/36815' } }),
  alarmOn('a service behind a load balancer', (stack) => {
    const vpc = newVpc(stack);
    const cluster = new ecs.Cluster(stack, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
    const taskDefinition = new ecs.FargateTaskDefinition(stack, 'Task');
    taskDefinition.addContainer('web', { image: ecs.ContainerImage.fromRegistry('web'), portMappings: [{ containerPort: 80 }] });
    const service = new ecs.FargateService(stack, 'Service', { cluster, taskDefinition });
    const balancer = new elbv2.ApplicationLoadBalancer(stack, 'Balancer', { vpc });
    const targets = balancer.addListener('Listener', { port: 80, open: false }).addTargets('Targets', { port: 80, targets: [service] });
    return [
      service.metricCpuUtilization(), service.metricMemoryUtilization(), cluster.metricCpuReservation(), cluster.metricCpuUtilization(),
      cluster.metricMemoryReservation(), balancer.metrics.activeConnectionCount(), balancer.metrics.httpCodeElb(elbv2.HttpCodeElb.ELB_5XX_COUNT),
      balancer.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT), balancer.metrics.requestCount(), balancer.metrics.targetResponseTime(),
      balancer.metrics.rejectedConnectionCount(), balancer.metrics.targetConnectionErrorCount(), targets.metrics.healthyHostCount(),
      targets.metrics.unhealthyHostCount(), targets.metrics.requestCount(), targets.metrics.httpCodeTarget(elbv2.HttpCodeTarget.TARGET_5XX_COUNT),
      targets.metrics.targetResponseTime(), targets.metrics.requestCountPerTarget(),
    ];
  }, fromListener(12, 13, 14, 15, 16, 17)),
  alarmOn('a network load balancer', (stack) => {
    const balancer = new elbv2.NetworkLoadBalancer(stack, 'Balancer', { vpc: newVpc(stack) });
    const targets = balancer.addListener('Listener', { port: 80 }).addTargets('Targets', { port: 80 });
    return [
      balancer.metrics.activeFlowCount(), balancer.metrics.consumedLCUs(), balancer.metrics.newFlowCount(), balancer.metrics.processedBytes(),
      balancer.metrics.tcpClientResetCount(), balancer.metrics.tcpElbResetCount(), balancer.metrics.tcpTargetResetCount(),
      targets.metrics.healthyHostCount(), targets.metrics.unHealthyHostCount(),
    ];
  }, fromListener(7, 8)),
  alarmOn('a database', (stack) => {
    const database = new rds.DatabaseInstance(stack, 'Database', {
      engine: rds.DatabaseInstanceEngine.POSTGRES, vpc: newVpc(stack), vpcSubnets: { subnetType: ec2.SubnetType.PUBLIC },
    });
    return [
      database.metricCPUUtilization(), database.metricDatabaseConnections(), database.metricFreeableMemory(), database.metricFreeStorageSpace(),
      database.metricReadIOPS(), database.metricWriteIOPS(),
    ];
  }),
  alarmOn('a distribution', (stack) => {
    const distribution = new cloudfront.Distribution(stack, 'Site', {
      defaultBehavior: { origin: new HttpOrigin('example.com') }, publishAdditionalMetrics: true,
    });
    return [
      distribution.metricRequests(), distribution.metricBytesDownloaded(), distribution.metricBytesUploaded(), distribution.metricTotalErrorRate(),
      distribution.metric4xxErrorRate(), distribution.metric5xxErrorRate(), distribution.metricOriginLatency(), distribution.metricCacheHitRate(),
      distribution.metric401ErrorRate(), distribution.metric503ErrorRate(),
    ];
  }, {
    defects: forAlarms('KEEL-ALARM-02', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], 'no dimension Region, which is Global: https://github.com/aws/aws-cdk/issues/19245'),
  }),
];
