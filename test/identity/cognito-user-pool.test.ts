import { App, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClientKind, CognitoUserPool, CognitoUserPoolProps, DeliveryChecks } from '../../src';

const { FeaturePlan, Mfa, StandardThreatProtectionMode } = cognito;

let stack: Stack;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
});

function pool(props?: CognitoUserPoolProps) {
  new CognitoUserPool(stack, 'Users', props);
  return Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPool'))[0];
}

describe('defaults', () => {
  test('passwords of 12 characters of all classes, none of the last five', () => {
    expect(pool().Properties.Policies.PasswordPolicy).toEqual({
      MinimumLength: 12, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true, PasswordHistorySize: 5,
    });
  });

  test('a second factor for everybody, from an authenticator app and never by text message', () => {
    const { Properties } = pool();
    expect(Properties).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(Properties.SmsConfiguration).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::IAM::Role', 0);
  });

  test('passkeys, which count as two factors because the user is verified', () => {
    expect(pool().Properties).toMatchObject({
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
      WebAuthnUserVerification: 'required',
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
    });
  });

  test('recovery by e-mail only', () => {
    expect(pool().Properties.AccountRecoverySetting).toEqual({ RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] });
  });

  test('users are named by their e-mail address in any case, and keep the old one until the new one is verified', () => {
    const { Properties } = pool();
    expect(Properties).toMatchObject({
      UsernameAttributes: ['email'],
      AutoVerifiedAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
      Schema: [{ Name: 'email', Required: true, Mutable: true }],
    });
    expect(Properties.AliasAttributes).toBeUndefined();
  });

  test('only administrators make users', () => {
    expect(pool().Properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
  });

  test('the plan ESSENTIALS is said, and there is no threat protection', () => {
    const { Properties } = pool();
    expect(Properties.UserPoolTier).toBe('ESSENTIALS');
    expect(Properties.UserPoolAddOns).toBeUndefined();
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::UserPoolRiskConfigurationAttachment', 0);
  });

  test('Cognito refuses to delete the pool, and CloudFormation keeps it', () => {
    expect(pool()).toMatchObject({ Properties: { DeletionProtection: 'ACTIVE' }, DeletionPolicy: 'RetainExceptOnCreate', UpdateReplacePolicy: 'Retain' });
  });
});

describe('options', () => {
  test('PLUS has threat protection, which blocks', () => {
    expect(pool({ plan: FeaturePlan.PLUS }).Properties).toMatchObject({ UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolRiskConfigurationAttachment', {
      ClientId: 'ALL',
      CompromisedCredentialsRiskConfiguration: { Actions: { EventAction: 'BLOCK' } },
      AccountTakeoverRiskConfiguration: { Actions: { HighAction: { EventAction: 'BLOCK', Notify: false } } },
    });
  });

  test('threat protection may only note what it finds', () => {
    expect(pool({ plan: FeaturePlan.PLUS, threatProtection: StandardThreatProtectionMode.AUDIT_ONLY }).Properties.UserPoolAddOns)
      .toEqual({ AdvancedSecurityMode: 'AUDIT' });
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::UserPoolRiskConfigurationAttachment', 0);
  });

  test('LITE has neither passkeys nor a history of passwords', () => {
    const { Properties } = pool({ plan: FeaturePlan.LITE });
    expect(Properties.UserPoolTier).toBe('LITE');
    expect(Properties.Policies).toEqual({ PasswordPolicy: expect.not.objectContaining({ PasswordHistorySize: expect.anything() }) });
    expect(Properties.WebAuthnFactorConfiguration).toBeUndefined();
  });

  test('second factors may be optional, or off; then passkeys need not count as two', () => {
    expect(pool({ mfa: Mfa.OFF }).Properties.MfaConfiguration).toBe('OFF');
    expect(Object.values(Template.fromStack(stack).findResources('AWS::Cognito::UserPool'))[0].Properties.WebAuthnFactorConfiguration).toBeUndefined();
  });

  test('attributes are added to the e-mail address', () => {
    expect(pool({
      standardAttributes: { givenName: { required: true, mutable: true } },
      customAttributes: { tier: new cognito.StringAttribute({ mutable: true }) },
    }).Properties.Schema).toEqual([
      { Name: 'email', Required: true, Mutable: true },
      { Name: 'given_name', Required: true, Mutable: true },
      expect.objectContaining({ Name: 'tier', AttributeDataType: 'String' }),
    ]);
  });

  test('a pool that is to be destroyed can be deleted', () => {
    expect(pool({ removalPolicy: RemovalPolicy.DESTROY })).toMatchObject({ Properties: { DeletionProtection: 'INACTIVE' }, DeletionPolicy: 'Delete' });
  });

  test('users may sign in with a name, and with their address too', () => {
    expect(pool({ signInAliases: { username: true, email: true } }).Properties).toMatchObject({ AliasAttributes: ['email'] });
  });
});

describe('alarms', () => {
  const keys = (props?: CognitoUserPoolProps) => new CognitoUserPool(stack, 'Users', props).alarms.all.map(({ node }) => node.id);

  test('watch what administrators do', () => {
    expect(keys()).toEqual(['AdminSignInThrottles', 'AdminSignUpThrottles']);
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', {
      Namespace: 'AWS/Cognito',
      MetricName: 'SignInThrottles',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 5,
      Threshold: 1,
      Dimensions: [{ Name: 'UserPool', Value: { Ref: Match.stringLikeRegexp('^Users') } }, { Name: 'UserPoolClient', Value: 'Admin' }],
    });
  });

  test.each([
    [FeaturePlan.PLUS, undefined, true],
    [FeaturePlan.PLUS, StandardThreatProtectionMode.AUDIT_ONLY, true],
    [FeaturePlan.PLUS, StandardThreatProtectionMode.NO_ENFORCEMENT, false],
    [FeaturePlan.ESSENTIALS, StandardThreatProtectionMode.NO_ENFORCEMENT, false],
  ])('watch risk only where it is counted: plan %s, threat protection %s', (plan, threatProtection, watched) => {
    expect(keys({ plan, threatProtection }).includes('RiskySignIns')).toBe(watched);
  });

  test('can be changed by key', () => {
    new CognitoUserPool(stack, 'Users', { plan: FeaturePlan.PLUS, alarms: { RiskySignIns: { threshold: 99 } } });
    Template.fromStack(stack).hasResourceProperties('AWS::CloudWatch::Alarm', { MetricName: 'Risk', Threshold: 99 });
  });
});

test('DeliveryChecks have nothing to say, and nothing that they cannot judge, about a pool with threat protection', () => {
  new CognitoUserPool(stack, 'Users', { plan: FeaturePlan.PLUS }).addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'] }));
  const findings = DeliveryChecks.findingsOf({ Shop: Template.fromStack(stack).toJSON() });
  expect(findings.filter(({ ruleId }) => ruleId !== 'KEEL-ALARM-01')).toEqual([]);
});

describe('fails', () => {
  const make = (props: CognitoUserPoolProps) => () => new CognitoUserPool(stack, 'Users', props);

  test('when threat protection is asked for on a plan that has none, and says what the plan costs that has it', () => {
    expect(make({ threatProtection: StandardThreatProtectionMode.FULL_FUNCTION })).toThrow([
      'CognitoUserPool \'Shop/Users\' got invalid values:',
      '  - \'threatProtection\' must be left out, because the plan ESSENTIALS has none and Cognito refuses the two together: set plan to FeaturePlan.PLUS, which '
        + 'costs $0.020 for each active user a month and has no free users, but got ENFORCED',
    ].join('\n'));
    expect(make({ plan: FeaturePlan.LITE, threatProtection: StandardThreatProtectionMode.AUDIT_ONLY })).toThrow(/because the plan LITE has none.* but got AUDIT/);
  });

  test.each<[string, CognitoUserPoolProps, RegExp]>([
    ['telephone numbers', { signInAliases: { phone: true, email: true } }, /'signInAliases' must not hold phone, because this construct sends no text messages/],
    ['nothing to name users by', { signInAliases: {} }, /'signInAliases' must hold email or username, but got {}/],
    ['a preferred name without a name', { signInAliases: { email: true, preferredUsername: true } }, /must hold username too where it holds preferredUsername/],
    ['an e-mail address that may be missing', { standardAttributes: { email: { required: false } } }, /'standardAttributes.email' must be required and mutable/],
    ['a URL for passkeys', { passkeyRelyingPartyId: 'https://example.com' }, /'passkeyRelyingPartyId' must be a domain name .* but got https:\/\/example.com/],
    ['passkeys on LITE', { plan: FeaturePlan.LITE, passkeyRelyingPartyId: 'example.com' }, /must be left out, because the plan LITE has no passkeys/],
    ['an alarm that there is not', { alarms: { RiskySignIns: { threshold: 1 } } },
      /'alarms' must name alarms of this construct \(AdminSignInThrottles, AdminSignUpThrottles\), but got RiskySignIns/],
  ])('for %s', (_, props, message) => {
    expect(make(props)).toThrow(message);
    expect(stack.node.children).toEqual([]);
  });
});

test.each<[string, string, () => unknown]>([
  ['a group is named by a control character', "'name' must be 1 to 128 letters, digits, signs and punctuation marks, without spaces, but got a\\u0000",
    () => new CognitoUserPool(stack, 'Users').addGroup('a\u0000')],
  ['an attribute has a long name', "'customAttributes' must have names of 1 to 20 letters, digits, signs and punctuation marks, but got xxxxxxxxxxxxxxxxxxxxx",
    () => new CognitoUserPool(stack, 'Users', { customAttributes: { ['x'.repeat(21)]: new cognito.BooleanAttribute() } })],
  ['a validity is a token', "'accessTokenValidity' must be known at synth, because other settings follow from it, but got a token", () => {
    const accessTokenValidity = Duration.minutes(Lazy.number({ produce: () => 5 }));
    new CognitoUserPool(stack, 'Users').addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'], accessTokenValidity }));
  }],
])('fails when %s', (_, message, call) => {
  expect(call).toThrow(message);
});
