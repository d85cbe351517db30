import { ArnFormat, Duration, Names, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** What a request leaves in the access log: who, what and how it went, nothing of what was said. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  extendedRequestId: '$context.extendedRequestId',
  requestTime: '$context.requestTime',
  sourceIp: '$context.identity.sourceIp',
  httpMethod: '$context.httpMethod',
  resourcePath: '$context.resourcePath',
  path: '$context.path',
  status: '$context.status',
  responseLatency: '$context.responseLatency',
  responseLength: '$context.responseLength',
  integrationStatus: '$context.integration.status',
  integrationLatency: '$context.integration.latency',
  integrationError: '$context.integration.error',
  error: '$context.error.message',
  errorType: '$context.error.responseType',
  subject: '$context.authorizer.claims.sub',
  traceId: '$context.xrayTraceId',
};

/**
 * TLS 1.2 at least. A regional API takes TLS 1.0 unless told otherwise.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html
 */
export const MODERN_TLS = apigateway.SecurityPolicy.TLS13_1_2_PFS_PQ_2025_09;

/** The settings of the API and of its one stage. */
export interface RestApiSettings {
  readonly key: kms.IKey;
  readonly removalPolicy: RemovalPolicy;
  readonly throttlingRateLimit: number;
  readonly throttlingBurstLimit: number;
  readonly corsOrigin?: string;
}

/** A regional API with one logged, traced and throttled stage. */
export function restApi(scope: Construct, settings: RestApiSettings): { api: apigateway.RestApi; accessLogGroup: logs.LogGroup } {
  const { key, removalPolicy, corsOrigin, throttlingRateLimit, throttlingBurstLimit } = settings;
  const accessLogGroup = new logs.LogGroup(scope, 'AccessLogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey: key, removalPolicy });
  const api = new apigateway.RestApi(scope, 'RestApi', {
    // CloudWatch knows the API by its name, so no other API of the account may have it.
    restApiName: Names.uniqueResourceName(scope, { separator: '-', maxLength: 100 }),
    cloudWatchRole: false,
    endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
    defaultCorsPreflightOptions: corsOrigin === undefined ? undefined : {
      allowOrigins: [corsOrigin],
      allowMethods: apigateway.Cors.ALL_METHODS,
      allowHeaders: apigateway.Cors.DEFAULT_HEADERS,
      maxAge: Duration.minutes(10),
    },
    deployOptions: {
      stageName: 'prod',
      accessLogDestination: arnWithoutWildcard(accessLogGroup),
      accessLogFormat: apigateway.AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      loggingLevel: apigateway.MethodLoggingLevel.ERROR,
      dataTraceEnabled: false,
      metricsEnabled: false,
      tracingEnabled: true,
      throttlingRateLimit,
      throttlingBurstLimit,
    },
  });
  // The L2 adds an output with the URL, which is the app's to make.
  api.node.tryRemoveChild('Endpoint');
  requireModernTls(api);
  if (corsOrigin !== undefined) {
    showErrorsTo(corsOrigin, api);
  }
  Validations.of(api.deploymentStage).acknowledge({
    id: 'AwsSolutions-APIG3',
    reason: 'A web ACL has a price by the month, and rules that fit the API: addWebAcl takes one.',
  });
  return { api, accessLogGroup };
}

/** Not by the destination of the CDK, in which a feature flag decides about the `:*` that ends the ARNs of log groups. */
function arnWithoutWildcard(logGroup: logs.LogGroup): apigateway.IAccessLogDestination {
  const destinationArn = Stack.of(logGroup).formatArn({
    service: 'logs', resource: 'log-group', resourceName: logGroup.logGroupName, arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return { bind: () => ({ destinationArn }) };
}

function requireModernTls(api: apigateway.RestApi): void {
  const resource = api.node.defaultChild as apigateway.CfnRestApi;
  resource.securityPolicy = MODERN_TLS;
  resource.endpointAccessMode = 'STRICT';
}

/**
 * What API Gateway itself answers (401, 403, 429, 5xx) has no CORS headers of its own, so that a browser would hide the error from the page.
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
 */
function showErrorsTo(origin: string, api: apigateway.RestApi): void {
  const responseHeaders = { 'Access-Control-Allow-Origin': `'${origin}'` };
  api.addGatewayResponse('ClientErrors', { type: apigateway.ResponseType.DEFAULT_4XX, responseHeaders });
  api.addGatewayResponse('ServerErrors', { type: apigateway.ResponseType.DEFAULT_5XX, responseHeaders });
}
