import { att, DeliveryCase, policy, ref, ResourceJson, resource } from './delivery-case';

/** A role for identities of the pool. */
export const poolRole = (authentication: string) => resource('AWS::IAM::Role', {
  AssumeRolePolicyDocument: policy({
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      'StringEquals': { 'cognito-identity.amazonaws.com:aud': ref('Pool') },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': authentication },
    },
  }),
});

const conditionOf = ({ Properties }: ResourceJson) => Properties!.AssumeRolePolicyDocument.Statement[0].Condition;

export const IDENTITY_POOL_ROLES: DeliveryCase = {
  resources: {
    Pool: resource('AWS::Cognito::IdentityPool', { AllowUnauthenticatedIdentities: true }),
    Members: poolRole('authenticated'),
    Guests: poolRole('unauthenticated'),
    Attachment: resource('AWS::Cognito::IdentityPoolRoleAttachment', {
      IdentityPoolId: ref('Pool'), Roles: { authenticated: att('Members'), unauthenticated: att('Guests') },
    }),
  },
  broken: {
    'KEEL-COGNITO-ROLE-01': {
      at: 'Guests', by: ({ Guests }) => { conditionOf(Guests)['ForAnyValue:StringLike']['cognito-identity.amazonaws.com:amr'] = 'authenticated'; },
    },
    'KEEL-COGNITO-ROLE-02': { at: 'Members', by: ({ Members }) => { delete conditionOf(Members).StringEquals; } },
  },
};
