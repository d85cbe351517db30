import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CALLBACK, clientOutside } from './identity-subjects';
import { Outside } from './outside';
import {
  AlarmOverride, ClientKind, CognitoIdentityPool, CognitoIdentityPoolProps, CognitoUserPool, CognitoUserPoolClient, CognitoUserPoolClientProps,
  CognitoUserPoolProps, MachineClientOptions, OwnObjectsOptions, SamlProviderOptions, SignInClientOptions, SignInProvider,
} from '../../src';

const SOME_CHANGE: AlarmOverride = { threshold: 3 };

/** Everything of `src/identity` that takes a struct with literal defaults. */
export const IDENTITY_TAKERS: { readonly [taker: string]: (stack: Stack, options: object) => void } = {
  'ClientKind.machineToMachine': (stack, options: Partial<MachineClientOptions>) => {
    client(stack, ClientKind.machineToMachine({ scopes: [cognito.OAuthScope.custom('notes/read')], ...options }));
  },
  'ClientKind.mobile': (stack, options: Partial<SignInClientOptions>) => client(stack, ClientKind.mobile({ callbackUrls: [CALLBACK], ...options })),
  'ClientKind.singlePage': (stack, options: Partial<SignInClientOptions>) => client(stack, ClientKind.singlePage({ callbackUrls: [CALLBACK], ...options })),
  'ClientKind.web': (stack, options: Partial<SignInClientOptions>) => client(stack, ClientKind.web({ callbackUrls: [CALLBACK], ...options })),
  'CognitoIdentityPool': (stack, options: Partial<CognitoIdentityPoolProps>) => {
    new CognitoIdentityPool(stack, 'Subject', { clients: [clientOutside(new Outside(stack, 'Outside'))], ...options });
  },
  'CognitoIdentityPool.grantOwnObjects': (stack, options: OwnObjectsOptions) => {
    const outside = new Outside(stack, 'Outside');
    const identities = new CognitoIdentityPool(stack, 'Subject', { clients: [clientOutside(outside)] });
    identities.grantOwnObjects(identities.authenticatedRole, outside.bucket, options);
  },
  'CognitoUserPool': (stack, options: CognitoUserPoolProps) => void new CognitoUserPool(stack, 'Subject', options),
  'CognitoUserPool.addIdentityPool': (stack, options: Partial<CognitoIdentityPoolProps>) => {
    new CognitoUserPool(stack, 'Subject').addIdentityPool('Identities', { clients: [clientOutside(new Outside(stack, 'Outside'))], ...options });
  },
  'CognitoUserPoolClient': (stack, options: Partial<CognitoUserPoolClientProps>) => {
    client(stack, ClientKind.web({ callbackUrls: [CALLBACK] }), options);
  },
  'CognitoUserPoolProps.alarms': (stack, options: AlarmOverride) => {
    new CognitoUserPool(stack, 'Subject', { alarms: { AdminSignInThrottles: { ...SOME_CHANGE, ...options } } });
  },
  'SignInProvider.saml': (stack, options: Partial<SamlProviderOptions>) => {
    const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.example.com/metadata');
    new CognitoUserPool(stack, 'Subject').addIdentityProvider('Saml', SignInProvider.saml({ metadata, ...options }));
  },
  'UserPoolClientOptions.alarms': (stack, options: AlarmOverride) => {
    client(stack, ClientKind.web({ callbackUrls: [CALLBACK] }), { alarms: { SignInThrottles: { ...SOME_CHANGE, ...options } } });
  },
};

function client(stack: Stack, kind: ClientKind, options: Partial<CognitoUserPoolClientProps> = {}): void {
  new CognitoUserPoolClient(stack, 'Subject', { userPool: new Outside(stack, 'Outside').userPool, kind, ...options });
}
