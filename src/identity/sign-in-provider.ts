import { SecretValue, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AppleProviderOptions, OidcProviderOptions, SamlProviderOptions, SocialProviderOptions } from './sign-in-provider-options';
import { matches, Rule } from '../validation/check-props';

const { ProviderAttribute } = cognito;

/** The claim of SAML that holds the e-mail address. */
const SAML_EMAIL = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress';

/**
 * Somebody else who users can sign in with: for `CognitoUserPool.addIdentityProvider`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 */
export class SignInProvider {
  /**
   * Google.
   *
   * @param options the app at Google; by default asked for `openid`, `email` and `profile`
   */
  public static google(options: SocialProviderOptions): SignInProvider {
    return new SignInProvider([secretRule('clientSecret', options.clientSecret)], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderGoogle(scope, id, {
        userPool,
        clientId: options.clientId,
        clientSecretValue: options.clientSecret,
        scopes: options.scopes ?? ['openid', 'email', 'profile'],
        attributeMapping: {
          email: ProviderAttribute.GOOGLE_EMAIL,
          emailVerified: ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
          ...options.attributeMapping,
        },
      })
    ));
  }

  /**
   * Facebook.
   *
   * @param options the app at Facebook; by default asked for `public_profile` and `email`
   */
  public static facebook(options: SocialProviderOptions): SignInProvider {
    return new SignInProvider([secretRule('clientSecret', options.clientSecret)], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderFacebook(scope, id, {
        userPool,
        clientId: options.clientId,
        clientSecret: options.clientSecret.unsafeUnwrap(),
        scopes: options.scopes ?? ['public_profile', 'email'],
        attributeMapping: { email: ProviderAttribute.FACEBOOK_EMAIL, ...options.attributeMapping },
      })
    ));
  }

  /**
   * Login with Amazon.
   *
   * @param options the app at Amazon; by default asked for `profile`
   */
  public static amazon(options: SocialProviderOptions): SignInProvider {
    return new SignInProvider([secretRule('clientSecret', options.clientSecret)], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderAmazon(scope, id, {
        userPool,
        clientId: options.clientId,
        clientSecret: options.clientSecret.unsafeUnwrap(),
        scopes: options.scopes ?? ['profile'],
        attributeMapping: { email: ProviderAttribute.AMAZON_EMAIL, ...options.attributeMapping },
      })
    ));
  }

  /**
   * Sign in with Apple.
   *
   * @param options the service at Apple; by default asked for `email` and `name`
   */
  public static apple(options: AppleProviderOptions): SignInProvider {
    return new SignInProvider([secretRule('privateKey', options.privateKey)], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderApple(scope, id, {
        userPool,
        clientId: options.servicesId,
        teamId: options.teamId,
        keyId: options.keyId,
        privateKeyValue: options.privateKey,
        scopes: options.scopes ?? ['email', 'name'],
        attributeMapping: {
          email: ProviderAttribute.APPLE_EMAIL,
          emailVerified: ProviderAttribute.APPLE_EMAIL_VERIFIED,
          ...options.attributeMapping,
        },
      })
    ));
  }

  /**
   * Any provider of OpenID Connect.
   *
   * @param options the app there; by default asked for `openid`, `email` and `profile`
   */
  public static oidc(options: OidcProviderOptions): SignInProvider {
    return new SignInProvider([
      secretRule('clientSecret', options.clientSecret),
      matches('issuerUrl', options.issuerUrl, /^https:\/\/[^\s?#]+[^\s?#/]$/, 'begin with https:// and not end with a slash'),
      ...nameRules(options.providerName),
    ], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderOidc(scope, id, {
        userPool,
        name: options.providerName,
        clientId: options.clientId,
        clientSecret: options.clientSecret.unsafeUnwrap(),
        issuerUrl: options.issuerUrl,
        scopes: options.scopes ?? ['openid', 'email', 'profile'],
        attributeMapping: {
          email: ProviderAttribute.other('email'),
          emailVerified: ProviderAttribute.other('email_verified'),
          ...options.attributeMapping,
        },
      })
    ));
  }

  /**
   * Any provider of SAML 2.0. Users begin at the app: what a provider sends unasked is refused.
   *
   * @param options the metadata of the provider
   */
  public static saml(options: SamlProviderOptions): SignInProvider {
    const { metadataType, metadataContent } = options.metadata;
    const isUrl = metadataType === cognito.UserPoolIdentityProviderSamlMetadataType.URL;
    return new SignInProvider([
      ...(isUrl ? [matches('metadata', metadataContent, /^https:\/\/\S+$/, 'be an https:// URL, or a file')] : []),
      ...nameRules(options.providerName),
    ], (scope, id, userPool) => (
      new cognito.UserPoolIdentityProviderSaml(scope, id, {
        userPool,
        name: options.providerName,
        metadata: options.metadata,
        idpSignout: options.signsOut ?? false,
        idpInitiated: false,
        attributeMapping: { email: ProviderAttribute.other(SAML_EMAIL), ...options.attributeMapping },
      })
    ));
  }

  private constructor(
    /**
     * What must hold.
     * @internal
     */
    public readonly _rules: Rule[],
    private readonly make: (scope: Construct, id: string, userPool: cognito.IUserPool) => cognito.IUserPoolIdentityProvider,
  ) {}

  /**
   * Makes the provider for a pool.
   * @internal
   */
  public _make(scope: Construct, id: string, userPool: cognito.IUserPool): cognito.IUserPoolIdentityProvider {
    return this.make(scope, id, userPool);
  }
}

/** The value is never shown: it is the secret. */
function secretRule(prop: string, secret: SecretValue): Rule {
  return {
    prop,
    value: 'plain text',
    holds: () => Token.isUnresolved(secret.unsafeUnwrap()),
    must: 'must be a reference, for example SecretValue.secretsManager(...), because whoever reads the template would read it',
  };
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html */
function nameRules(name: string | undefined): Rule[] {
  return [{
    prop: 'providerName',
    value: name,
    holds: (text: string) => text.length <= 32 && /^[^_\p{Z}\p{Cc}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}\p{Cc}]+$/u.test(text),
    must: 'must be 3 to 32 characters without spaces, of which the second alone may be an underscore',
  }];
}
