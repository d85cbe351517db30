import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AlarmDefinition } from './alarm-set';
import { Severity } from './severity';

/** Keys of the alarms on each client that users sign in with. */
export const CLIENT_ALARM_KEYS = ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'];

/** Key of the alarm on each client and identity provider. */
export const FEDERATION_ALARM_KEY = 'FederationThrottles';

/** Keys of the alarms on a pool. Cognito counts risks only where threat protection is on. */
export function userPoolAlarmKeys(threatProtection?: cognito.StandardThreatProtectionMode): string[] {
  return ['AdminSignInThrottles', 'AdminSignUpThrottles', ...(isOn(threatProtection) ? ['RiskySignIns'] : [])];
}

/**
 * Alarms on a pool: what administrators do, which Cognito counts under the client `Admin`, and risk.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-viewing-advanced-security-metrics.html
 */
export function userPoolAlarms(pool: cognito.IUserPool, threatProtection?: cognito.StandardThreatProtectionMode): AlarmDefinition[] {
  const admin = { UserPool: pool.userPoolId, UserPoolClient: 'Admin' };
  const risk: AlarmDefinition = {
    key: 'RiskySignIns',
    metric: new cloudwatch.Metric({
      namespace: 'AWS/Cognito',
      metricName: 'Risk',
      dimensionsMap: { UserPoolId: pool.userPoolId, Operation: 'SignIn' },
      statistic: cloudwatch.Stats.SUM,
      period: Duration.minutes(5),
    }),
    threshold: 10,
    severity: Severity.WARNING,
    meaning: 'Threat protection found at least 10 sign-ins within 5 minutes risky: somebody may be trying out stolen passwords.',
    firstStep: 'look at the log of user activity for the addresses and users they come from.',
  };
  return [
    throttles('AdminSignInThrottles', 'SignInThrottles', admin, 'Sign-ins that a server makes for users (AdminInitiateAuth) are throttled'),
    throttles('AdminSignUpThrottles', 'SignUpThrottles', admin, 'The creation of users by administrators (AdminCreateUser) is throttled'),
    ...(isOn(threatProtection) ? [risk] : []),
  ];
}

/** Alarms on a client that users sign in with. */
export function clientAlarms(pool: cognito.IUserPool, client: cognito.IUserPoolClient): AlarmDefinition[] {
  const dimensions = { UserPool: pool.userPoolId, UserPoolClient: client.userPoolClientId };
  return [
    throttles('SignInThrottles', 'SignInThrottles', dimensions, 'Sign-ins are throttled'),
    throttles('SignUpThrottles', 'SignUpThrottles', dimensions, 'Sign-ups are throttled'),
    throttles('TokenRefreshThrottles', 'TokenRefreshThrottles', dimensions, 'Users cannot renew their tokens, because that is throttled'),
  ];
}

/** The alarm on sign-ins to a client through an identity provider. */
export function federationAlarms(
  pool: cognito.IUserPool,
  client: cognito.IUserPoolClient,
  provider: cognito.IUserPoolIdentityProvider,
): AlarmDefinition[] {
  const dimensions = { UserPool: pool.userPoolId, UserPoolClient: client.userPoolClientId, IdentityProvider: provider.providerName };
  return [throttles(FEDERATION_ALARM_KEY, 'FederationThrottles', dimensions, 'Sign-ins through an identity provider are throttled')];
}

function throttles(key: string, metricName: string, dimensionsMap: cloudwatch.DimensionsMap, meaning: string): AlarmDefinition {
  return {
    key,
    metric: new cloudwatch.Metric({
      namespace: 'AWS/Cognito', metricName, dimensionsMap, statistic: cloudwatch.Stats.SUM, period: Duration.minutes(1),
    }),
    threshold: 1,
    severity: Severity.WARNING,
    evaluationPeriods: 5,
    meaning: `${meaning}, for 5 minutes now.`,
    firstStep: 'compare the request rate with the quotas of Cognito, which all pools of the account share.',
  };
}

function isOn(threatProtection?: cognito.StandardThreatProtectionMode): boolean {
  return threatProtection !== undefined && threatProtection !== cognito.StandardThreatProtectionMode.NO_ENFORCEMENT;
}
