import { att, DeliveryCase, ref, resource } from './delivery-case';
import { poolRole } from './identity-pool-roles';

export const USER_POOL_GROUPS: DeliveryCase = {
  resources: {
    Users: resource('AWS::Cognito::UserPool'),
    Client: resource('AWS::Cognito::UserPoolClient', { UserPoolId: ref('Users') }),
    Pool: resource('AWS::Cognito::IdentityPool', {
      AllowUnauthenticatedIdentities: false,
      CognitoIdentityProviders: [{ ProviderName: att('Users', 'ProviderName'), ClientId: ref('Client') }],
    }),
    Editors: poolRole('authenticated'),
    Group: resource('AWS::Cognito::UserPoolGroup', { GroupName: 'editors', UserPoolId: ref('Users'), RoleArn: att('Editors') }),
  },
  broken: {
    'KEEL-COGNITO-ROLE-03': {
      at: 'Editors', by: ({ Editors }) => { Editors.Properties!.AssumeRolePolicyDocument.Statement[0].Action = 'sts:AssumeRole'; },
    },
  },
};
