import { App, CfnParameter, SecretValue, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClientKind, CognitoUserPool, CognitoUserPoolClient, SignInDomain, SignInProvider } from '../../src';

const clientSecret = SecretValue.secretsManager('secret');
const SECRET = '{{resolve:secretsmanager:secret:SecretString:::}}';
const WEB = ClientKind.web({ callbackUrls: ['https://example.com'] });
const { UserPoolIdentityProviderSamlMetadata: Metadata } = cognito;

let stack: Stack;
let users: CognitoUserPool;

beforeEach(() => {
  stack = new Stack(new App(), 'Shop');
  users = new CognitoUserPool(stack, 'Users');
});

const certificate = (region: string) => (
  acm.Certificate.fromCertificateArn(stack, `Certificate-${region}`, `arn:aws:acm:${region}:111111111111:certificate/1`)
);

describe('an identity provider', () => {
  test.each([
    ['Google', SignInProvider.google({ clientId: 'id', clientSecret }), {
      ProviderDetails: { client_id: 'id', client_secret: SECRET, authorize_scopes: 'openid email profile' },
      AttributeMapping: { email: 'email', email_verified: 'email_verified' },
    }],
    ['Facebook', SignInProvider.facebook({ clientId: 'id', clientSecret }), {
      ProviderDetails: Match.objectLike({ client_secret: SECRET, authorize_scopes: 'public_profile,email' }), AttributeMapping: { email: 'email' },
    }],
    ['LoginWithAmazon', SignInProvider.amazon({ clientId: 'id', clientSecret }), {
      ProviderDetails: { client_id: 'id', client_secret: SECRET, authorize_scopes: 'profile' }, AttributeMapping: { email: 'email' },
    }],
    ['SignInWithApple', SignInProvider.apple({ servicesId: 'id', teamId: 'team', keyId: 'key', privateKey: clientSecret }), {
      ProviderDetails: { client_id: 'id', team_id: 'team', key_id: 'key', private_key: SECRET, authorize_scopes: 'email name' },
      AttributeMapping: { email: 'email', email_verified: 'email_verified' },
    }],
    ['OIDC', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'https://login.example.com', providerName: 'Example' }), {
      ProviderName: 'Example',
      ProviderDetails: Match.objectLike({ client_secret: SECRET, oidc_issuer: 'https://login.example.com', authorize_scopes: 'openid email profile' }),
      AttributeMapping: { email: 'email', email_verified: 'email_verified' },
    }],
    ['SAML', SignInProvider.saml({ metadata: Metadata.url('https://idp.example.com') }), {
      ProviderDetails: { MetadataURL: 'https://idp.example.com', IDPSignout: false, IDPInit: false },
      AttributeMapping: { email: 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress' },
    }],
  ])('of type %s knows the app, and the e-mail address of its users', (ProviderType, provider, properties) => {
    users.addIdentityProvider('Provider', provider);
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', { ProviderType, ...properties });
  });

  test('takes more attributes', () => {
    const attributeMapping = { givenName: cognito.ProviderAttribute.GOOGLE_GIVEN_NAME };
    users.addIdentityProvider('Google', SignInProvider.google({ clientId: 'id', clientSecret, attributeMapping }));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolIdentityProvider', {
      AttributeMapping: { email: 'email', email_verified: 'email_verified', given_name: 'given_name' },
    });
  });

  test('is open to every client of the pool, made before it or after, in whatever stack, but not to programs', () => {
    const other = new Stack(stack.node.root as App, 'Other');
    new CognitoUserPoolClient(other, 'Elsewhere', { userPool: users.userPool, kind: WEB });
    users.addClient('Before', WEB);
    users.addIdentityProvider('Google', SignInProvider.google({ clientId: 'id', clientSecret }));
    users.addClient('After', WEB);
    users.addClient('Batch', ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('a/b')] }));
    const providersIn = (template: Template) => Object.values(template.findResources('AWS::Cognito::UserPoolClient'))
      .map(({ Properties }) => Properties.SupportedIdentityProviders);
    const both = ['COGNITO', { Ref: expect.stringMatching(/^UsersGoogle/) }];
    expect(providersIn(Template.fromStack(stack))).toEqual([both, both, undefined]);
    expect(providersIn(Template.fromStack(other))).toEqual([['COGNITO', { 'Fn::ImportValue': expect.stringContaining('UsersGoogle') }]]);
  });

  test('has an alarm for each client that users sign in with', () => {
    users.addClient('Before', WEB, { alarms: { FederationThrottles: { threshold: 7 } } });
    users.addIdentityProvider('Google', SignInProvider.google({ clientId: 'id', clientSecret }));
    users.addClient('After', WEB, { alarms: { FederationThrottles: { enabled: false } } });
    const alarms = Template.fromStack(stack).findResources('AWS::CloudWatch::Alarm', { Properties: { MetricName: 'FederationThrottles' } });
    expect(Object.values(alarms).map(({ Properties }) => Properties)).toEqual([expect.objectContaining({
      Threshold: 7,
      Dimensions: [
        { Name: 'IdentityProvider', Value: { Ref: expect.stringMatching(/^UsersGoogle/) } },
        { Name: 'UserPool', Value: { Ref: expect.stringMatching(/^UsersUserPool/) } },
        { Name: 'UserPoolClient', Value: { Ref: expect.stringMatching(/^UsersBefore/) } },
      ],
    })]);
  });

  test('fails when its secret would stand in the template, and does not show it', () => {
    const add = () => users.addIdentityProvider('Google', SignInProvider.google({ clientId: 'id', clientSecret: SecretValue.unsafePlainText('hush') }));
    expect(add).toThrow(/'clientSecret' must be a reference, for example SecretValue.secretsManager\(...\), .* but got plain text/);
    expect(add).not.toThrow(/hush/);
  });

  test.each([
    ['an issuer without TLS', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'http://x.example' }), /'issuerUrl' must begin with https:/],
    ['an issuer with a slash', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'https://x.example/' }), /and not end with a slash/],
    ['a name with a space', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'https://x.example', providerName: 'a b c' }), /'providerName' must be 3 to 32/],
    ['metadata without TLS', SignInProvider.saml({ metadata: Metadata.url('http://x.example') }), /'metadata' must be an https:\/\/ URL, or a file/],
    ['a name with underscores', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'https://x.example', providerName: 'my_login' }), /'providerName' must be 3 to 32/],
    ['a name of two characters, one of them long', SignInProvider.oidc({ clientId: 'id', clientSecret, issuerUrl: 'https://x.example', providerName: 'a𐀀' }),
      /'providerName' must be 3 to 32/],
    ['a short name', SignInProvider.saml({ metadata: Metadata.file('<xml/>'), providerName: 'ab' }), /'providerName' must be 3 to 32 .* but got ab/],
  ])('fails for %s', (_, provider, message) => {
    expect(() => users.addIdentityProvider('Provider', provider)).toThrow(message);
  });
});

describe('a domain', () => {
  test('of Cognito has managed login, and the classic pages on LITE', () => {
    users.addDomain('Domain', SignInDomain.cognitoPrefix('notes'));
    new CognitoUserPool(stack, 'Cheap', { plan: cognito.FeaturePlan.LITE }).addDomain('Domain', SignInDomain.cognitoPrefix('cheap'));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolDomain', { Domain: 'notes', ManagedLoginVersion: 2 });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolDomain', { Domain: 'cheap', ManagedLoginVersion: 1 });
  });

  test('of your own has a certificate, and is what passkeys are bound to', () => {
    users.addDomain('Prefix', SignInDomain.cognitoPrefix('notes'));
    users.addDomain('Domain', SignInDomain.custom('auth.example.com', certificate('us-east-1')));
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Cognito::UserPoolDomain', {
      Domain: 'auth.example.com', CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1' },
    });
    template.hasResourceProperties('AWS::Cognito::UserPool', { WebAuthnRelyingPartyID: 'auth.example.com' });
  });

  test('takes tokens where it cannot judge them', () => {
    const name = new CfnParameter(stack, 'Name').valueAsString;
    users.addDomain('Prefix', SignInDomain.cognitoPrefix(name));
    users.addDomain('Domain', SignInDomain.custom(`auth.${name}`, acm.Certificate.fromCertificateArn(stack, 'Certificate', name)));
    Template.fromStack(stack).resourceCountIs('AWS::Cognito::UserPoolDomain', 2);
  });

  test.each([
    ['capitals', () => SignInDomain.cognitoPrefix('Notes'), /'prefix' must be 1 to 63 lower-case letters/],
    ['the name of the service', () => SignInDomain.cognitoPrefix('my-cognito'), /'prefix' must not hold aws, amazon or cognito/],
    ['a URL', () => SignInDomain.custom('https://auth.example.com', certificate('us-east-1')), /'domainName' must be a domain name in lower case/],
    ['another Region', () => SignInDomain.custom('auth.example.com', certificate('eu-west-1')),
      /'certificate' must be in us-east-1, because CloudFront serves the domain, but got eu-west-1/],
  ])('fails for %s', (_, domain, message) => {
    expect(() => users.addDomain('Domain', domain())).toThrow(message);
  });

  test('fails where there is one of its kind', () => {
    users.addDomain('Domain', SignInDomain.cognitoPrefix('notes'));
    expect(() => users.addDomain('Second', SignInDomain.cognitoPrefix('other'))).toThrow(/'domain' must be of a kind that the pool has not yet, but got a Cognito one/);
  });

  test('fails where passkeys are bound to another', () => {
    const bound = new CognitoUserPool(stack, 'Bound', { passkeyRelyingPartyId: 'example.com' });
    expect(() => bound.addDomain('Domain', SignInDomain.custom('auth.example.com', certificate('us-east-1'))))
      .toThrow(/'domain' must be the passkeyRelyingPartyId of the pool, .* but got auth.example.com/);
  });
});

describe('a resource server', () => {
  test('has scopes that clients ask for', () => {
    const api = users.addResourceServer('Api', { identifier: 'notes', scopes: { write: 'Write notes', read: 'Read notes' } });
    users.addClient('Web', ClientKind.web({ callbackUrls: ['https://example.com'], scopes: [api.scope('write')] }));
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'notes',
      Scopes: [{ ScopeName: 'read', ScopeDescription: 'Read notes' }, { ScopeName: 'write', ScopeDescription: 'Write notes' }],
    });
    expect(() => api.scope('delete')).toThrow(/'name' must be one of the scopes there are \(read, write\), but got delete/);
  });

  test('may be a URL, which Cognito takes for an identifier and not for a name', () => {
    users.addResourceServer('Api', { identifier: 'https://notes.example.com/v1', scopes: { read: 'Read notes' } });
    users.addResourceServer('Later', { identifier: new CfnParameter(stack, 'Server').valueAsString, scopes: { read: 'Read notes' } });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', {
      Identifier: 'https://notes.example.com/v1', Name: 'https-notes.example.com-v1',
    });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolResourceServer', { Identifier: { Ref: 'Server' }, Name: { Ref: 'Server' } });
  });

  test('fails without a scope, and for names that no scope can have', () => {
    expect(() => users.addResourceServer('Api', { identifier: 'a b', scopes: {} })).toThrow(/'identifier' must be 1 to 256[^]*'scopes' must hold at least one scope/);
    expect(() => users.addResourceServer('Api', { identifier: 'notes', scopes: { 'a/b': 'x' } })).toThrow(/'scopes' must have names without .* but got a\/b/);
  });
});

describe('a group', () => {
  test('has its name and precedence', () => {
    users.addGroup('editors', { precedence: 3 });
    Template.fromStack(stack).hasResourceProperties('AWS::Cognito::UserPoolGroup', { GroupName: 'editors', Precedence: 3 });
  });

  test('fails for a precedence or a name out of range', () => {
    expect(() => users.addGroup('a b', { precedence: -1 })).toThrow(/'name' must be 1 to 128 letters, digits, signs and punctuation marks, without spaces[^]*'precedence' must be a whole number from 0/);
  });
});
