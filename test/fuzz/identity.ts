import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as fc from 'fast-check';
import { Beside } from './beside';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike, textOf } from './hostile';
import { alarms, minutes, name, numbers, removalPolicy, sampled, Samples } from './sampled';
import {
  AppleProviderOptions, ClientKind, CognitoIdentityPool, CognitoIdentityPoolProps, CognitoUserPool, CognitoUserPoolClient, CognitoUserPoolClientProps,
  CognitoUserPoolProps, MachineClientOptions, OidcProviderOptions, OwnObjectsOptions, ResourceServerOptions, SamlProviderOptions, SignInClientOptions,
  SignInDomain, SignInProvider, SignInProviderOptions, SocialProviderOptions, TriggerOptions, UserPoolClientOptions, UserPoolGroupOptions,
} from '../../src';

const { FeaturePlan, OAuthScope, UserPoolOperation } = cognito;

const plan = fc.constantFrom(FeaturePlan.ESSENTIALS, FeaturePlan.PLUS, FeaturePlan.ESSENTIALS, FeaturePlan.LITE);
const url = mostly(fc.constantFrom('https://example.com/signed-in', 'http://localhost:3000'), fc.oneof(hostileText, fc.constant('notes://signed-in')));
const scope = mostly(fc.constantFrom(OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE), given(hostileText, (text) => OAuthScope.custom(text)));

const CLIENT_ALARMS = alarms('SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles', 'FederationThrottles');
const SIGN_IN_CLIENT = struct<SignInClientOptions>('SignInClientOptions', {
  callbackUrls: several(url, 2, 1),
  logoutUrls: several(url),
  scopes: several(scope, 2, 1),
  authFlows: fc.record({ userSrp: fc.boolean(), user: fc.boolean(), userPassword: fc.boolean() }, { requiredKeys: [] }),
  accessTokenValidity: minutes(5, 1440),
  refreshTokenValidity: minutes(60, 5_256_000),
  refreshTokenRotation: fc.boolean(),
  writeAttributes: given(fc.boolean(), (email) => new cognito.ClientAttributes().withStandardAttributes({ email })),
}, 'callbackUrls');
const MACHINE_CLIENT = struct<MachineClientOptions>('MachineClientOptions', {
  scopes: mostly(several(given(textOf(fc.constant('notes/read')), (text) => OAuthScope.custom(text)), 2, 1), fc.constant([])),
  accessTokenValidity: minutes(5, 1440),
}, 'scopes');

const KIND: Giving<ClientKind> = fc.oneof(
  given(shape({ kind: fc.constantFrom('web', 'singlePage', 'mobile'), options: SIGN_IN_CLIENT }), ({ kind, options }) => ClientKind[kind as 'web'](options)),
  given(MACHINE_CLIENT, (options) => ClientKind.machineToMachine(options)),
);

const secret: Giving<SecretValue> = mostly(beside('secretValue'), given(hostileText, (text) => SecretValue.unsafePlainText(text)));
const MAPPING = { attributeMapping: fc.constant({ givenName: cognito.ProviderAttribute.other('given_name') }) };
const SOCIAL = { ...MAPPING, clientId: textLike(/^[a-z0-9-]{1,20}$/), clientSecret: secret, scopes: several(textLike(/^[a-z_]{1,10}$/)) };
struct<SignInProviderOptions>('SignInProviderOptions', MAPPING);
const providerName = textLike(/^[A-Za-z]{3,20}$/);

const PROVIDER: Giving<SignInProvider> = fc.oneof(
  given(shape({
    kind: fc.constantFrom('google', 'facebook', 'amazon'),
    options: struct<SocialProviderOptions>('SocialProviderOptions', SOCIAL, 'clientId', 'clientSecret'),
  }), ({ kind, options }) => SignInProvider[kind as 'google'](options)),
  given(struct<AppleProviderOptions>('AppleProviderOptions', {
    ...MAPPING, servicesId: name, teamId: textLike(/^[A-Z0-9]{10}$/), keyId: textLike(/^[A-Z0-9]{10}$/), privateKey: secret, scopes: SOCIAL.scopes,
  }, 'servicesId', 'teamId', 'keyId', 'privateKey'), (options) => SignInProvider.apple(options)),
  given(struct<OidcProviderOptions>('OidcProviderOptions', {
    ...SOCIAL, issuerUrl: textOf(fc.constant('https://login.example.com')), providerName,
  }, 'clientId', 'clientSecret', 'issuerUrl'), (options) => SignInProvider.oidc(options)),
  given(struct<SamlProviderOptions>('SamlProviderOptions', {
    ...MAPPING,
    metadata: given(textOf(fc.constant('https://idp.example.com/metadata')), (text) => cognito.UserPoolIdentityProviderSamlMetadata.url(text)),
    providerName,
    signsOut: fc.boolean(),
  }, 'metadata'), (options) => SignInProvider.saml(options)),
);

const RESOURCE_SERVER = struct<ResourceServerOptions>('ResourceServerOptions', {
  identifier: textOf(fc.constantFrom('notes', 'https://api.example.com')), scopes: mapOf(textLike(/^[a-z]{1,9}$/), textLike(/^[A-Za-z ]{1,50}$/), 2),
}, 'identifier', 'scopes');
const DOMAIN: Giving<SignInDomain> = fc.oneof(
  given(textLike(/^[a-z0-9]{1,63}$/), (prefix) => SignInDomain.cognitoPrefix(prefix)),
  given(shape({
    domain: textOf(fc.constant('auth.example.com')), certificate: mostly(beside('certificate'), beside('certificateElsewhere')),
  }), ({ domain, certificate }) => SignInDomain.custom(domain, certificate)),
);
const TRIGGER = struct<TriggerOptions>('TriggerOptions', {
  userPoolActions: several(textOf(fc.constant('cognito-idp:AdminGetUser'))),
  lambdaVersion: fc.constantFrom(cognito.LambdaVersion.V1_0, cognito.LambdaVersion.V2_0),
});
const GROUP = struct<UserPoolGroupOptions>('UserPoolGroupOptions', { role: fc.constant(undefined), precedence: numbers(0, 2_147_483_647) });
const operation = mostly(
  fc.constantFrom(UserPoolOperation.POST_CONFIRMATION, UserPoolOperation.PRE_SIGN_UP, UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG),
  fc.constantFrom(UserPoolOperation.CUSTOM_EMAIL_SENDER, UserPoolOperation.CUSTOM_SMS_SENDER),
);

const USER_POOL = struct<CognitoUserPoolProps>('CognitoUserPoolProps', {
  plan,
  threatProtection: mostly(
    fc.constant(cognito.StandardThreatProtectionMode.NO_ENFORCEMENT), fc.constantFrom(...Object.values(cognito.StandardThreatProtectionMode)),
  ),
  mfa: fc.constantFrom(cognito.Mfa.OFF, cognito.Mfa.OPTIONAL, cognito.Mfa.REQUIRED),
  signInAliases: mostly(
    fc.record({ email: fc.boolean(), username: fc.constant(true), preferredUsername: fc.boolean() }),
    fc.record({ email: fc.boolean(), username: fc.boolean(), preferredUsername: fc.boolean(), phone: fc.boolean() }, { requiredKeys: [] }),
  ),
  selfSignUpEnabled: fc.boolean(),
  standardAttributes: fc.record({
    givenName: fc.record({ required: fc.boolean(), mutable: fc.boolean() }),
    email: mostly(fc.constant({ required: true, mutable: true }), fc.record({ required: fc.boolean(), mutable: fc.boolean() })),
  }, { requiredKeys: [] }),
  customAttributes: mapOf<cognito.ICustomAttribute>(textLike(/^[a-z]{1,20}$/), fc.oneof(
    given(fc.boolean(), (mutable) => new cognito.StringAttribute({ mutable })),
    given(fc.integer({ min: 0, max: 9 }), (min) => new cognito.NumberAttribute({ min, max: 9 })),
    given(fc.boolean(), (mutable) => new cognito.BooleanAttribute({ mutable })),
  )),
  email: given(fc.constant('users@example.com'), (fromEmail) => cognito.UserPoolEmail.withSES({ fromEmail, sesRegion: 'eu-west-1' })),
  passkeyRelyingPartyId: textOf(fc.constant('auth.example.com')),
  alarms: mostly(alarms('AdminSignInThrottles', 'AdminSignUpThrottles'), alarms('RiskySignIns')),
  removalPolicy,
});

const CLIENT = { alarms: CLIENT_ALARMS };
const CLIENT_OPTIONS = struct<UserPoolClientOptions>('UserPoolClientOptions', CLIENT);

function clientIn(around: Beside, kind: ClientKind, id = 'Client'): CognitoUserPoolClient {
  return new CognitoUserPoolClient(around, id, { userPool: around.part('userPool'), kind });
}

const OWN_OBJECTS = struct<OwnObjectsOptions>('OwnObjectsOptions', { folder: textLike(/^[a-z]{1,9}$/), readOnly: fc.boolean() });

export const IDENTITY: Samples = {
  CognitoUserPool: sampled(shape({
    props: USER_POOL,
    servers: several(shape({ id: name, options: RESOURCE_SERVER }), 1),
    clients: several(shape({ id: name, kind: KIND, options: CLIENT_OPTIONS }), 1),
    providers: several(shape({ id: name, provider: PROVIDER }), 1),
    domains: several(shape({ id: name, domain: DOMAIN }), 1),
    triggers: several(shape({ operation, fn: beside('fn', 'importedFn'), options: TRIGGER }), 1),
    groups: several(shape({ name: textLike(/^[a-z]{1,20}$/), options: GROUP }), 1),
  }), (construct, id, { props, servers, clients, providers, domains, triggers, groups }) => {
    const made = new CognitoUserPool(construct, id, props);
    servers.forEach((one) => made.addResourceServer(`Server${one.id}`, one.options));
    const withClients = clients.map((one) => made.addClient(`Client${one.id}`, one.kind, one.options));
    providers.forEach((one) => made.addIdentityProvider(`Provider${one.id}`, one.provider));
    domains.forEach((one) => made.addDomain(`Domain${one.id}`, one.domain));
    triggers.forEach((one) => made.addTrigger(one.operation, one.fn, one.options));
    const identities = withClients.length > 0 ? made.addIdentityPool('Identities', { clients: withClients }) : undefined;
    groups.forEach((one) => made.addGroup(one.name, { ...one.options, role: identities?.addRole('Group') }));
  }),

  CognitoUserPoolClient: sampled(struct<CognitoUserPoolClientProps>('CognitoUserPoolClientProps', {
    ...CLIENT, userPool: beside('userPool'), kind: KIND, plan,
  }, 'userPool', 'kind'), (construct, id, props) => new CognitoUserPoolClient(construct, id, props)),

  CognitoIdentityPool: sampled(shape({
    props: struct<CognitoIdentityPoolProps>('CognitoIdentityPoolProps', {
      clients: given(mostly(fc.constant(['web']), fc.constantFrom([], ['program'], ['web', 'program'])), (kinds, around) => kinds.map((kind) => clientIn(
        around,
        kind === 'web' ? ClientKind.web({ callbackUrls: ['https://example.com'] }) : ClientKind.machineToMachine({ scopes: [OAuthScope.custom('notes/read')] }),
        kind,
      ))),
      guestAccess: fc.boolean(),
      removalPolicy,
    }, 'clients'),
    roles: several(name, 1),
    objects: several(OWN_OBJECTS, 1),
    items: fc.boolean(),
  }), (construct, id, { props, roles, objects, items }, around) => {
    const made = new CognitoIdentityPool(construct, id, props);
    roles.forEach((role) => made.addRole(role));
    objects.forEach((options) => made.grantOwnObjects(made.authenticatedRole, around.part('bucket'), options));
    if (items) made.grantOwnItems(made.authenticatedRole, around.part('table'));
  }),
};
