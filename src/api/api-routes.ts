import { Validations } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { IConstruct } from 'constructs';
import { ApiAuth } from './api-auth';
import { CognitoAuthorizers } from './cognito-authorizers';
import { Integrated, RouteTarget } from './route-target';
import { RouteOptions, routeRules } from './serverless-api-props';
import { hasCache, keepAnswers } from './stage-cache';
import { check } from '../validation/check-props';
import { templateProperty } from '../validation/promise';

/** What the routes of an API have in common. */
interface ApiSettings {
  readonly api: apigateway.RestApi;
  readonly auth: ApiAuth;
  readonly apiKeyRequired: boolean;
  readonly corsOrigin?: string;
}

/** The routes of an API, each authorised and its requests validated. */
export class ApiRoutes {
  private readonly taken = new Set<string>();
  private readonly closed: apigateway.Method[] = [];
  private readonly authorizers: CognitoAuthorizers;
  private readonly requestValidator: apigateway.RequestValidator;

  constructor(private readonly pattern: IConstruct, private readonly settings: ApiSettings) {
    this.authorizers = new CognitoAuthorizers(settings.api);
    this.requestValidator = settings.api.addRequestValidator('RequestValidator', { validateRequestBody: true, validateRequestParameters: true });
  }

  /** Connects a route with its target. */
  public add(method: string, path: string, target: RouteTarget, options: RouteOptions): apigateway.Method {
    const { api, auth, corsOrigin } = this.settings;
    const surroundings = { auth, hasCache: hasCache(api.deploymentStage), taken: this.taken };
    check(`ServerlessApi.addRoute of '${this.pattern.node.path}'`, routeRules(method, path, target, options, surroundings));
    const cacheKeyParameters = options.cache && Object.keys(options.cache._key(path));
    const integrated = target._integrate({ scope: api.root.resourceForPath(path), method, corsOrigin, cacheKeyParameters });
    if (options.cache) {
      keepAnswers(api.deploymentStage, method, path, options.cache);
    }
    return this.connect(method, path, integrated, options);
  }

  /** Connects a route with an integration. */
  public connect(method: string, path: string, { integration, methodResponses, needs }: Integrated, options: RouteOptions = {}): apigateway.Method {
    const { api, apiKeyRequired } = this.settings;
    const auth = options.auth ?? this.settings.auth;
    const made = api.root.resourceForPath(path).addMethod(method, integration, {
      ...auth._methodOptions(this.authorizers),
      apiKeyRequired: apiKeyRequired && !auth._isPublic,
      requestValidator: this.requestValidator,
      requestParameters: options.cache?._key(path),
      requestModels: options.requestSchema && { 'application/json': this.model(method, path, options.requestSchema) },
      methodResponses,
    });
    if (needs) {
      made.node.addDependency(needs);
    }
    Validations.of(made).acknowledge(...auth._acknowledged);
    if (!auth._isPublic) {
      this.closed.push(made);
    }
    this.taken.add(`${method} ${path}`);
    return made;
  }

  /** Does every route that is not public still ask who calls? */
  public areAuthorized(): boolean {
    return this.closed.every((method) => !['NONE', undefined].includes(templateProperty(method, 'AuthorizationType') as string | undefined));
  }

  private model(method: string, path: string, schema: apigateway.JsonSchema): apigateway.Model {
    return this.settings.api.addModel(`Body${method}${path.replace(/\W/g, '-')}`, { contentType: 'application/json', schema: inNameOrder(schema) });
  }
}

/** Languages that do not keep the order of a map would make another deployment at each synthesis. */
function inNameOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map(inNameOrder) as T;
  if (typeof value !== 'object' || value === null) return value;
  const sorted = Object.entries(value).sort(([one], [other]) => one < other ? -1 : 1);
  return Object.fromEntries(sorted.map(([key, inner]) => [key, inNameOrder(inner)])) as T;
}
