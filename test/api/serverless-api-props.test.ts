import { App, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { notes } from './api-specimen';
import { ApiAuth, ServerlessApi, ServerlessApiProps } from '../../src';
import { certificateIn } from '../compute/services';
import { FUNCTION } from '../contract/api-subject';

/** The message of the error that these props cause. */
function errorOf(props: Partial<ServerlessApiProps>): string {
  try {
    notes(props);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no error';
}

const pool = cognito.UserPool.fromUserPoolId(new Stack(new App(), 'Other'), 'Pool', 'eu-west-1_1');
const awsKey = kms.Alias.fromAliasName(new Stack(new App(), 'Other'), 'Key', 'alias/aws/dynamodb');

test.each<[string, Partial<ServerlessApiProps>, string]>([
  ['Cognito has no scopes', { auth: ApiAuth.cognito(pool, { scopes: [] }) },
    "'auth.scopes' must hold at least one scope, because without any API Gateway expects ID tokens: use ApiAuth.cognitoIdTokens where that is meant, but got []"],
  ['a key is all the authorisation there is', { auth: ApiAuth.publicAccess(), apiKeyRequired: true },
    "'apiKeyRequired' must be left out with ApiAuth.publicAccess, because an API key is no authorisation: choose ApiAuth.cognito or ApiAuth.iam, but got true"],
  ['the function may take longer than API Gateway waits', { timeout: Duration.seconds(29) },
    "'timeout' must be 1 to 28 whole seconds, because API Gateway waits 29 seconds at the most: start a workflow (RouteTarget.startWorkflow) for what takes "
      + 'longer, but got 29'],
  ['the timeout is no whole number', { timeout: Duration.millis(1500) }, "'timeout' must be 1 to 28 whole seconds"],
  ['the timeout is a token', { timeout: Duration.seconds(Lazy.number({ produce: () => 5 })) },
    "'timeout' must be known at synth, because other settings follow from it, but got a token"],
  ['the handler has spaces', { handler: 'index handler' }, "'handler' must be 1 to 128 characters without spaces, but got index handler"],
  ['a variable has a name that Lambda refuses', { environment: { 'LOG LEVEL': 'debug' } },
    "'environment' must have names of two or more letters, digits and underscores, that begin with a letter, but got LOG LEVEL"],
  ['an attribute has no name', { partitionKey: { name: '', type: dynamodb.AttributeType.STRING } },
    "'partitionKey, sortKey, timeToLiveAttribute' must be names of 1 to 255 characters, but got "],
  ['a snapshot is to be made of it', { removalPolicy: RemovalPolicy.SNAPSHOT }, "'removalPolicy' must not be SNAPSHOT, which CloudFormation has for databases"],
  ['the memory is too little', { memorySize: 64 }, "'memorySize' must be a whole number from 128 to 10,240 MiB, but got 64"],
  ['a variable of the construct is set', { environment: { TABLE_NAME: 'mine' } },
    "'environment' must not set TABLE_NAME and CORS_ORIGIN, which the construct sets, but got TABLE_NAME"],
  ['there are too many layers', { layers: Array(6).fill({}) }, "'layers' must be 5 layers at the most, but got 6"],
  ['the origin has a path', { corsOrigin: 'https://shop.example.com/' },
    "'corsOrigin' must be '*' or an origin without a path, such as https://shop.example.com, or http://localhost for a developer, but got https://shop.example.com/"],
  ['the origin has no TLS', { corsOrigin: 'http://shop.example.com' }, "'corsOrigin' must be '*' or an origin"],
  ['the rate is too high', { throttlingRateLimit: 10_001 }, "'throttlingRateLimit' must be a whole number from 1 to 10,000, but got 10001"],
  ['the burst is too high', { throttlingBurstLimit: 5001 }, "'throttlingBurstLimit' must be a whole number from 1 to 5,000, but got 5001"],
  ['the sort key is the partition key', { sortKey: { name: 'pk', type: dynamodb.AttributeType.STRING } },
    "'sortKey' must be another attribute than the partition key, but got {\"name\":\"pk\",\"type\":\"S\"}"],
  ['the key is that of AWS', { encryptionKey: awsKey }, "'encryptionKey' must be a customer-managed key"],
  ['an alarm does not exist', { alarms: { Errors: { enabled: false } } },
    "'alarms' must name alarms of this construct (ServerErrors, ClientErrors, Latency, FunctionErrors, FunctionThrottles, FunctionDuration, TableReadThrottles, "
      + 'TableWriteThrottles, TableSystemErrors), but got Errors'],
  ['an alarm does not exist where anybody may call', { auth: ApiAuth.publicAccess(), alarms: { ClientErrors: { threshold: 0.5 } } },
    "'alarms' must name alarms of this construct (ServerErrors, Latency, "],
])('fails when %s', (_, props, message) => {
  expect(errorOf(props)).toContain(message);
});

test('fails with everything that is wrong at once', () => {
  expect(errorOf({ memorySize: 1, throttlingRateLimit: 0 })).toBe([
    "ServerlessApi 'Shop/Notes' got invalid values:",
    "  - 'memorySize' must be a whole number from 128 to 10,240 MiB, but got 1",
    "  - 'throttlingRateLimit' must be a whole number from 1 to 10,000, but got 0",
  ].join('\n'));
});

test('fails where the logical id of its deployment would be too long', () => {
  const scope = new Construct(new Stack(new App(), 'Shop'), 'x'.repeat(100));
  expect(() => new ServerlessApi(scope, 'y'.repeat(77), { ...FUNCTION, auth: ApiAuth.iam() }))
    .toThrow("'id' must be at most 180 characters with the ids above it: the logical id of the deployment adds to them, and CloudFormation takes 255, but got 181 characters");
});

test.each<[string, string, (api: ServerlessApi) => unknown]>([
  ['a domain is none', "'domainName' must be a domain name in lower case, without https://, but got https://api.example.com",
    (api) => api.addDomain('https://api.example.com', certificateIn(api))],
  ['there is a domain', "'id' must be free, and it is taken, but got Domain", (api) => ['a.example.com', 'b.example.com'].forEach((name) => (
    api.addDomain(name, acm.Certificate.fromCertificateArn(api, name, 'arn:aws:acm:eu-west-1:111111111111:certificate/1'))
  ))],
  ['a web ACL is of CloudFront', "'webAclArn' must be the ARN of a WAFv2 web ACL of the scope REGIONAL, but got arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b",
    (api) => api.addWebAcl('arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b')],
])('fails when %s', (_, message, call) => {
  expect(() => call(notes().api)).toThrow(message);
});

describe('a usage plan fails when', () => {
  test('requests need no key', () => {
    expect(() => notes().api.addUsagePlan('Partners', { rateLimit: 1, burstLimit: 1 }))
      .toThrow("'apiKeyRequired' must be true for the API, because requests without a key are counted for no usage plan, but got false");
  });

  test('its limits let nothing through', () => {
    const { api } = notes({ apiKeyRequired: true });
    expect(() => api.addUsagePlan('Partners', { rateLimit: 0, burstLimit: 0, quota: { limit: 0 } })).toThrow([
      "ServerlessApi.addUsagePlan('Partners') of 'Shop/Notes' got invalid values:",
      "  - 'rateLimit' must be more than 0 requests a second, but got 0",
      "  - 'burstLimit' must be a whole number from 1 to 5,000, but got 0",
      "  - 'quota.limit' must be a whole number from 1, but got 0",
    ].join('\n'));
  });
});

test.each(['*', 'https://shop.example.com', 'https://shop.example.com:8443', 'http://localhost:5173'])('%s may be the origin of web pages', (corsOrigin) => {
  expect(errorOf({ corsOrigin })).toBe('no error');
});
