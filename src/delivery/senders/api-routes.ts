import { literal, print, Text, text, Variable } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, objectOf, possible } from '../model/template';

/** What API Gateway calls for one route, or to authorize. */
export interface ApiCall {
  readonly from: Resource;
  /** The resource that names what is called, where it is another. */
  readonly by?: Resource;
  /** What follows the Region and the account in the ARN in whose name API Gateway calls, for example `<api>/<stage>/GET/orders`. */
  readonly path: Text;
  /** The expression that names the API. */
  readonly api: Json;
  readonly uri: Json;
  readonly credentials: Json;
}

/** All calls by integrations and by authorizers. */
export const apiCalls = perModel((model): ApiCall[] => [
  ...model.ofType('AWS::ApiGateway::Method').flatMap((method) => restCalls(model, method)),
  ...model.ofType('AWS::ApiGatewayV2::Integration').flatMap((integration) => routeCalls(model, integration)),
  ...model.ofType('AWS::ApiGateway::Authorizer').flatMap((authorizer) => {
    const { RestApiId, Type, AuthorizerUri, AuthorizerCredentials } = authorizer.properties;
    return isOneOf(authorizer, Type, ['TOKEN', 'REQUEST']) ? [authorizerCall(authorizer, RestApiId, AuthorizerUri, AuthorizerCredentials)] : [];
  }),
  ...model.ofType('AWS::ApiGatewayV2::Authorizer').flatMap((authorizer) => {
    const { ApiId, AuthorizerType, AuthorizerUri, AuthorizerCredentialsArn } = authorizer.properties;
    return isOneOf(authorizer, AuthorizerType, ['REQUEST']) ? [authorizerCall(authorizer, ApiId, AuthorizerUri, AuthorizerCredentialsArn)] : [];
  }),
]);

function restCalls(model: DeliveryModel, method: Resource): ApiCall[] {
  const { RestApiId, ResourceId, HttpMethod, Integration } = method.properties;
  const verb = verbOf(method, literal(method.textOf(HttpMethod)));
  const integrations = possible(Integration).map(objectOf).filter(({ Type }) => isOneOf(method, Type, ['AWS', 'AWS_PROXY']));
  return integrations.flatMap(({ Uri, Credentials }) => stagesOf(model, method, RestApiId).map((stage) => ({
    from: method,
    path: text(method.textOf(RestApiId), '/', stage, '/', verb, pathOf(model, method, ResourceId)),
    api: RestApiId,
    uri: Uri,
    credentials: Credentials,
  })));
}

/** `ANY` stands for each of them. */
function verbOf(route: Resource, given: string | undefined): string | Variable {
  return given === undefined || given === 'ANY' ? anyPart(route, 'verb') : given;
}

/** The path of a resource from the root of its API, which is `/`. A parameter in it stands for any text. */
function pathOf(model: DeliveryModel, holder: Resource, resourceId: Json, below: Text = []): Text {
  const resource = model.find(holder, resourceId, 'AWS::ApiGateway::Resource');
  if (resource === undefined) {
    const root = print(holder.textOf(resourceId)).endsWith('.RootResourceId}') ? [] : text('/', anyPart(holder, 'path'));
    return below.length === 0 && root.length === 0 ? text('/') : text(root, below);
  }
  const { ParentId, PathPart } = resource.properties;
  const part = literal(resource.textOf(PathPart));
  const here = text('/', part === undefined || part.startsWith('{') ? anyPart(resource, 'part') : part, below);
  return here.length > MOST_PARTS ? here : pathOf(model, resource, ParentId, here);
}

/** A path with more is one that leads to itself. */
const MOST_PARTS = 100;

/** The calls of an integration for each route that it serves. */
function routeCalls(model: DeliveryModel, integration: Resource): ApiCall[] {
  const { ApiId, IntegrationType, IntegrationUri, CredentialsArn } = integration.properties;
  if (!isOneOf(integration, IntegrationType, ['AWS', 'AWS_PROXY'])) return [];
  const target = print(text('integrations/', integration.textOf({ Ref: integration.logicalId })));
  const routes = model.ofType('AWS::ApiGatewayV2::Route').filter(({ properties, textOf }) => print(textOf(properties.Target)) === target);
  const keys = routes.length > 0 ? routes.map((route) => routePath(route)) : [text(anyPart(integration, 'route'))];
  return stagesOf(model, integration, ApiId).flatMap((stage) => keys.map((key, index) => ({
    from: routes[index] ?? integration,
    by: integration,
    path: text(integration.textOf(ApiId), '/', stage, '/', key),
    api: ApiId,
    uri: IntegrationUri,
    credentials: CredentialsArn,
  })));
}

/** `GET /orders` as `GET/orders`; others, such as `$default`, as they are. */
function routePath(route: Resource): Text {
  const key = literal(route.textOf(route.properties.RouteKey));
  if (key === undefined) return [anyPart(route, 'route')];
  const [, verb, path] = /^(\S+) (\/.*)$/.exec(key) ?? [];
  if (verb === undefined) return text(key);
  return text(verbOf(route, verb), path);
}

function authorizerCall(authorizer: Resource, api: Json, uri: Json, credentials: Json): ApiCall {
  const id = authorizer.textOf({ Ref: authorizer.logicalId });
  return { from: authorizer, path: text(authorizer.textOf(api), '/authorizers/', id), api, uri, credentials };
}

const STAGES = ['AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::ApiGatewayV2::Stage'];

/** The names of the stages of an API, or one that stands for all that it may have. */
function stagesOf(model: DeliveryModel, holder: Resource, api: Json): Text[] {
  const id = print(holder.textOf(api));
  const names = STAGES.flatMap((type) => model.ofType(type))
    .filter(({ properties, textOf }) => properties.StageName !== undefined && print(textOf(properties.RestApiId ?? properties.ApiId)) === id)
    .map(({ properties, textOf }) => textOf(properties.StageName));
  return names.length > 0 ? [...new Map(names.map((name) => [print(name), name])).values()] : [text(anyPart(holder, 'stage'))];
}

/** Stands for a part of a path that is not known; none of them holds a colon. */
function anyPart({ stackId, logicalId }: Resource, part: string): Variable {
  return { name: `${stackId}.${logicalId}.${part}`, kind: 'word' };
}

/** Whether an expression may be one of these: what is not known may. */
function isOneOf({ textOf }: Resource, expression: Json, values: readonly string[]): boolean {
  const given = literal(textOf(expression));
  return given === undefined || values.includes(given);
}
