import { Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { FUNCTION, notes, readers } from './api-specimen';
import { ApiAuth, ApiCacheSize, ResponseCache, RouteTarget, ServerlessApi } from '../../src';

const COMMON = { DataTraceEnabled: false, LoggingLevel: 'ERROR', MetricsEnabled: false, ThrottlingBurstLimit: 200, ThrottlingRateLimit: 100 };

/** An API for users of a pool. */
function catalogue() {
  const { stack } = notes();
  const api = new ServerlessApi(stack, 'Catalogue', { ...FUNCTION, auth: readers(stack) });
  return { stack, api };
}

const stageOf = ({ stack, api }: ReturnType<typeof catalogue>) =>
  Template.fromStack(stack).toJSON().Resources[stack.getLogicalId(api.stage.node.defaultChild as any)].Properties;

const routeOf = ({ stack }: ReturnType<typeof catalogue>) =>
  Object.values(Template.fromStack(stack).findResources('AWS::ApiGateway::Method', { Properties: { HttpMethod: 'GET' } }))[0].Properties;

test('there is no cache, and none is paid for, until it is asked for', () => {
  const { CacheClusterEnabled, MethodSettings } = stageOf(catalogue());
  expect([CacheClusterEnabled, MethodSettings]).toEqual([undefined, [{ ...COMMON, HttpMethod: '*', ResourcePath: '/*' }]]);
});

test('a cache keeps the answers of routes that say so, encrypted, and of no others', () => {
  const made = catalogue();
  made.api.addCache();
  made.api.addRoute('GET', '/books/{id}', RouteTarget.function(made.api.fn), { cache: ResponseCache.shared(Duration.minutes(5)) });
  expect(stageOf(made)).toMatchObject({
    CacheClusterEnabled: true,
    CacheClusterSize: '0.5',
    MethodSettings: [
      { ...COMMON, HttpMethod: '*', ResourcePath: '/*', CachingEnabled: false },
      { ...COMMON, HttpMethod: 'GET', ResourcePath: '/books~1{id}', CachingEnabled: true, CacheDataEncrypted: true, CacheTtlInSeconds: 300 },
    ],
  });
});

test('what all may see is kept by path and by the query parameters that count', () => {
  const made = catalogue();
  made.api.addCache(ApiCacheSize.GB_1_6);
  const cache = ResponseCache.shared(Duration.hours(1), { queryParameters: ['page'] });
  made.api.addRoute('GET', '/books/{id}/{rest+}', RouteTarget.function(made.api.fn), { cache });
  const { RequestParameters, Integration } = routeOf(made);
  expect(RequestParameters).toEqual({ 'method.request.path.id': true, 'method.request.path.rest': true, 'method.request.querystring.page': false });
  expect(Integration.CacheKeyParameters).toEqual(Object.keys(RequestParameters));
});

test('what is for one caller is kept by token too, so that nobody gets the answers to another', () => {
  const made = catalogue();
  made.api.addCache();
  made.api.addRoute('GET', '/', RouteTarget.function(made.api.fn), { cache: ResponseCache.perCaller(Duration.seconds(30)) });
  const { RequestParameters, Integration } = routeOf(made);
  expect(RequestParameters).toEqual({ 'method.request.header.Authorization': true });
  expect(Integration.CacheKeyParameters).toEqual(['method.request.header.Authorization']);
});

describe('it fails when', () => {
  const add = (method: string, cache: ResponseCache, auth?: ApiAuth, enabled = true) => () => {
    const { api } = catalogue();
    if (enabled) api.addCache();
    api.addRoute(method, '/books', RouteTarget.function(api.fn), { cache, auth });
  };
  const minute = Duration.minutes(1);

  test.each([
    [
      'the API has no cache',
      add('GET', ResponseCache.shared(minute), undefined, false),
      "'cache' must come after addCache of the API, which turns the cache on and has a price by the hour, but got ResponseCache",
    ],
    ['the route changes something', add('POST', ResponseCache.shared(minute)), "'cache' must be left out unless the method is GET, which changes nothing, but got POST"],
    ['answers are kept for too long', add('GET', ResponseCache.shared(Duration.days(1))), "'cache.timeToLive' must be 1 to 3,600 whole seconds, but got 86400"],
    [
      'callers sign their requests',
      add('GET', ResponseCache.perCaller(minute), ApiAuth.iam()),
      "'cache' must be ResponseCache.shared where callers send no token of a user pool: signatures are other ones for each request, but got ResponseCache.perCaller",
    ],
    ['nobody knows who calls', add('GET', ResponseCache.perCaller(minute), ApiAuth.publicAccess()), "'cache' must be ResponseCache.shared where callers send no token"],
    [
      'a query parameter has no name',
      add('GET', ResponseCache.shared(minute, { queryParameters: ['a b'] })),
      "'cache.queryParameters' must be names of query parameters, of letters, digits, dots, hyphens and underscores, but got",
    ],
  ])('%s', (_when, act, message) => expect(act).toThrow(message));
});
