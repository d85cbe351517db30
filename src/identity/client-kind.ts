import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { UrlForm } from './redirect-urls';
import { scopeNameRules, signInClient, SignInClientOptions, signInRules, validityRules } from './sign-in-client';
import { Rule } from '../validation/check-props';

/** A client that a program of its own identifies itself with. */
export interface MachineClientOptions {
  /** What the access token may be used for: scopes of a resource server of the pool, at least one. */
  readonly scopes: cognito.OAuthScope[];

  /**
   * How long an access token is valid: 5 minutes to 1 day. Cognito charges for each token.
   *
   * @default Duration.hours(1)
   */
  readonly accessTokenValidity?: Duration;
}

/**
 * Who uses a client of a user pool, and what follows from that. No kind has the implicit grant, which puts tokens into URLs.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html
 */
export class ClientKind {
  /**
   * A web application with a server that keeps the client's secret: authorization code grant.
   *
   * @param options where users come back to, and what the tokens are good for
   */
  public static web(options: SignInClientOptions): ClientKind {
    return ClientKind.signIn(options, UrlForm.WEB, true);
  }

  /**
   * An application that runs in the browser and can keep no secret: authorization code grant. Its library proves with PKCE that it asked for the code; Cognito
   * verifies that, but does not demand it.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/using-pkce-in-authorization-code.html
   * @param options where users come back to, and what the tokens are good for
   */
  public static singlePage(options: SignInClientOptions): ClientKind {
    return ClientKind.signIn(options, UrlForm.WEB, false);
  }

  /**
   * An application on a telephone or a desk, as `singlePage`, that may also come back through a URL scheme of its own.
   *
   * @param options where users come back to, and what the tokens are good for
   */
  public static mobile(options: SignInClientOptions): ClientKind {
    return ClientKind.signIn(options, UrlForm.APP, false);
  }

  /**
   * A program that calls an API in its own name: client credentials grant, with a secret. It costs money for each client and token.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
   * @param options what the tokens are good for
   */
  public static machineToMachine(options: MachineClientOptions): ClientKind {
    return new ClientKind(false, () => machineRules(options), () => ({
      generateSecret: true,
      // Without a flow here Cognito would allow SRP.
      authFlows: { userSrp: false },
      oAuth: { flows: { clientCredentials: true }, scopes: options.scopes },
      accessTokenValidity: options.accessTokenValidity ?? Duration.hours(1),
      supportedIdentityProviders: [],
    }));
  }

  private static signIn(options: SignInClientOptions, form: UrlForm, generateSecret: boolean): ClientKind {
    return new ClientKind(true, (plan) => signInRules(options, form, plan), (plan) => ({ ...signInClient(options, plan), generateSecret }));
  }

  private constructor(
    /**
     * Do users sign in with it?
     * @internal
     */
    public readonly _signsIn: boolean,
    private readonly rules: (plan: cognito.FeaturePlan) => Rule[],
    private readonly clientOptions: (plan: cognito.FeaturePlan) => cognito.UserPoolClientOptions,
  ) {}

  /**
   * What must hold for such a client of a pool with this plan.
   * @internal
   */
  public _rules(plan: cognito.FeaturePlan): Rule[] {
    return this.rules(plan);
  }

  /**
   * Props of such a client of a pool with this plan.
   * @internal
   */
  public _clientOptions(plan: cognito.FeaturePlan): cognito.UserPoolClientOptions {
    return this.clientOptions(plan);
  }
}

function machineRules({ scopes, accessTokenValidity }: MachineClientOptions): Rule[] {
  return [
    {
      prop: 'scopes',
      value: scopes,
      holds: (list: unknown[]) => list.length > 0,
      must: 'must hold at least one scope of a resource server: see addResourceServer',
    },
    ...scopes.map(({ scopeName }): Rule => ({
      prop: 'scopes',
      value: scopeName,
      holds: (name: string) => name.includes('/'),
      must: 'must be scopes of a resource server, because a program has no profile: see addResourceServer',
    })),
    ...scopeNameRules(scopes),
    ...validityRules('accessTokenValidity', accessTokenValidity, Duration.minutes(5), Duration.days(1), '5 minutes to 1 day'),
  ];
}
