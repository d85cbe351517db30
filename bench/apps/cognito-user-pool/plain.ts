import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { alarms } from '../alarms';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const { userPoolId } = new cognito.UserPool(scope, 'UserPool', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    mfa: cognito.Mfa.REQUIRED,
    mfaSecondFactor: { otp: true, sms: false },
    passwordPolicy: { minLength: 12 },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  const throttles = (metricName: string) => new cloudwatch.Metric({
    namespace: 'AWS/Cognito', metricName, dimensionsMap: { UserPool: userPoolId, UserPoolClient: 'Admin' }, statistic: 'Sum',
  });
  alarms(scope, { AdminSignInThrottles: [throttles('SignInThrottles'), 1], AdminSignUpThrottles: [throttles('SignUpThrottles'), 1] });
}
