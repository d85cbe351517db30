import { App, CfnParameter, Duration, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClientKind, CognitoUserPool, CognitoUserPoolClient, SignInClientOptions } from '../../src';

const CALLBACK = 'https://example.com/signed-in';
const SIGN_IN = { web: ClientKind.web, singlePage: ClientKind.singlePage, mobile: ClientKind.mobile };

let stack: Stack;
let users: CognitoUserPool;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
  users = new CognitoUserPool(stack, 'Users');
});

function client(kind: ClientKind) {
  users.addClient('Client', kind);
  return Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPoolClient'))[0].Properties;
}

describe.each(Object.keys(SIGN_IN) as (keyof typeof SIGN_IN)[])('a client of kind %s', (name) => {
  const kind = (options: Partial<SignInClientOptions> = {}) => SIGN_IN[name]({ callbackUrls: [CALLBACK], ...options });

  test('has the code grant and no other, and comes back to its URLs only', () => {
    expect(client(kind())).toMatchObject({
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: [CALLBACK],
    });
  });

  test('has a secret only where it can keep one', () => {
    expect(client(kind()).GenerateSecret).toBe(name === 'web');
  });

  test('tells nobody which users exist, and its tokens can be revoked', () => {
    expect(client(kind())).toMatchObject({ PreventUserExistenceErrors: 'ENABLED', EnableTokenRevocation: true });
  });

  test('takes no password in plain', () => {
    expect(client(kind()).ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  });

  test('has access tokens of 15 minutes and a session of 30 days', () => {
    expect(client(kind())).toMatchObject({
      AccessTokenValidity: 15,
      IdTokenValidity: 15,
      RefreshTokenValidity: 43_200,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    });
  });

  test('lets users write their profile and no attribute of yours', () => {
    const { WriteAttributes } = client(kind());
    expect(WriteAttributes).toEqual(expect.arrayContaining(['email', 'name', 'phone_number']));
    expect(WriteAttributes.filter((attribute: string) => /^custom:|_verified$/.test(attribute))).toEqual([]);
  });

  test('has a style, without which managed login shows no pages', () => {
    client(kind());
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::ManagedLoginBranding', {
      UseCognitoProvidedValues: true, ClientId: { Ref: Match.stringLikeRegexp('^UsersClient') },
    });
  });

  test('can rotate refresh tokens', () => {
    expect(client(kind({ refreshTokenRotation: true }))).toMatchObject({
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 }, ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
    });
  });

  test('takes tokens where it cannot judge them', () => {
    const url = new CfnParameter(stack, 'Url').valueAsString;
    const urls = new CfnParameter(stack, 'Urls', { type: 'CommaDelimitedList' }).valueAsList;
    expect(client(kind({ callbackUrls: [url, `${url}/in`], logoutUrls: urls })))
      .toMatchObject({ CallbackURLs: [{ Ref: 'Url' }, { 'Fn::Join': ['', [{ Ref: 'Url' }, '/in']] }], LogoutURLs: { Ref: 'Urls' } });
  });

  test.each(['http://example.com', 'https://example.com/#in', 'example.com', 'https://', 'javascript://x', 'http://localhost.example.com', 'https://a b'])(
    'fails for the URL %s', (url) => {
      expect(() => users.addClient('Client', kind({ callbackUrls: [CALLBACK, url] }))).toThrow(`, but got ${url}`);
      expect(() => users.addClient('Client', kind({ logoutUrls: [url] }))).toThrow(`, but got ${url}`);
    });

  test('may come back to a developer', () => {
    expect(client(kind({ callbackUrls: ['http://localhost:3000/in', 'http://localhost'] })).CallbackURLs).toHaveLength(2);
  });

  test('fails without a URL, without a scope, and for tokens out of range, in one error', () => {
    expect(() => users.addClient('Client', kind({
      callbackUrls: [], scopes: [], accessTokenValidity: Duration.minutes(4), refreshTokenValidity: Duration.minutes(59),
    }))).toThrow([
      'CognitoUserPoolClient \'Shop/Users/Client\' got invalid values:',
      '  - \'callbackUrls\' must hold at least one URL to which users come back, but got []',
      '  - \'scopes\' must hold at least one scope, or be left out, but got []',
      '  - \'accessTokenValidity\' must be 5 minutes to 1 day, in whole minutes, but got 240',
      '  - \'refreshTokenValidity\' must be 1 hour to 10 years, in whole minutes, but got 3540',
    ].join('\n'));
  });

  test('fails when the session is shorter than its tokens', () => {
    expect(() => users.addClient('Client', kind({ accessTokenValidity: Duration.hours(2), refreshTokenValidity: Duration.hours(1) })))
      .toThrow(/'refreshTokenValidity' must not be shorter than accessTokenValidity, but got 3600/);
  });
});

describe('the scheme of an app', () => {
  test('is for mobile apps', () => {
    expect(client(ClientKind.mobile({ callbackUrls: ['notes://in', 'com.example.notes://in/x'] })).CallbackURLs).toEqual(['notes://in', 'com.example.notes://in/x']);
  });

  test.each(['web', 'singlePage'] as const)('is refused for %s', (name) => {
    expect(() => users.addClient('Client', SIGN_IN[name]({ callbackUrls: ['notes://in'] })))
      .toThrow(/'callbackUrls' must be https:\/\/ URLs without a #, or http:\/\/localhost for a developer, but got notes:\/\/in/);
  });

  test.each(['data://x', 'file:///etc/passwd', 'ftp://example.com', 'notes:in'])('is not %s', (url) => {
    expect(() => users.addClient('Client', ClientKind.mobile({ callbackUrls: [url] }))).toThrow(`, but got ${url}`);
  });
});

describe('a client of a program', () => {
  test('has the client credentials grant, a secret and nothing for users', () => {
    const api = users.addResourceServer('Api', { identifier: 'notes', scopes: { read: 'Read notes' } });
    const properties = client(ClientKind.machineToMachine({ scopes: [api.scope('read')] }));
    expect(properties).toMatchObject({
      AllowedOAuthFlows: ['client_credentials'],
      GenerateSecret: true,
      AccessTokenValidity: 60,
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthScopes: [{ 'Fn::Join': ['', [{ Ref: expect.stringMatching(/^UsersApi/) }, '/read']] }],
    });
    expect([properties.CallbackURLs, properties.SupportedIdentityProviders]).toEqual([undefined, undefined]);
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::ManagedLoginBranding', 0);
  });

  test('fails without a scope, with a scope of users, and with an alarm', () => {
    expect(() => users.addClient('Batch', ClientKind.machineToMachine({ scopes: [] }))).toThrow(/'scopes' must hold at least one scope of a resource server/);
    expect(() => users.addClient('Batch', ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.OPENID] })))
      .toThrow(/'scopes' must be scopes of a resource server, because a program has no profile: see addResourceServer, but got openid/);
    expect(() => users.addClient('Batch', ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('notes/lesen ü')] })))
      .toThrow(/'scopes' must be 1 to 256 characters of ASCII without spaces, quotes and backslashes, but got notes/);
    expect(() => users.addClient('Batch', ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('a/b')] }), {
      alarms: { SignInThrottles: { threshold: 2 } },
    })).toThrow(/'alarms' must name alarms of this construct/);
  });
});

describe('on the plan LITE', () => {
  beforeEach(() => {
    users = new CognitoUserPool(stack, 'Cheap', { plan: cognito.FeaturePlan.LITE });
  });

  test('a client has no style and no choice of factors', () => {
    users.addClient('Client', ClientKind.web({ callbackUrls: [CALLBACK] }));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolClient', { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::ManagedLoginBranding', 0);
  });

  test('a client that asks for them fails', () => {
    expect(() => users.addClient('Client', ClientKind.web({ callbackUrls: [CALLBACK], refreshTokenRotation: true, authFlows: { user: true } })))
      .toThrow(/'refreshTokenRotation' must be left out, because the plan LITE has none[^]*'authFlows' must not hold user, because the plan LITE/);
  });
});

test('alarms watch what is throttled for the client', () => {
  const { alarms } = users.addClient('Web', ClientKind.web({ callbackUrls: [CALLBACK] }));
  expect(alarms.all.map(({ node }) => node.id)).toEqual(['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles']);
});

test('a client of an imported pool, in a stack of its own, needs nothing but its id', () => {
  const userPool = cognito.UserPool.fromUserPoolId(stack, 'Theirs', 'eu-west-1_abc');
  new CognitoUserPoolClient(stack, 'Web', { userPool, kind: ClientKind.web({ callbackUrls: [CALLBACK] }) });
  Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolClient', { UserPoolId: 'eu-west-1_abc', SupportedIdentityProviders: ['COGNITO'] });
});
