import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Promised, templateProperty } from '../validation/promise';

/** What a CognitoUserPool stands for, given the second factor and the protection that it was asked for. */
export function userPoolPromises(pool: cognito.UserPool, mfa: cognito.Mfa, deletionProtection: boolean): Promised[] {
  return [
    {
      kept: () => !deletionProtection || templateProperty(pool, 'DeletionProtection') === 'ACTIVE',
      message: 'CognitoUserPool promises deletion protection: something in the app has switched it off. Set removalPolicy to DESTROY if that is what you want',
    },
    {
      kept: () => templateProperty(pool, 'MfaConfiguration') === mfa,
      message: `CognitoUserPool promises the second factor that it was asked for (${mfa}): something in the app has changed that`,
    },
    {
      kept: () => isStrong((templateProperty(pool, 'Policies') as Policies | undefined)?.PasswordPolicy),
      message: 'CognitoUserPool promises passwords of 12 or more characters of all classes: something in the app has weakened that',
    },
    {
      kept: () => JSON.stringify(templateProperty(pool, 'AccountRecoverySetting')) === EMAIL_ONLY,
      message: 'CognitoUserPool promises recovery by e-mail only: something in the app has changed that',
    },
  ];
}

interface Policies {
  readonly PasswordPolicy?: Record<string, unknown>;
}

const EMAIL_ONLY = JSON.stringify({ RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] });

function isStrong(policy: Policies['PasswordPolicy'] = {}): boolean {
  return Number(policy.MinimumLength) >= 12
    && ['RequireLowercase', 'RequireUppercase', 'RequireNumbers', 'RequireSymbols'].every((required) => policy[required] === true);
}
