import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/** What all identity providers have. */
export interface SignInProviderOptions {
  /**
   * Attributes of the user and where they come from, beside the e-mail address.
   *
   * @default - the e-mail address, and whether it is verified where the provider says so
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

/** An app at Google, Facebook or Amazon. */
export interface SocialProviderOptions extends SignInProviderOptions {
  /** The id that the provider gave the app. */
  readonly clientId: string;

  /** The secret that the provider gave the app: a reference, for example to Secrets Manager. */
  readonly clientSecret: SecretValue;

  /**
   * What the provider is asked for.
   *
   * @default - the e-mail address and the profile, as the provider calls them
   */
  readonly scopes?: string[];
}

/** A service at Apple. */
export interface AppleProviderOptions extends SignInProviderOptions {
  /** The services id. */
  readonly servicesId: string;

  /** The team id. */
  readonly teamId: string;

  /** The id of the private key. */
  readonly keyId: string;

  /** The private key: a reference, for example to Secrets Manager. */
  readonly privateKey: SecretValue;

  /**
   * What Apple is asked for.
   *
   * @default - `email` and `name`
   */
  readonly scopes?: string[];
}

/** An app at a provider of OpenID Connect. */
export interface OidcProviderOptions extends SocialProviderOptions {
  /** The issuer, for example `https://login.example.com`. Its configuration is read from `/.well-known/openid-configuration`. */
  readonly issuerUrl: string;

  /**
   * The name that users see and apps ask for. Changing it replaces the provider.
   *
   * @default - made from the path of the construct
   */
  readonly providerName?: string;
}

/** A provider of SAML 2.0. */
export interface SamlProviderOptions extends SignInProviderOptions {
  /** The metadata of the provider, by URL so that a new certificate of it is found, or as a file. */
  readonly metadata: cognito.UserPoolIdentityProviderSamlMetadata;

  /**
   * The name that users see and apps ask for. Changing it replaces the provider.
   *
   * @default - made from the path of the construct
   */
  readonly providerName?: string;

  /**
   * Also sign out at the provider who signs out here.
   *
   * @default false
   */
  readonly signsOut?: boolean;
}
