import { Duration } from 'aws-cdk-lib';
import { ApiAuth } from './api-auth';
import { Rule, seconds, wholeNumber } from '../validation/check-props';

/** What besides the path tells one answer of a route from another. */
export interface ResponseCacheOptions {
  /**
   * Names of query parameters that the answer depends on. One that is left out here gets the answer to another query.
   *
   * @default - none
   */
  readonly queryParameters?: string[];
}

/** How large the cache of an API is, in gigabytes. It is paid by the hour, whether it is used or not. */
export enum ApiCacheSize {
  /** 0.5 GB. */
  GB_0_5 = '0.5',
  /** 1.6 GB. */
  GB_1_6 = '1.6',
  /** 6.1 GB. */
  GB_6_1 = '6.1',
  /** 13.5 GB. */
  GB_13_5 = '13.5',
  /** 28.4 GB. */
  GB_28_4 = '28.4',
  /** 58.2 GB. */
  GB_58_2 = '58.2',
  /** 118 GB. */
  GB_118 = '118',
  /** 237 GB. */
  GB_237 = '237',
}

/**
 * For how long API Gateway keeps the answers of a route, and who gets them.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-caching.html
 */
export class ResponseCache {
  /**
   * Each caller gets only answers to himself, because the token is part of what tells answers apart.
   *
   * @param timeToLive 1 to 3,600 seconds
   * @param options what else does
   */
  public static perCaller(timeToLive: Duration, options: ResponseCacheOptions = {}): ResponseCache {
    return new ResponseCache(timeToLive, options, true);
  }

  /**
   * All callers get the same answers: for what says nothing about who asks.
   *
   * @param timeToLive 1 to 3,600 seconds
   * @param options what tells one answer from another
   */
  public static shared(timeToLive: Duration, options: ResponseCacheOptions = {}): ResponseCache {
    return new ResponseCache(timeToLive, options, false);
  }

  private constructor(
    /** @internal */
    public readonly _timeToLive: Duration,
    private readonly options: ResponseCacheOptions,
    private readonly isPerCaller: boolean,
  ) {}

  /**
   * What must hold for a route with this method.
   * @internal
   */
  public _rules(method: string, auth: ApiAuth, isEnabled: boolean): Rule[] {
    return [
      { prop: 'cache', value: method, holds: (name: string) => name === 'GET', must: 'must be left out unless the method is GET, which changes nothing' },
      {
        prop: 'cache',
        value: 'ResponseCache',
        holds: () => isEnabled,
        must: 'must come after addCache of the API, which turns the cache on and has a price by the hour',
      },
      { prop: 'cache.timeToLive', value: seconds(this._timeToLive), holds: wholeNumber(1, 3600), must: 'must be 1 to 3,600 whole seconds' },
      {
        prop: 'cache',
        value: this.isPerCaller ? 'ResponseCache.perCaller' : undefined,
        holds: () => auth._hasToken,
        must: 'must be ResponseCache.shared where callers send no token of a user pool: signatures are other ones for each request',
      },
      {
        prop: 'cache.queryParameters',
        value: this.options.queryParameters,
        holds: (names: string[]) => names.every((name) => /^[\w.-]+$/.test(name)),
        must: 'must be names of query parameters, of letters, digits, dots, hyphens and underscores',
      },
    ];
  }

  /**
   * The parameters of a method that tell its answers apart, and whether each must be there.
   * @internal
   */
  public _key(path: string): { [parameter: string]: boolean } {
    const inPath = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => [`method.request.path.${name}`, true]);
    const inQuery = (this.options.queryParameters ?? []).map((name) => [`method.request.querystring.${name}`, false]);
    return Object.fromEntries([...inPath, ...inQuery, ...this.isPerCaller ? [['method.request.header.Authorization', true]] : []]);
  }
}
