import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { ApiCacheSize, ResponseCache } from './response-cache';

/** Turns the cache of a stage on. No route uses it until it says so. */
export function enableCache(stage: apigateway.Stage, size: ApiCacheSize): void {
  const resource = resourceOf(stage);
  resource.cacheClusterEnabled = true;
  resource.cacheClusterSize = size;
  const [ofAllMethods, ...others] = settingsOf(stage);
  resource.methodSettings = [{ ...ofAllMethods, cachingEnabled: false }, ...others];
}

export function hasCache(stage: apigateway.Stage): boolean {
  return resourceOf(stage).cacheClusterEnabled === true;
}

/** Settings of one method take the place of those for all, so it has those too. */
export function keepAnswers(stage: apigateway.Stage, httpMethod: string, path: string, cache: ResponseCache): void {
  const [ofAllMethods, ...others] = settingsOf(stage);
  resourceOf(stage).methodSettings = [ofAllMethods, ...others, {
    ...ofAllMethods,
    httpMethod,
    resourcePath: `/${path.slice(1).replace(/\//g, '~1')}`,
    cachingEnabled: true,
    cacheDataEncrypted: true,
    cacheTtlInSeconds: cache._timeToLive.toSeconds(),
  }];
}

function settingsOf(stage: apigateway.Stage): apigateway.CfnStage.MethodSettingProperty[] {
  return resourceOf(stage).methodSettings as apigateway.CfnStage.MethodSettingProperty[];
}

function resourceOf(stage: apigateway.Stage): apigateway.CfnStage {
  return stage.node.defaultChild as apigateway.CfnStage;
}
