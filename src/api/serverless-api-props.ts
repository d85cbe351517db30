import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { ApiAuth } from './api-auth';
import { ApiFunctionProps, functionRules } from './api-function';
import { ApiTableProps } from './api-table';
import { ResponseCache } from './response-cache';
import { RouteTarget } from './route-target';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { apiAlarmKeys } from '../alarms/api-alarms';
import { FUNCTION_ALARM_KEYS } from '../alarms/function-alarms';
import { TABLE_ALARM_KEYS } from '../alarms/table-alarms';
import { keyRules } from '../encryption/key-rules';
import { knownText, matches, removalRule, Rule, wholeNumber } from '../validation/check-props';

/** Properties of a ServerlessApi. */
export interface ServerlessApiProps extends ApiFunctionProps, ApiTableProps {
  /** Who may call. */
  readonly auth: ApiAuth;

  /**
   * Whether a request needs an API key too, which counts it for a usage plan: see `addUsagePlan`. A key says who is to be counted, not who may call.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   * @default false
   */
  readonly apiKeyRequired?: boolean;

  /**
   * The origin of the web pages that may call, for example `https://shop.example.com`, or `*` for all. Preflights (OPTIONS) then need no token, and errors of
   * API Gateway itself can be read by the page. Responses of functions need the header `Access-Control-Allow-Origin` from their code: `CORS_ORIGIN` is in
   * their environment.
   *
   * @default - no web page of another origin may call
   */
  readonly corsOrigin?: string;

  /**
   * Requests a second that each route takes in the long run: 1 to 10,000, which is the quota that all APIs of an account and Region share.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   * @default 100
   */
  readonly throttlingRateLimit?: number;

  /**
   * Requests that each route takes at once: 1 to 5,000.
   *
   * @default 200
   */
  readonly throttlingBurstLimit?: number;

  /**
   * The customer-managed key that encrypts the table and the logs.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key: `ServerErrors`, `ClientErrors` (not with `ApiAuth.publicAccess`), `Latency`, `FunctionErrors`, `FunctionThrottles`,
   * `FunctionDuration`, `TableReadThrottles`, `TableWriteThrottles`, `TableSystemErrors`.
   *
   * @default - all of them, with thresholds that follow from the timeout
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the table, the logs and a key that this construct makes, when they are removed from the stack. Unless this is `DESTROY`, DynamoDB itself
   * also refuses to delete the table.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** How one route differs from the API. */
export interface RouteOptions {
  /**
   * Who may call this route.
   *
   * @default - who may call the API
   */
  readonly auth?: ApiAuth;

  /**
   * What the JSON body must look like. API Gateway answers 400 to others.
   *
   * @default - any body
   */
  readonly requestSchema?: apigateway.JsonSchema;

  /**
   * For how long answers of the route are kept, and who gets them. The API needs `addCache` first.
   *
   * @default - every request is answered anew
   */
  readonly cache?: ResponseCache;
}

/** How much of the API somebody with a key of the plan may use. */
export interface UsagePlanOptions {
  /** Requests a second in the long run: more than 0. */
  readonly rateLimit: number;

  /** Requests at once: 1 to 5,000. */
  readonly burstLimit: number;

  /**
   * Requests in a day, a week or a month.
   *
   * @default - as many as the rate lets through
   */
  readonly quota?: apigateway.QuotaSettings;
}

const METHODS = ['ANY', 'GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];

const PATH = /^\/$|^(\/([\w.~-]+|\{\w+\}))*(\/([\w.~-]+|\{\w+\+?\}))$/;

/** What the props of a ServerlessApi must fulfil. */
export function apiRules(scope: IConstruct, id: string, props: ServerlessApiProps): Rule[] {
  const path = [...scope.node.scopes.map(({ node }) => node.id), id].join('');
  return [
    ...functionRules(props),
    {
      prop: 'id',
      value: `${path.length} characters`,
      holds: () => path.length <= 180,
      must: 'must be at most 180 characters with the ids above it: the logical id of the deployment adds to them, and CloudFormation takes 255',
    },
    ...props.auth._rules('auth'),
    {
      prop: 'apiKeyRequired',
      value: props.apiKeyRequired,
      holds: (isRequired: boolean) => !(isRequired && props.auth._isPublic),
      must: 'must be left out with ApiAuth.publicAccess, because an API key is no authorisation: choose ApiAuth.cognito or ApiAuth.iam',
    },
    {
      prop: 'corsOrigin',
      value: props.corsOrigin,
      holds: (origin: string) => origin === '*' || /^(https:\/\/[\w.-]+|http:\/\/localhost)(:\d+)?$/.test(origin),
      must: "must be '*' or an origin without a path, such as https://shop.example.com, or http://localhost for a developer",
    },
    { prop: 'throttlingRateLimit', value: props.throttlingRateLimit, holds: wholeNumber(1, 10_000), must: 'must be a whole number from 1 to 10,000' },
    { prop: 'throttlingBurstLimit', value: props.throttlingBurstLimit, holds: wholeNumber(1, 5000), must: 'must be a whole number from 1 to 5,000' },
    {
      prop: 'sortKey',
      value: props.sortKey,
      holds: ({ name }: dynamodb.Attribute) => name !== (props.partitionKey?.name ?? 'pk'),
      must: 'must be another attribute than the partition key',
    },
    ...[props.partitionKey?.name, props.sortKey?.name, props.timeToLiveAttribute].filter((name) => name !== undefined)
      .map((name) => matches('partitionKey, sortKey, timeToLiveAttribute', name, /^[^]{1,255}$/, 'be names of 1 to 255 characters')),
    ...keyRules(scope, props.encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, [...apiAlarmKeys(props.auth._isPublic), ...FUNCTION_ALARM_KEYS, ...TABLE_ALARM_KEYS]),
  ];
}

/** What the routes of an API have in common, and which there are. */
export interface RouteSurroundings {
  readonly auth: ApiAuth;
  readonly hasCache: boolean;
  readonly taken: ReadonlySet<string>;
}

/** What a route must fulfil, given those that there are. */
export function routeRules(method: string, path: string, target: RouteTarget, options: RouteOptions, surroundings: RouteSurroundings): Rule[] {
  const { auth, hasCache, taken } = surroundings;
  return [
    knownText('method', method, 'logical ids follow from it'),
    knownText('path', path, 'logical ids follow from it'),
    { prop: 'method', value: method, holds: (name: string) => METHODS.includes(name), must: `must be one of ${METHODS.join(', ')}; OPTIONS is what corsOrigin answers` },
    {
      prop: 'path',
      value: path,
      holds: (text: string) => PATH.test(text),
      must: "must begin with / and have parts such as notes, {id} and, as the last one, {rest+}, as in '/notes/{id}'",
    },
    { prop: 'path', value: path, holds: () => !taken.has(`${method} ${path}`), must: `must be free for ${method}, and there is such a route already` },
    ...target._rules(method),
    ...options.auth?._rules('auth') ?? [],
    ...options.cache?._rules(method, options.auth ?? auth, hasCache) ?? [],
  ];
}

/** What a usage plan must fulfil. */
export function usagePlanRules(apiKeyRequired: boolean, options: UsagePlanOptions): Rule[] {
  return [
    {
      prop: 'apiKeyRequired',
      value: apiKeyRequired,
      holds: (isRequired: boolean) => isRequired,
      must: 'must be true for the API, because requests without a key are counted for no usage plan',
    },
    { prop: 'rateLimit', value: options.rateLimit, holds: (rate: number) => rate > 0, must: 'must be more than 0 requests a second' },
    { prop: 'burstLimit', value: options.burstLimit, holds: wholeNumber(1, 5000), must: 'must be a whole number from 1 to 5,000' },
    { prop: 'quota.limit', value: options.quota?.limit, holds: wholeNumber(1, 2_147_483_647), must: 'must be a whole number from 1' },
  ];
}
