import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { apiFunction, ApiFunctionOptions, FunctionSurroundings, functionRules, timeoutOf } from './api-function';
import { ApiRoutes } from './api-routes';
import { apiTable } from './api-table';
import { ApiCacheSize } from './response-cache';
import { MODERN_TLS, restApi } from './rest-api';
import { functionIntegration, RouteTarget } from './route-target';
import { apiRules, RouteOptions, ServerlessApiProps, UsagePlanOptions, usagePlanRules } from './serverless-api-props';
import { enableCache } from './stage-cache';
import { grantAccess, letWork, TableAccess } from './table-access';
import { alarmOverrideRules } from '../alarms/alarm-override';
import { AlarmSet } from '../alarms/alarm-set';
import { apiAlarms } from '../alarms/api-alarms';
import { FUNCTION_ALARM_KEYS, functionAlarms } from '../alarms/function-alarms';
import { tableAlarms } from '../alarms/table-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { domainNameRule, webAclRule } from '../network/name-rules';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';
import { check, checkProps, childIdRules } from '../validation/check-props';
import { promise, templateProperty } from '../validation/promise';

/** Where everything goes that has no route of its own. */
const EVERYTHING = ['/', '/{proxy+}'];

/**
 * A REST API whose callers are known, with a function behind it and an encrypted table that the function works on; logged, traced, throttled and watched.
 *
 * An account needs an `ApiGatewayAccount` in the Region before API Gateway can write logs: without it the stage cannot be deployed.
 */
export class ServerlessApi extends Construct {
  /** The API. */
  public readonly restApi: apigateway.RestApi;
  /** The one stage of the API, `prod`. */
  public readonly stage: apigateway.Stage;
  /** Answers everything that has no route of its own. */
  public readonly fn: lambda.Function;
  /** The table; functions find its name in their environment, as `TABLE_NAME`. */
  public readonly table: dynamodb.Table;
  /** Keeps for a month who has called what, with the id of the request. */
  public readonly accessLogGroup: logs.LogGroup;
  /** The key that encrypts the table and the logs. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms on API, function and table, by key. */
  public readonly alarms: AlarmSet;

  private readonly apiKeyRequired: boolean;
  private readonly corsOrigin?: string;
  private readonly removalPolicy: RemovalPolicy;
  private readonly routes: ApiRoutes;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: ServerlessApiProps) {
    checkProps('ServerlessApi', scope, id, apiRules(scope, id, props));
    super(scope, id);

    const { auth } = props;
    this.apiKeyRequired = props.apiKeyRequired ?? false;
    this.corsOrigin = props.corsOrigin;
    this.removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, this.removalPolicy);
    addStatement(this.encryptionKey, logsMayUseKey(this), this, 'cdk-keel:ServerlessApi.keyPolicy');
    this.table = apiTable(this, props, this.encryptionKey, this.removalPolicy);
    this.fn = apiFunction(new Construct(this, 'Handler'), props, this.surroundings);
    letWork(this.table, this.encryptionKey, this.fn, TableAccess.READ_WRITE);

    const { api, accessLogGroup } = restApi(this, {
      key: this.encryptionKey,
      removalPolicy: this.removalPolicy,
      throttlingRateLimit: props.throttlingRateLimit ?? 100,
      throttlingBurstLimit: props.throttlingBurstLimit ?? 200,
      corsOrigin: this.corsOrigin,
    });
    this.restApi = api;
    this.stage = api.deploymentStage;
    this.accessLogGroup = accessLogGroup;
    const integrationTimeout = timeoutOf(props).plus(Duration.seconds(1));
    this.routes = new ApiRoutes(this, { api, auth, apiKeyRequired: this.apiKeyRequired, corsOrigin: props.corsOrigin });
    EVERYTHING.forEach((path) => this.routes.connect('ANY', path, { integration: functionIntegration(this.fn, integrationTimeout) }));
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'serverless-api',
      overrides: props.alarms,
      definitions: [
        ...apiAlarms(this.stage, auth._isPublic, integrationTimeout),
        ...functionAlarms(this.fn, timeoutOf(props).toSeconds()),
        ...tableAlarms(this.table),
      ],
    });

    promise(this, [
      {
        kept: () => this.routes.areAuthorized(),
        message: 'ServerlessApi promises that nobody can call without authorisation: something in the app has removed it from a method',
      },
      {
        kept: () => templateProperty(api, 'SecurityPolicy') === MODERN_TLS,
        message: 'ServerlessApi promises TLS 1.2 or later: something in the app has changed the security policy of the API',
      },
      {
        kept: () => (templateProperty(this.table, 'SSESpecification') as { KMSMasterKeyId?: unknown } | undefined)?.KMSMasterKeyId !== undefined,
        message: 'ServerlessApi promises a table that is encrypted with a customer-managed key: something in the app has removed it',
      },
      {
        kept: () => templateProperty(this.stage, 'AccessLogSetting') !== undefined && templateProperty(accessLogGroup, 'KmsKeyId') !== undefined,
        message: 'ServerlessApi promises access logs that are encrypted with a customer-managed key: something in the app has removed them, or their key',
      },
    ]);
    promiseDelivery(this);
  }

  /**
   * Adds a route. A request goes to the route that fits best, and to `fn` where none does.
   *
   * @param method `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `ANY`
   * @param path for example `/notes/{id}`
   * @param target what answers
   * @param options who may call, and with what
   */
  public addRoute(method: string, path: string, target: RouteTarget, options: RouteOptions = {}): apigateway.Method {
    return this.routes.add(method, path, target, options);
  }

  /**
   * Turns the cache of the API on, for routes that say so with `cache`. Answers are encrypted in it. It is paid by the hour: 0.5 GB are $14.60 a month
   * (us-east-1, 2026-11-21).
   *
   * @see https://aws.amazon.com/api-gateway/pricing/
   * @param size the gigabytes; API Gateway takes some minutes to change them, and the cache is empty after that
   */
  public addCache(size: ApiCacheSize = ApiCacheSize.GB_0_5): void {
    enableCache(this.stage, size);
  }

  /**
   * Adds a function, for `RouteTarget.function` or anything else that works on the table: with a log group, a role and alarms of its own.
   *
   * @param id name of the function within this construct
   * @param options its code, settings and rights
   */
  public addFunction(id: string, options: ApiFunctionOptions): lambda.Function {
    check(`ServerlessApi.addFunction('${id}') of '${this.node.path}'`, [
      ...childIdRules(this, id), ...functionRules(options), ...alarmOverrideRules(options.alarms, FUNCTION_ALARM_KEYS),
    ]);
    const scope = new Construct(this, id);
    const fn = apiFunction(scope, options, this.surroundings);
    letWork(this.table, this.encryptionKey, fn, options.tableAccess ?? TableAccess.READ_WRITE);
    new AlarmSet(scope, 'Alarms', {
      runbook: 'serverless-api', overrides: options.alarms, definitions: functionAlarms(fn, timeoutOf(options).toSeconds()),
    });
    return fn;
  }

  /**
   * Adds a usage plan: how much of the API third parties may use. Limits are kept as well as API Gateway can, not exactly.
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-usage-plans.html
   * @param id name of the plan within this construct
   * @param options its limits
   */
  public addUsagePlan(id: string, options: UsagePlanOptions): apigateway.UsagePlan {
    check(`ServerlessApi.addUsagePlan('${id}') of '${this.node.path}'`, [...childIdRules(this, id), ...usagePlanRules(this.apiKeyRequired, options)]);
    const { rateLimit, burstLimit, quota } = options;
    return new apigateway.UsagePlan(this, id, { throttle: { rateLimit, burstLimit }, quota, apiStages: [{ api: this.restApi, stage: this.stage }] });
  }

  /**
   * Adds an API key to a usage plan. API Gateway makes its value, which stands in no template.
   *
   * @param id name of the key within this construct
   * @param plan the plan that counts its requests
   */
  public addApiKey(id: string, plan: apigateway.UsagePlan): apigateway.ApiKey {
    check(`ServerlessApi.addApiKey('${id}') of '${this.node.path}'`, childIdRules(this, id));
    const apiKey = new apigateway.ApiKey(this, id, { enabled: true });
    plan.addApiKey(apiKey);
    return apiKey;
  }

  /**
   * Gives the API a domain name of your own, with TLS 1.2 or later. Its DNS record is yours to make: an alias to `domainNameAliasDomainName`.
   *
   * @param domainName for example `api.example.com`
   * @param certificate a certificate for it, in the Region of the API
   */
  public addDomain(domainName: string, certificate: acm.ICertificate): apigateway.DomainName {
    check(`ServerlessApi.addDomain of '${this.node.path}'`, [
      ...childIdRules(this, 'Domain'), domainNameRule('domainName', domainName),
    ]);
    const domain = new apigateway.DomainName(this, 'Domain', {
      domainName, certificate, endpointType: apigateway.EndpointType.REGIONAL, securityPolicy: apigateway.SecurityPolicy.TLS_1_2,
    });
    domain.addBasePathMapping(this.restApi, { stage: this.stage });
    return domain;
  }

  /**
   * Lets a web ACL look at every request before the API does.
   *
   * @param webAclArn a web ACL with the scope `REGIONAL`
   */
  public addWebAcl(webAclArn: string): wafv2.CfnWebACLAssociation {
    check(`ServerlessApi.addWebAcl of '${this.node.path}'`, [
      ...childIdRules(this, 'WebAcl'), webAclRule('webAclArn', webAclArn),
    ]);
    return new wafv2.CfnWebACLAssociation(this, 'WebAcl', { webAclArn, resourceArn: this.stage.stageArn });
  }

  /**
   * Lets a grantee work with the items of the table, and use the key for it through DynamoDB only.
   *
   * @param grantee a role, or something that has one, such as a function
   * @param access what it may do
   */
  public grantTableAccess(grantee: iam.IGrantable, access: TableAccess): void {
    grantAccess(this.table, this.encryptionKey, grantee, access);
  }

  private get surroundings(): FunctionSurroundings {
    const environment = { TABLE_NAME: this.table.tableName, ...this.corsOrigin === undefined ? {} : { CORS_ORIGIN: this.corsOrigin } };
    return { environment, key: this.encryptionKey, removalPolicy: this.removalPolicy };
  }
}
