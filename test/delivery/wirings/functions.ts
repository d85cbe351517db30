import { Duration, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaAuthorizer, WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration, WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityPool, UserPoolAuthenticationProvider } from 'aws-cdk-lib/aws-cognito-identitypool';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { LambdaDestination } from 'aws-cdk-lib/aws-s3-notifications';
import * as sns from 'aws-cdk-lib/aws-sns';
import { LambdaSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Wiring } from './wiring';

const functionIn = (stack: Stack, id = 'Function') => new lambda.Function(stack, id, {
  runtime: lambda.Runtime.NODEJS_22_X, handler: 'index.handler', code: lambda.Code.fromInline('exports.handler = async () => {};'),
});
const aliasIn = (stack: Stack) => new lambda.Alias(stack, 'Live', { aliasName: 'live', version: functionIn(stack).currentVersion });

const alarmIn = (stack: Stack) => new cloudwatch.Alarm(stack, 'Alarm', {
  metric: new cloudwatch.Metric({ namespace: 'Shop', metricName: 'Orders', period: Duration.minutes(1) }), threshold: 1, evaluationPeriods: 1,
});

/** The sender is one of several; each is wired to a function and to an alias of one. */
const SENDERS: Record<string, (stack: Stack, receiver: lambda.IFunction) => void> = {
  'a topic with a key': (stack, receiver) => {
    new sns.Topic(stack, 'Topic', { masterKey: new kms.Key(stack, 'Key') }).addSubscription(new LambdaSubscription(receiver));
  },
  'a bucket with a key': (stack, receiver) => {
    new s3.Bucket(stack, 'Bucket', { encryptionKey: new kms.Key(stack, 'Key') })
      .addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(receiver));
  },
  'an imported bucket': (stack, receiver) => {
    s3.Bucket.fromBucketName(stack, 'Bucket', 'orders').addEventNotification(s3.EventType.OBJECT_CREATED, new LambdaDestination(receiver));
  },
  'a rule': (stack, receiver) => {
    new events.Rule(stack, 'Rule', { schedule: events.Schedule.rate(Duration.hours(1)), targets: [new targets.LambdaFunction(receiver)] });
  },
  'a rule on a bus of its own': (stack, receiver) => {
    new events.Rule(stack, 'Rule', {
      eventBus: new events.EventBus(stack, 'Bus'), eventPattern: { source: ['shop.orders'] }, targets: [new targets.LambdaFunction(receiver)],
    });
  },
  'an alarm': (stack, receiver) => alarmIn(stack).addAlarmAction(new LambdaAction(receiver)),
  'a REST API': (stack, receiver) => {
    const { root } = new apigateway.RestApi(stack, 'Api');
    root.addMethod('GET', new apigateway.LambdaIntegration(receiver));
    root.addResource('orders').addResource('{id}').addMethod('ANY', new apigateway.LambdaIntegration(receiver, { proxy: false }));
  },
  'a REST API with one permission for all': (stack, receiver) => {
    const integration = new apigateway.LambdaIntegration(receiver, { scopePermissionToMethod: false });
    new apigateway.RestApi(stack, 'Api').root.addResource('orders').addMethod('GET', integration);
  },
  'a REST API that is all proxy': (stack, handler) => {
    new apigateway.LambdaRestApi(stack, 'Api', { handler });
  },
  'a REST API without a stage': (stack, handler) => {
    new apigateway.LambdaRestApi(stack, 'Api', { handler, deploy: false });
  },
  'an HTTP API': (stack, receiver) => {
    const api = new apigatewayv2.HttpApi(stack, 'Api');
    api.addRoutes({ path: '/orders/{id}', methods: [apigatewayv2.HttpMethod.GET], integration: new HttpLambdaIntegration('Orders', receiver) });
    api.addRoutes({ path: '/', integration: new HttpLambdaIntegration('Root', receiver) });
  },
  'the default route of an HTTP API': (stack, receiver) => {
    new apigatewayv2.HttpApi(stack, 'Api', { defaultIntegration: new HttpLambdaIntegration('Otherwise', receiver) });
  },
  'a WebSocket API': (stack, receiver) => {
    const webSocketApi = new apigatewayv2.WebSocketApi(stack, 'Api', {
      connectRouteOptions: { integration: new WebSocketLambdaIntegration('Connect', receiver) },
      defaultRouteOptions: { integration: new WebSocketLambdaIntegration('Otherwise', receiver) },
    });
    webSocketApi.addRoute('order', { integration: new WebSocketLambdaIntegration('Order', receiver) });
    new apigatewayv2.WebSocketStage(stack, 'Stage', { webSocketApi, stageName: 'prod' });
  },
  'a user pool': (stack, receiver) => {
    const pool = new cognito.UserPool(stack, 'Pool', { customSenderKmsKey: new kms.Key(stack, 'Key') });
    pool.addTrigger(cognito.UserPoolOperation.PRE_SIGN_UP, receiver);
    pool.addTrigger(cognito.UserPoolOperation.CUSTOM_EMAIL_SENDER, receiver);
    pool.addTrigger(cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, receiver, cognito.LambdaVersion.V2_0);
  },
};

export const FUNCTIONS: Wiring[] = [
  ...Object.entries(SENDERS).flatMap(([name, build]): Wiring[] => [
    { name: `${name} to a function`, build: (stack) => build(stack, functionIn(stack)) },
    { name: `${name} to an alias`, build: (stack) => build(stack, aliasIn(stack)) },
  ]),
  {
    name: 'a REST API to its authorizers',
    build: (stack) => {
      const { root } = new apigateway.RestApi(stack, 'Api');
      const assumeRole = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com') });
      root.addMethod('GET', undefined, { authorizer: new apigateway.TokenAuthorizer(stack, 'Token', { handler: functionIn(stack, 'ByToken') }) });
      root.addMethod('POST', undefined, {
        authorizer: new apigateway.RequestAuthorizer(stack, 'Request', {
          handler: functionIn(stack, 'ByRequest'), identitySources: [apigateway.IdentitySource.header('Authorization')], assumeRole,
        }),
      });
    },
  },
  {
    name: 'an HTTP API to its authorizer',
    build: (stack) => {
      const defaultAuthorizer = new HttpLambdaAuthorizer('Authorizer', functionIn(stack, 'Authorize'));
      new apigatewayv2.HttpApi(stack, 'Api', { defaultAuthorizer, defaultIntegration: new HttpLambdaIntegration('Otherwise', functionIn(stack)) });
    },
  },
  {
    name: 'a WebSocket API to its authorizer',
    build: (stack) => {
      const authorizer = new WebSocketLambdaAuthorizer('Authorizer', functionIn(stack, 'Authorize'));
      new apigatewayv2.WebSocketApi(stack, 'Api', {
        connectRouteOptions: { authorizer, integration: new WebSocketLambdaIntegration('Connect', functionIn(stack)) },
      });
    },
  },
  {
    name: 'a REST API with a second stage',
    build: (stack) => {
      const api = new apigateway.LambdaRestApi(stack, 'Api', { handler: functionIn(stack) });
      new apigateway.Stage(stack, 'Second', { deployment: api.latestDeployment!, stageName: 'second' });
    },
    defects: { 'KEEL-API-LAMBDA-01 Function': 'the L2 lets in only the stage that it makes itself' },
  },
  {
    name: 'an identity pool with a user pool',
    build: (stack) => {
      const userPool = new cognito.UserPool(stack, 'Users');
      new IdentityPool(stack, 'Pool', { allowUnauthenticatedIdentities: true, authenticationProviders: { userPools: [new UserPoolAuthenticationProvider({ userPool })] } });
    },
  },
  {
    name: 'threat protection with the plan that has it',
    build: (stack) => {
      new cognito.UserPool(stack, 'Pool', {
        featurePlan: cognito.FeaturePlan.PLUS, standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      });
    },
  },
  {
    name: 'threat protection with the plan that lacks it',
    build: (stack) => {
      new cognito.UserPool(stack, 'Pool', {
        featurePlan: cognito.FeaturePlan.ESSENTIALS, standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      });
    },
    defects: { 'KEEL-COGNITO-PLAN-01 Pool': 'the L2 leaves it to CloudFormation to refuse the two together' },
  },
  {
    name: 'threat protection without a plan',
    build: (stack) => {
      new cognito.UserPool(stack, 'Pool', { standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION });
    },
    unknown: { 'KEEL-COGNITO-PLAN-01 Pool': 'a new pool is refused, an older one keeps threat protection' },
  },
];
