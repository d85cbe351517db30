import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import type { Subject } from './subjects';
import { ApiAuth, ApiGatewayAccount, ResponseCache, RouteTarget, ServerlessApi, Severity, TableAccess } from '../../src';

/** A function that answers every request with 200. */
export const FUNCTION = { code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'), handler: 'index.handler' };

const ARN = 'arn:aws:states:eu-west-1:111111111111:stateMachine:Orders';
const CERTIFICATE = 'arn:aws:acm:eu-west-1:111111111111:certificate/1';
const WEB_ACL = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/Shop/1';

/** Every way to make a ServerlessApi. */
export const SERVERLESS_API: Subject = {
  minimal: (scope, id) => new ServerlessApi(scope, id, { ...FUNCTION, auth: ApiAuth.iam() }),
  full: {
    'everything on': (scope, id, outside) => {
      const pool = cognito.UserPool.fromUserPoolId(outside, 'Pool', 'eu-west-1_1');
      const made = new ServerlessApi(scope, id, {
        ...FUNCTION,
        auth: ApiAuth.cognito(pool, { scopes: [cognito.OAuthScope.custom('notes/read')] }),
        runtime: lambda.Runtime.NODEJS_24_X,
        timeout: Duration.seconds(2),
        memorySize: 1024,
        environment: { LOG_LEVEL: 'debug' },
        layers: [lambda.LayerVersion.fromLayerVersionArn(outside, 'Layer', 'arn:aws:lambda:eu-west-1:111111111111:layer:tools:1')],
        apiKeyRequired: true,
        corsOrigin: 'https://shop.example.com',
        throttlingRateLimit: 50,
        throttlingBurstLimit: 100,
        partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
        sortKey: { name: 'createdAt', type: dynamodb.AttributeType.NUMBER },
        timeToLiveAttribute: 'expiresAt',
        tableStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
        alarms: { Latency: { threshold: 900, severity: Severity.CRITICAL }, TableSystemErrors: { enabled: false } },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      const reader = made.addFunction('Reader', { ...FUNCTION, tableAccess: TableAccess.READ, alarms: { FunctionErrors: { threshold: 1 } } });
      made.addRoute('GET', '/notes/{id}', RouteTarget.function(reader));
      made.addCache();
      made.addRoute('GET', '/notes', RouteTarget.function(reader), { cache: ResponseCache.perCaller(Duration.minutes(1), { queryParameters: ['page'] }) });
      made.addRoute('GET', '/health', RouteTarget.function(outside.fn), { auth: ApiAuth.publicAccess() });
      made.addRoute('POST', '/orders', RouteTarget.startWorkflow(sfn.StateMachine.fromStateMachineArn(outside, 'Machine', ARN)), {
        requestSchema: { type: apigateway.JsonSchemaType.OBJECT, required: ['item'] },
      });
      made.addRoute('PUT', '/jobs/{id}', RouteTarget.sendTo(outside.queue));
      made.addApiKey('PartnerKey', made.addUsagePlan('Partners', {
        rateLimit: 5, burstLimit: 10, quota: { limit: 1000, period: apigateway.Period.DAY },
      }));
      made.addDomain('api.example.com', acm.Certificate.fromCertificateArn(outside, 'Certificate', CERTIFICATE));
      made.addWebAcl(WEB_ACL);
      made.alarms.health();
      return made;
    },
    'public with own key': (scope, id, outside) => {
      const made = new ServerlessApi(scope, id, { ...FUNCTION, auth: ApiAuth.publicAccess(), encryptionKey: outside.key, corsOrigin: '*' });
      const pool = cognito.UserPool.fromUserPoolId(outside, 'Pool', 'eu-west-1_1');
      made.addRoute('ANY', '/me', RouteTarget.function(made.fn), { auth: ApiAuth.cognitoIdTokens(pool) });
      made.grantTableAccess(outside.role, TableAccess.READ_WRITE);
      return made;
    },
  },
};

/** The only way to make an ApiGatewayAccount. */
export const API_GATEWAY_ACCOUNT: Subject = { minimal: (scope, id) => new ApiGatewayAccount(scope, id), full: {} };
