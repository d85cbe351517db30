import { Lazy, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ClientKind } from './client-kind';
import { CognitoIdentityPool, CognitoIdentityPoolProps } from './cognito-identity-pool';
import { CognitoUserPoolClient, UserPoolClientOptions } from './cognito-user-pool-client';
import { CognitoUserPoolProps, threatProtectionOf, userPoolRules } from './cognito-user-pool-props';
import { announceProvider } from './federation';
import { ResourceServer, ResourceServerOptions, resourceServerRules } from './resource-server';
import { SignInDomain } from './sign-in-domain';
import { SignInProvider } from './sign-in-provider';
import { circles, connectTrigger, TriggerOptions, triggerRules } from './trigger';
import { groupRules, UserPoolGroupOptions } from './user-pool-group';
import { userPoolPromises } from './user-pool-promises';
import { AlarmSet } from '../alarms/alarm-set';
import { userPoolAlarms } from '../alarms/user-pool-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { check, checkProps } from '../validation/check-props';
import { promise } from '../validation/promise';

/**
 * A user pool with strong passwords, a second factor for everybody, passkeys, recovery by e-mail only, and deletion protection, with alarms on what is throttled.
 */
export class CognitoUserPool extends Construct {
  /** The user pool. */
  public readonly userPool: cognito.UserPool;
  /** The plan of the pool. */
  public readonly plan: cognito.FeaturePlan;
  /** The alarms on the pool itself, by key. Each client has more. */
  public readonly alarms: AlarmSet;

  private readonly passkeyRelyingPartyId?: string;
  private readonly domains: SignInDomain[] = [];
  private readonly triggers = new Map<string, lambda.IFunction>();

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings; each has a default
   */
  constructor(scope: Construct, id: string, props: CognitoUserPoolProps = {}) {
    const plan = props.plan ?? cognito.FeaturePlan.ESSENTIALS;
    checkProps('CognitoUserPool', scope, id, userPoolRules(props, plan));
    super(scope, id);

    const isLite = plan === cognito.FeaturePlan.LITE;
    const mfa = props.mfa ?? cognito.Mfa.REQUIRED;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    const deletionProtection = removalPolicy !== RemovalPolicy.DESTROY;
    const threatProtection = threatProtectionOf({ ...props, plan });
    this.plan = plan;
    this.passkeyRelyingPartyId = props.passkeyRelyingPartyId;
    this.userPool = new cognito.UserPool(this, 'UserPool', {
      featurePlan: plan,
      standardThreatProtectionMode: threatProtection,
      selfSignUpEnabled: props.selfSignUpEnabled ?? false,
      signInAliases: props.signInAliases ?? { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: { email: { required: true, mutable: true }, ...props.standardAttributes },
      customAttributes: props.customAttributes,
      email: props.email,
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        passwordHistorySize: isLite ? undefined : 5,
      },
      mfa,
      mfaSecondFactor: { otp: true, sms: false },
      enableSmsRole: false,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      ...isLite ? {} : this.passkeys(),
      deletionProtection,
      removalPolicy,
    });
    if (!isLite && mfa !== cognito.Mfa.OFF) {
      // Where a second factor is required, Cognito takes passkeys only if they count as two.
      (this.userPool.node.defaultChild as cognito.CfnUserPool).webAuthnFactorConfiguration = 'MULTI_FACTOR_WITH_USER_VERIFICATION';
    }
    if (threatProtection === cognito.StandardThreatProtectionMode.FULL_FUNCTION) {
      this.blockAttacks();
    }
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'cognito-user-pool', overrides: props.alarms, definitions: userPoolAlarms(this.userPool, threatProtection),
    });

    if (plan !== cognito.FeaturePlan.PLUS) {
      Validations.of(this.userPool).acknowledge({
        id: 'AwsSolutions-COG8', reason: 'Threat protection costs more for each user: the plan PLUS is chosen where it is worth that.',
      });
    }

    promise(this, userPoolPromises(this.userPool, mfa, deletionProtection));
    promiseDelivery(this);
    this.node.addValidation({ validate: () => circles(this.userPool, this.triggers) });
  }

  /**
   * Makes a client for an app or a program.
   *
   * @param id name of the client within this construct
   * @param kind who uses it
   * @param options how it is watched
   */
  public addClient(id: string, kind: ClientKind, options: UserPoolClientOptions = {}): CognitoUserPoolClient {
    return new CognitoUserPoolClient(this, id, { ...options, kind, userPool: this.userPool, plan: this.plan });
  }

  /**
   * Makes an API known to the pool, with scopes that clients ask for and the API requires.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
   * @param id name of the resource server within this construct
   * @param options its identifier and scopes
   */
  public addResourceServer(id: string, options: ResourceServerOptions): ResourceServer {
    check(`CognitoUserPool.addResourceServer('${id}') of '${this.node.path}'`, resourceServerRules(options));
    return ResourceServer._of(this, id, this.userPool, options);
  }

  /**
   * Lets users sign in with an account that they have elsewhere, to every client of the pool.
   *
   * @param id name of the provider within this construct
   * @param provider which one
   */
  public addIdentityProvider(id: string, provider: SignInProvider): cognito.IUserPoolIdentityProvider {
    check(`CognitoUserPool.addIdentityProvider('${id}') of '${this.node.path}'`, provider._rules);
    const made = provider._make(this, id, this.userPool);
    announceProvider(this.userPool, made);
    return made;
  }

  /**
   * Gives the pool a domain, with the pages of managed login (of the classic hosted UI on the plan `LITE`). A pool may have one of each kind.
   *
   * @param id name of the domain within this construct
   * @param domain which one
   */
  public addDomain(id: string, domain: SignInDomain): cognito.UserPoolDomain {
    const isCustom = domain._customName !== undefined;
    check(`CognitoUserPool.addDomain('${id}') of '${this.node.path}'`, [
      ...domain._rules,
      {
        prop: 'domain',
        value: isCustom ? 'a custom one' : 'a Cognito one',
        holds: () => !this.domains.some(({ _customName }) => (_customName !== undefined) === isCustom),
        must: 'must be of a kind that the pool has not yet',
      },
      {
        prop: 'domain',
        value: domain._customName,
        holds: (name: string) => [undefined, name].includes(this.passkeyRelyingPartyId),
        must: 'must be the passkeyRelyingPartyId of the pool, because managed login takes passkeys for its own domain only',
      },
    ]);
    this.domains.push(domain);
    const { CLASSIC_HOSTED_UI, NEWER_MANAGED_LOGIN } = cognito.ManagedLoginVersion;
    return new cognito.UserPoolDomain(this, id, {
      userPool: this.userPool,
      ...domain._options,
      managedLoginVersion: this.plan === cognito.FeaturePlan.LITE ? CLASSIC_HOSTED_UI : NEWER_MANAGED_LOGIN,
    });
  }

  /**
   * Calls a function when something happens to a user. It may only be called by this pool.
   *
   * A function must not refer to the pool whose trigger it is, because the pool refers to it: the pool's id is `event.userPoolId`.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
   * @param operation when
   * @param fn the function; it has 5 seconds
   * @param options what it may do to the pool
   */
  public addTrigger(operation: cognito.UserPoolOperation, fn: lambda.IFunction, options: TriggerOptions = {}): void {
    const { operationName } = operation;
    check(`CognitoUserPool.addTrigger of '${this.node.path}'`, triggerRules(operation, options, this.plan, new Set(this.triggers.keys())));
    this.triggers.set(operationName, fn);
    connectTrigger(this.userPool, operation, fn, options, this.plan);
  }

  /**
   * Makes a group of users. Its name stands in their tokens as `cognito:groups`.
   *
   * @param name 1 to 128 characters without spaces; changing it replaces the group
   * @param options its role
   */
  public addGroup(name: string, options: UserPoolGroupOptions = {}): cognito.UserPoolGroup {
    check(`CognitoUserPool.addGroup('${name}') of '${this.node.path}'`, groupRules(name, options));
    return new cognito.UserPoolGroup(this, `${name}Group`, { userPool: this.userPool, groupName: name, ...options });
  }

  /**
   * Gives users AWS credentials.
   *
   * @param id name of the identity pool within this construct
   * @param options whose users, and whether guests too
   */
  public addIdentityPool(id: string, options: CognitoIdentityPoolProps): CognitoIdentityPool {
    return new CognitoIdentityPool(this, id, options);
  }

  private passkeys(): cognito.UserPoolProps {
    return {
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: cognito.PasskeyUserVerification.REQUIRED,
      passkeyRelyingPartyId: Lazy.string({
        produce: () => this.passkeyRelyingPartyId ?? this.domains.find(({ _customName }) => _customName)?._customName,
      }),
    };
  }

  /** Without it Cognito only notes what it finds. Second factors are left to `mfa`. */
  private blockAttacks(): void {
    new cognito.CfnUserPoolRiskConfigurationAttachment(this, 'RiskConfiguration', {
      userPoolId: this.userPool.userPoolId,
      clientId: 'ALL',
      compromisedCredentialsRiskConfiguration: { actions: { eventAction: 'BLOCK' } },
      accountTakeoverRiskConfiguration: { actions: { highAction: { eventAction: 'BLOCK', notify: false } } },
    });
  }
}
