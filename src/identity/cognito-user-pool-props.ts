import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { userPoolAlarmKeys } from '../alarms/user-pool-alarms';
import { matches, removalRule, Rule } from '../validation/check-props';

/** Properties of a CognitoUserPool. */
export interface CognitoUserPoolProps {
  /**
   * What the pool can do, and what each active user costs: `LITE` has no passkeys, no managed login and no password history, `PLUS` alone has threat
   * protection.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html
   * @default FeaturePlan.ESSENTIALS
   */
  readonly plan?: cognito.FeaturePlan;

  /**
   * What Cognito does about sign-ins that look like an attack: refuse them, or only note them. It needs the plan `PLUS`, which costs $0.020 for each
   * active user a month.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-threat-protection.html
   * @default - `FULL_FUNCTION` on the plan `PLUS`, none on the others
   */
  readonly threatProtection?: cognito.StandardThreatProtectionMode;

  /**
   * Whether users need a second factor: the code of an authenticator app, or a passkey.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
   * @default Mfa.REQUIRED
   */
  readonly mfa?: cognito.Mfa;

  /**
   * With what users name themselves. It cannot be changed later: another value replaces the pool.
   *
   * @default - their e-mail address
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * Whether anybody may sign up; otherwise administrators create the users.
   *
   * @default false
   */
  readonly selfSignUpEnabled?: boolean;

  /**
   * The standard attributes that users have. What is required cannot be changed later: another value replaces the pool.
   *
   * @default - an e-mail address, which is required
   */
  readonly standardAttributes?: cognito.StandardAttributes;

  /**
   * Attributes of your own. They can be added later, and never be removed. Clients cannot write them unless `writeAttributes` of the client says so.
   *
   * @default - none
   */
  readonly customAttributes?: { [name: string]: cognito.ICustomAttribute };

  /**
   * How e-mail is sent.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   * @default - by Cognito, which sends few messages a day: use `UserPoolEmail.withSES` in production
   */
  readonly email?: cognito.UserPoolEmail;

  /**
   * The domain that passkeys are bound to. Users have to register their passkeys anew when it changes.
   *
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
   * @default - the custom domain of `addDomain`, or else its Cognito domain; without either nobody can register a passkey
   */
  readonly passkeyRelyingPartyId?: string;

  /**
   * Changes to alarms, by key: `AdminSignInThrottles`, `AdminSignUpThrottles`, and with threat protection `RiskySignIns`. Each client has alarms of its own.
   *
   * @default - all of them
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the pool, with all its users, when it is removed from the stack. Unless this is `DESTROY`, Cognito itself also refuses to delete it.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** The threat protection that a pool has; undefined if none. */
export function threatProtectionOf(
  { plan, threatProtection }: Pick<CognitoUserPoolProps, 'plan' | 'threatProtection'>,
): cognito.StandardThreatProtectionMode | undefined {
  return threatProtection ?? (plan === cognito.FeaturePlan.PLUS ? cognito.StandardThreatProtectionMode.FULL_FUNCTION : undefined);
}

/** What the props of a CognitoUserPool must fulfil, given the plan. */
export function userPoolRules(props: CognitoUserPoolProps, plan: cognito.FeaturePlan): Rule[] {
  const { signInAliases = {}, standardAttributes = {} } = props;
  return [
    {
      prop: 'threatProtection',
      value: props.threatProtection,
      holds: (mode: string) => plan === cognito.FeaturePlan.PLUS || mode === cognito.StandardThreatProtectionMode.NO_ENFORCEMENT,
      must: `must be left out, because the plan ${plan} has none and Cognito refuses the two together: set plan to FeaturePlan.PLUS, which costs $0.020 for each`
        + ' active user a month and has no free users',
    },
    {
      prop: 'signInAliases',
      value: props.signInAliases,
      holds: () => signInAliases.phone !== true,
      must: 'must not hold phone, because this construct sends no text messages',
    },
    {
      prop: 'signInAliases',
      value: props.signInAliases,
      holds: () => (signInAliases.email ?? signInAliases.username ?? false) || signInAliases.phone === true,
      must: 'must hold email or username',
    },
    {
      prop: 'signInAliases',
      value: props.signInAliases,
      holds: () => signInAliases.preferredUsername !== true || signInAliases.username === true,
      must: 'must hold username too where it holds preferredUsername',
    },
    {
      prop: 'standardAttributes.email',
      value: standardAttributes.email,
      holds: ({ required, mutable }: cognito.StandardAttribute) => required === true && mutable !== false,
      must: 'must be required and mutable: a lost password is recovered by e-mail, and identity providers write the address at each sign-in',
    },
    {
      prop: 'passkeyRelyingPartyId',
      value: props.passkeyRelyingPartyId,
      holds: (domain: string) => plan !== cognito.FeaturePlan.LITE && /^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$/.test(domain),
      must: plan === cognito.FeaturePlan.LITE
        ? 'must be left out, because the plan LITE has no passkeys: set plan to FeaturePlan.ESSENTIALS'
        : 'must be a domain name of 1 to 63 characters, without https://',
    },
    ...Object.keys(props.customAttributes ?? {}).map((name) => matches('customAttributes', name, /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,20}$/u,
      'have names of 1 to 20 letters, digits, signs and punctuation marks')),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, userPoolAlarmKeys(threatProtectionOf({ ...props, plan }))),
  ];
}
