import { Duration, SecretValue } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Outside } from './outside';
import type { Subject } from './subjects';
import { ClientKind, CognitoIdentityPool, CognitoUserPool, CognitoUserPoolClient, Severity, SignInDomain, SignInProvider } from '../../src';

const { UserPoolOperation, FeaturePlan } = cognito;

export const CALLBACK = 'https://example.com/signed-in';
export const SECRET = SecretValue.secretsManager('secret');
const CERTIFICATE = 'arn:aws:acm:us-east-1:111111111111:certificate/11111111-1111-1111-1111-111111111111';

/** A client that is outside, of the user pool there. */
export function clientOutside(outside: Outside): CognitoUserPoolClient {
  return new CognitoUserPoolClient(outside, 'Client', { userPool: outside.userPool, kind: ClientKind.web({ callbackUrls: [CALLBACK] }) });
}

export const COGNITO_USER_POOL: Subject = {
  minimal: (scope, id) => new CognitoUserPool(scope, id),
  full: {
    'everything on': (scope, id, outside) => {
      const made = new CognitoUserPool(scope, id, {
        plan: FeaturePlan.PLUS,
        threatProtection: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
        mfa: cognito.Mfa.OPTIONAL,
        signInAliases: { email: true, username: true, preferredUsername: true },
        selfSignUpEnabled: true,
        standardAttributes: { givenName: { required: true, mutable: true } },
        customAttributes: { tier: new cognito.StringAttribute({ mutable: true }) },
        email: cognito.UserPoolEmail.withSES({ fromEmail: 'users@example.com', sesRegion: 'eu-west-1' }),
        passkeyRelyingPartyId: 'auth.example.com',
        alarms: { RiskySignIns: { threshold: 50, severity: Severity.CRITICAL }, AdminSignUpThrottles: { enabled: false } },
      });
      const api = made.addResourceServer('Api', { identifier: 'https://api.example.com', scopes: { read: 'Read notes', write: 'Write notes' } });
      const web = made.addClient('Web', ClientKind.web({ callbackUrls: [CALLBACK], scopes: [cognito.OAuthScope.OPENID, api.scope('write')] }), {
        alarms: { FederationThrottles: { threshold: 5 }, SignUpThrottles: { enabled: false } },
      });
      made.addIdentityProvider('Google', SignInProvider.google({ clientId: 'id', clientSecret: SECRET }));
      made.addIdentityProvider('Facebook', SignInProvider.facebook({ clientId: 'id', clientSecret: SECRET }));
      made.addIdentityProvider('Amazon', SignInProvider.amazon({ clientId: 'id', clientSecret: SECRET }));
      made.addIdentityProvider('Apple', SignInProvider.apple({ servicesId: 'id', teamId: 'team', keyId: 'key', privateKey: SECRET }));
      made.addIdentityProvider('Oidc', SignInProvider.oidc({ clientId: 'id', clientSecret: SECRET, issuerUrl: 'https://login.example.com' }));
      made.addIdentityProvider('Saml', SignInProvider.saml({ metadata: cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata') }));
      const mobile = made.addClient('Mobile', ClientKind.mobile({ callbackUrls: ['notes://signed-in'] }));
      made.addClient('Batch', ClientKind.machineToMachine({ scopes: [api.scope('read')] }));
      made.addDomain('Domain', SignInDomain.cognitoPrefix('notes-example'));
      made.addDomain('OwnDomain', SignInDomain.custom('auth.example.com', acm.Certificate.fromCertificateArn(scope, `${id}Certificate`, CERTIFICATE)));
      made.addTrigger(UserPoolOperation.POST_CONFIRMATION, outside.fn, { userPoolActions: ['cognito-idp:AdminAddUserToGroup'] });
      made.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, outside.fn);
      const identities = made.addIdentityPool('Identities', { clients: [web, mobile], guestAccess: true });
      made.addGroup('editors', { role: identities.addRole('Editors'), precedence: 1 });
      made.addGroup('readers');
      made.alarms.health();
      return made;
    },
    'on the plan LITE': (scope, id) => {
      const made = new CognitoUserPool(scope, id, { plan: FeaturePlan.LITE, signInAliases: { username: true } });
      made.addClient('Web', ClientKind.singlePage({ callbackUrls: [CALLBACK] }));
      made.addDomain('Domain', SignInDomain.cognitoPrefix('notes-example'));
      return made;
    },
  },
};

export const COGNITO_USER_POOL_CLIENT: Subject = {
  minimal: (scope, id, { userPool }) => new CognitoUserPoolClient(scope, id, { userPool, kind: ClientKind.web({ callbackUrls: [CALLBACK] }) }),
  full: {
    'everything on': (scope, id, { userPool }) => {
      const made = new CognitoUserPoolClient(scope, id, {
        userPool,
        kind: ClientKind.mobile({
          callbackUrls: [CALLBACK, 'notes://signed-in', 'http://localhost:3000/signed-in'],
          logoutUrls: ['https://example.com'],
          scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.COGNITO_ADMIN],
          authFlows: { userSrp: true },
          accessTokenValidity: Duration.minutes(5),
          refreshTokenValidity: Duration.days(90),
          refreshTokenRotation: true,
          writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true }),
        }),
        alarms: { SignInThrottles: { threshold: 10, evaluationPeriods: 2 }, TokenRefreshThrottles: { enabled: false } },
      });
      made.alarms.health();
      return made;
    },
    'of a program': (scope, id, { userPool }) => (
      new CognitoUserPoolClient(scope, id, { userPool, kind: ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('notes/read')] }) })
    ),
  },
};

export const COGNITO_IDENTITY_POOL: Subject = {
  minimal: (scope, id, outside) => new CognitoIdentityPool(scope, id, { clients: [clientOutside(outside)] }),
  full: {
    'everything on': (scope, id, outside) => {
      const made = new CognitoIdentityPool(scope, id, { clients: [clientOutside(outside)], guestAccess: true });
      made.grantOwnObjects(made.authenticatedRole, outside.bucket, { folder: 'private' });
      made.grantOwnObjects(made.guestRole!, outside.bucket, { folder: 'private', readOnly: true });
      made.grantOwnItems(made.authenticatedRole, outside.table);
      made.grantOwnItems(made.addRole('Editors'), outside.table);
      return made;
    },
  },
};
