import { Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { ClientKind } from './client-kind';
import { watchProviders } from './federation';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { AlarmSet } from '../alarms/alarm-set';
import { clientAlarms, CLIENT_ALARM_KEYS, federationAlarms, FEDERATION_ALARM_KEY } from '../alarms/user-pool-alarms';
import { checkProps } from '../validation/check-props';
import { promise, templateProperty } from '../validation/promise';

/** How a client is watched: for `CognitoUserPool.addClient`. */
export interface UserPoolClientOptions {
  /**
   * Changes to alarms, by key: `SignInThrottles`, `SignUpThrottles`, `TokenRefreshThrottles`, and `FederationThrottles`, which there is once for each identity
   * provider of the pool.
   *
   * @default - all of them, and none for `ClientKind.machineToMachine`, whose requests Cognito does not count by client
   */
  readonly alarms?: { [key: string]: AlarmOverride };
}

/** Properties of a CognitoUserPoolClient. */
export interface CognitoUserPoolClientProps extends UserPoolClientOptions {
  /** The user pool, for example `users.userPool`. */
  readonly userPool: cognito.IUserPool;

  /** Who uses the client. */
  readonly kind: ClientKind;

  /**
   * The plan of the user pool: on `LITE` a client has no style for managed login and no choice of factors.
   *
   * @default FeaturePlan.ESSENTIALS
   */
  readonly plan?: cognito.FeaturePlan;
}

/**
 * A client of a user pool that tells nobody which users exist, never puts tokens into URLs, and has alarms on what is throttled. `CognitoUserPool.addClient`
 * makes one; make it yourself in a stack other than the pool's.
 */
export class CognitoUserPoolClient extends Construct {
  /** The client. */
  public readonly client: cognito.UserPoolClient;
  /** The user pool of the client. */
  public readonly userPool: cognito.IUserPool;
  /** Who uses the client. */
  public readonly kind: ClientKind;
  /** The style of the pages of managed login, which are not shown without one. None for a program, and none on the plan `LITE`. */
  public readonly branding?: cognito.CfnManagedLoginBranding;
  /** The alarms, by key. Those on identity providers are sets of their own, because providers may be added later. */
  public readonly alarms: AlarmSet;

  private readonly federationOverride?: AlarmOverride;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: CognitoUserPoolClientProps) {
    const plan = props.plan ?? cognito.FeaturePlan.ESSENTIALS;
    checkProps('CognitoUserPoolClient', scope, id, [
      ...props.kind._rules(plan),
      ...alarmOverrideRules(props.alarms, props.kind._signsIn ? [...CLIENT_ALARM_KEYS, FEDERATION_ALARM_KEY] : []),
    ]);
    super(scope, id);

    const { [FEDERATION_ALARM_KEY]: federationOverride, ...overrides } = props.alarms ?? {};
    this.userPool = props.userPool;
    this.kind = props.kind;
    this.federationOverride = federationOverride;
    this.client = new cognito.UserPoolClient(this, 'Client', {
      userPool: this.userPool,
      ...this.kind._clientOptions(plan),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
    });
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'cognito-user-pool',
      overrides,
      definitions: this.kind._signsIn ? clientAlarms(this.userPool, this.client) : [],
    });
    if (this.kind._signsIn) {
      this.letUsersSignInThroughProviders();
      this.branding = plan === cognito.FeaturePlan.LITE ? undefined : this.defaultBranding();
    }

    promise(this, [
      {
        kept: () => templateProperty(this.client, 'PreventUserExistenceErrors') === 'ENABLED',
        message: 'CognitoUserPoolClient promises errors that do not tell which users exist: something in the app has switched that off',
      },
      {
        kept: () => !`${templateProperty(this.client, 'AllowedOAuthFlows')}`.split(',').includes('implicit'),
        message: 'CognitoUserPoolClient promises no implicit grant: something in the app has allowed it',
      },
      {
        kept: () => templateProperty(this.client, 'EnableTokenRevocation') === true,
        message: 'CognitoUserPoolClient promises tokens that can be revoked: something in the app has switched that off',
      },
    ]);
  }

  /** Through the pool itself and every identity provider of it, those that are added later too. */
  private letUsersSignInThroughProviders(): void {
    const resource = this.client.node.defaultChild as cognito.CfnUserPoolClient;
    resource.supportedIdentityProviders = Lazy.list({
      produce: () => ['COGNITO', ...this.userPool.identityProviders.map(({ providerName }) => providerName)],
    });
    watchProviders(this.userPool, (provider) => new AlarmSet(this, `${provider.node.id}Alarms`, {
      runbook: 'cognito-user-pool',
      overrides: this.federationOverride && { [FEDERATION_ALARM_KEY]: this.federationOverride },
      definitions: federationAlarms(this.userPool, this.client, provider),
    }));
  }

  /** @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html */
  private defaultBranding(): cognito.CfnManagedLoginBranding {
    return new cognito.CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
