import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { letLogsUse } from '../buckets';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const encryptionKey = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  letLogsUse(encryptionKey);
  const logGroup = (name: string) => new logs.LogGroup(scope, name, { encryptionKey, retention: logs.RetentionDays.ONE_MONTH });
  const table = new dynamodb.Table(scope, 'Table', {
    encryptionKey,
    partitionKey: { name: 'pk', type: dynamodb.AttributeType.STRING },
    encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
    billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
    contributorInsightsSpecification: { enabled: true, mode: dynamodb.ContributorInsightsMode.THROTTLED_KEYS },
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const fn = new lambda.Function(scope, 'Function', {
    code: lambda.Code.fromInline('-'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
    memorySize: 512,
    timeout: Duration.seconds(10),
    tracing: lambda.Tracing.ACTIVE,
    loggingFormat: lambda.LoggingFormat.JSON,
    logGroup: logGroup('FunctionLogGroup'),
    environment: { TABLE_NAME: table.tableName },
  });
  table.grantReadWriteData(fn);
  const api = new apigateway.LambdaRestApi(scope, 'RestApi', {
    handler: fn,
    cloudWatchRole: false,
    integrationOptions: { allowTestInvoke: false, timeout: Duration.seconds(11) },
    endpointTypes: [apigateway.EndpointType.REGIONAL],
    defaultMethodOptions: {
      authorizationType: apigateway.AuthorizationType.IAM,
    },
    deployOptions: {
      accessLogDestination: new apigateway.LogGroupLogDestination(logGroup('AccessLogGroup')),
      accessLogFormat: apigateway.AccessLogFormat.jsonWithStandardFields(),
      tracingEnabled: true,
      throttlingRateLimit: 1000,
      throttlingBurstLimit: 500,
    },
  });
  api.addRequestValidator('RequestValidator', { validateRequestBody: true, validateRequestParameters: true });
  const failing = new cloudwatch.MathExpression({
    expression: '100 * errors / invocations', usingMetrics: { errors: fn.metricErrors(), invocations: fn.metricInvocations() },
  });
  alarms(scope, {
    ServerErrors: [api.metricServerError({ statistic: 'Average' }), 0.05],
    ClientErrors: [api.metricClientError({ statistic: 'Average' }), 0.05],
    Latency: [api.metricLatency({ statistic: 'p99' }), 2500],
    FunctionErrors: [failing, 5],
    FunctionThrottles: [fn.metricThrottles(), 1],
    FunctionDuration: [fn.metricDuration({ statistic: 'p99' }), 9000],
    TableReadThrottles: [table.metric('ReadThrottleEvents', { statistic: 'Sum' }), 1],
    TableWriteThrottles: [table.metric('WriteThrottleEvents', { statistic: 'Sum' }), 1],
    TableSystemErrors: [table.metric('SystemErrors', { statistic: 'Sum' }), 1],
  });
}
