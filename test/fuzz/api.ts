import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as fc from 'fast-check';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike, textOf } from './hostile';
import { alarms, encryptionKey, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import {
  ApiAuth, ApiCacheSize, ApiFunctionOptions, ApiFunctionProps, ApiGatewayAccount, ApiTableProps, CognitoAuthOptions, ResponseCache,
  ResponseCacheOptions, RouteOptions, RouteTarget, ServerlessApi, ServerlessApiProps, TableAccess, UsagePlanOptions,
} from '../../src';

const COGNITO_AUTH = struct<CognitoAuthOptions>('CognitoAuthOptions', {
  scopes: given(mostly(fc.constant(['notes/read']), fc.array(hostileText, { maxLength: 2 })), (scopes) => scopes.map((one) => cognito.OAuthScope.custom(one))),
}, 'scopes');
const AUTH: Giving<ApiAuth> = fc.oneof(
  given(fc.constant('iam'), () => ApiAuth.iam()),
  given(fc.constant('publicAccess'), () => ApiAuth.publicAccess()),
  given(COGNITO_AUTH, (options, around) => ApiAuth.cognito(around.part('userPool'), options)),
  given(fc.constant('cognitoIdTokens'), (_, around) => ApiAuth.cognitoIdTokens(around.part('userPool'))),
);

const FUNCTION = {
  code: given(fc.constantFrom('exports.handler = async () => ({ statusCode: 200 });'), (code) => lambda.Code.fromInline(code)),
  handler: textLike(/^[a-z]{1,9}\.[a-z]{1,9}$/),
  runtime: fc.constantFrom(lambda.Runtime.NODEJS_22_X, lambda.Runtime.NODEJS_24_X),
  timeout: seconds(1, 28),
  memorySize: numbers(128, 10_240),
  environment: mapOf(mostly(fc.stringMatching(/^[A-Z]{2,9}$/), fc.oneof(hostileText, fc.constant('TABLE_NAME'))), hostileText),
  layers: given(fc.constantFrom(0, 1), (count, around) => Array(count).fill(around.part('layer')) as lambda.ILayerVersion[]),
};
struct<ApiFunctionProps>('ApiFunctionProps', FUNCTION);

const attribute = textLike(/^[a-z]{1,20}$/).chain((text) => fc.constantFrom(...Object.values(dynamodb.AttributeType)).map((type) => ({ name: text, type })));
const TABLE = {
  partitionKey: attribute,
  sortKey: attribute,
  timeToLiveAttribute: textLike(/^[a-z]{1,20}$/),
  tableStream: fc.constantFrom(...Object.values(dynamodb.StreamViewType)),
};
struct<ApiTableProps>('ApiTableProps', TABLE);

const PROPS = struct<ServerlessApiProps>('ServerlessApiProps', {
  ...FUNCTION,
  ...TABLE,
  auth: AUTH,
  apiKeyRequired: fc.boolean(),
  corsOrigin: textOf(fc.constantFrom('*', 'https://shop.example.com', 'http://localhost:3000')),
  throttlingRateLimit: numbers(1, 10_000),
  throttlingBurstLimit: numbers(1, 5000),
  encryptionKey,
  alarms: alarms('Latency', 'ServerErrors', 'FunctionErrors', 'TableReadThrottles', 'TableSystemErrors'),
  removalPolicy,
}, 'code', 'handler', 'auth');

const FUNCTION_OPTIONS = struct<ApiFunctionOptions>('ApiFunctionOptions', {
  ...FUNCTION, tableAccess: fc.constantFrom(...Object.values(TableAccess)), alarms: alarms('FunctionErrors', 'FunctionThrottles', 'FunctionDuration'),
}, 'code', 'handler');

const CACHE_OPTIONS = struct<ResponseCacheOptions>('ResponseCacheOptions', { queryParameters: several(textLike(/^[a-z]{1,9}$/)) });
const CACHE: Giving<ResponseCache> = given(
  shape({ kind: fc.constantFrom('perCaller', 'shared'), timeToLive: seconds(1, 3600), options: CACHE_OPTIONS }),
  ({ kind, timeToLive, options }) => ResponseCache[kind as 'shared'](timeToLive, options),
);
const ROUTE = struct<RouteOptions>('RouteOptions', {
  auth: AUTH, requestSchema: fc.constant({ type: apigateway.JsonSchemaType.OBJECT, required: ['item'] }), cache: CACHE,
});
const TARGET: Giving<RouteTarget> = fc.oneof(
  given(mostly(beside('fn', 'importedFn'), beside('slowFn')), (fn) => RouteTarget.function(fn)),
  given(beside('stateMachine'), (machine) => RouteTarget.startWorkflow(machine)),
  given(mostly(beside('queue'), beside('fifoQueue')), (queue) => RouteTarget.sendTo(queue)),
);
const route = fc.constantFrom<[string, RegExp]>(['GET', /^(\/[a-z]{1,9}|\/\{id\}){1,2}$/], ['POST', /^(\/[a-z]{1,9}){1,3}$/], ['ANY', /^\/[a-z]{1,9}\/\{rest\+\}$/])
  .chain(([method, path]) => fc.record({ method: textOf(fc.constant(method)), path: textLike(path) }));

const USAGE_PLAN = struct<UsagePlanOptions>('UsagePlanOptions', {
  rateLimit: numbers(1, 10_000),
  burstLimit: numbers(1, 5000),
  quota: shape({ limit: numbers(1, 2_147_483_647), period: fc.constantFrom(...Object.values(apigateway.Period)) }),
}, 'rateLimit', 'burstLimit');

export const API: Samples = {
  ServerlessApi: sampled(shape({
    props: PROPS,
    functions: several(shape({ id: name, options: FUNCTION_OPTIONS }), 1),
    cacheSize: fc.constantFrom(undefined, ...Object.values(ApiCacheSize)),
    routes: several(shape({ route, target: TARGET, options: ROUTE }), 1),
    plans: several(shape({ id: name, options: USAGE_PLAN }), 1),
    domains: several(textOf(fc.constant('api.example.com')), 1),
    webAcls: several(textOf(fc.constant('arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/Shop/1')), 1),
    access: fc.constantFrom(...Object.values(TableAccess)),
  }), (scope, id, { props, functions, cacheSize, routes, plans, domains, webAcls, access }, around) => {
    const made = new ServerlessApi(scope, id, props);
    functions.forEach((one) => made.addFunction(one.id, one.options));
    if (cacheSize) made.addCache(cacheSize);
    routes.forEach((one) => made.addRoute(one.route.method, one.route.path, one.target, one.options));
    if (props.apiKeyRequired) plans.forEach((one) => made.addApiKey(`Key${one.id}`, made.addUsagePlan(`Plan${one.id}`, one.options)));
    domains.forEach((domain) => made.addDomain(domain, around.part('certificateElsewhere')));
    webAcls.forEach((arn) => made.addWebAcl(arn));
    if (access !== TableAccess.READ) made.grantTableAccess(around.part('role'), access);
  }),

  ApiGatewayAccount: sampled(shape({}), (scope, id) => new ApiGatewayAccount(scope, id)),
};
