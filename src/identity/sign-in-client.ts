import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { redirectRules, UrlForm } from './redirect-urls';
import { knownDuration, matches, Rule, seconds } from '../validation/check-props';

/** A client that users sign in with. */
export interface SignInClientOptions {
  /**
   * Where users come back to after they have signed in: `https://` URLs, `http://localhost` for a developer, and URLs with the scheme of the app for
   * `ClientKind.mobile`.
   *
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
   */
  readonly callbackUrls: string[];

  /**
   * Where users come back to after they have signed out, of the same form as `callbackUrls`.
   *
   * @default - none
   */
  readonly logoutUrls?: string[];

  /**
   * What the access token may be used for, for example `ResourceServer.scope('read')`.
   *
   * @default - `openid`, `email` and `profile`; add `OAuthScope.COGNITO_ADMIN` where the app itself changes attributes or registers passkeys
   */
  readonly scopes?: cognito.OAuthScope[];

  /**
   * How the app may sign users in by itself, without the pages of Cognito.
   *
   * @default - SRP, and the choice between password and passkey (`USER_AUTH`) where the plan has it; no password ever goes to Cognito in plain
   */
  readonly authFlows?: cognito.AuthFlow;

  /**
   * How long an access or ID token is valid: 5 minutes to 1 day. An API that verifies tokens by itself takes them until then, even revoked ones.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
   * @default Duration.minutes(15)
   */
  readonly accessTokenValidity?: Duration;

  /**
   * How long users stay signed in: 1 hour to 10 years.
   *
   * @default Duration.days(30)
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * Replace the refresh token at each use; the old one is taken for another 10 seconds. The app must then use the token endpoint or
   * `GetTokensFromRefreshToken`, and the plan must not be `LITE`.
   *
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html
   * @default false
   */
  readonly refreshTokenRotation?: boolean;

  /**
   * The attributes that users of this client may write. An identity provider needs those that it maps.
   *
   * @default - all standard attributes and no custom ones, so that nobody can give himself a role that stands in one
   */
  readonly writeAttributes?: cognito.ClientAttributes;
}

/** What a client must fulfil that users sign in with, given the plan of its pool. */
export function signInRules(options: SignInClientOptions, form: UrlForm, plan: cognito.FeaturePlan): Rule[] {
  return [
    ...redirectRules('callbackUrls', options.callbackUrls, form),
    { prop: 'callbackUrls', value: options.callbackUrls, holds: (urls: string[]) => urls.length > 0, must: 'must hold at least one URL to which users come back' },
    ...redirectRules('logoutUrls', options.logoutUrls ?? [], form),
    { prop: 'scopes', value: options.scopes, holds: (scopes: unknown[]) => scopes.length > 0, must: 'must hold at least one scope, or be left out' },
    ...scopeNameRules(options.scopes),
    ...validityRules('accessTokenValidity', options.accessTokenValidity, Duration.minutes(5), Duration.days(1), '5 minutes to 1 day'),
    ...validityRules('refreshTokenValidity', options.refreshTokenValidity, Duration.hours(1), Duration.days(3650), '1 hour to 10 years'),
    {
      prop: 'refreshTokenValidity',
      value: seconds(options.refreshTokenValidity),
      holds: (length: number) => length < 3600 || length >= (seconds(accessTokenValidityOf(options)) ?? 0),
      must: 'must not be shorter than accessTokenValidity',
    },
    {
      prop: 'refreshTokenRotation',
      value: options.refreshTokenRotation,
      holds: (rotates: boolean) => !(rotates && plan === cognito.FeaturePlan.LITE),
      must: 'must be left out, because the plan LITE has none: set plan to FeaturePlan.ESSENTIALS',
    },
    {
      prop: 'authFlows',
      value: options.authFlows,
      holds: ({ user }: cognito.AuthFlow) => !(user && plan === cognito.FeaturePlan.LITE),
      must: 'must not hold user, because the plan LITE has no choice of factors: set plan to FeaturePlan.ESSENTIALS',
    },
  ];
}

/** Props of a client that users sign in with, given the plan of its pool. */
export function signInClient(options: SignInClientOptions, plan: cognito.FeaturePlan): cognito.UserPoolClientOptions {
  const accessTokenValidity = accessTokenValidityOf(options);
  return {
    authFlows: options.authFlows ?? { userSrp: true, user: plan !== cognito.FeaturePlan.LITE },
    oAuth: {
      flows: { authorizationCodeGrant: true },
      callbackUrls: options.callbackUrls,
      logoutUrls: options.logoutUrls,
      scopes: options.scopes ?? [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL, cognito.OAuthScope.PROFILE],
    },
    accessTokenValidity,
    idTokenValidity: accessTokenValidity,
    refreshTokenValidity: options.refreshTokenValidity ?? Duration.days(30),
    refreshTokenRotationGracePeriod: options.refreshTokenRotation ?? false ? Duration.seconds(10) : undefined,
    writeAttributes: options.writeAttributes ?? standardAttributes(),
  };
}

/** A rule for how long tokens are valid. */
export function validityRules(prop: string, value: Duration | undefined, least: Duration, most: Duration, range: string): Rule[] {
  return [knownDuration(prop, value), {
    prop,
    value: seconds(value),
    holds: (length: number) => length >= least.toSeconds() && length <= most.toSeconds() && length % 60 === 0,
    must: `must be ${range}, in whole minutes`,
  }];
}

function accessTokenValidityOf({ accessTokenValidity }: SignInClientOptions): Duration {
  return accessTokenValidity ?? Duration.minutes(15);
}

/** Every standard attribute that a user may change. */
function standardAttributes(): cognito.ClientAttributes {
  return new cognito.ClientAttributes().withStandardAttributes({
    address: true,
    birthdate: true,
    email: true,
    familyName: true,
    fullname: true,
    gender: true,
    givenName: true,
    lastUpdateTime: true,
    locale: true,
    middleName: true,
    nickname: true,
    phoneNumber: true,
    preferredUsername: true,
    profilePage: true,
    profilePicture: true,
    timezone: true,
    website: true,
  });
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (AllowedOAuthScopes) */
export function scopeNameRules(scopes: cognito.OAuthScope[] = []): Rule[] {
  return scopes.map(({ scopeName }) => matches('scopes', scopeName, /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/, 'be 1 to 256 characters of ASCII without spaces, quotes and backslashes'));
}
