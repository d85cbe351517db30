import { DeliveryCase, resource } from './delivery-case';

export const COGNITO_PLAN: DeliveryCase = {
  resources: {
    UserPool: resource('AWS::Cognito::UserPool', { UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } }),
  },
  broken: {
    'KEEL-COGNITO-PLAN-01': { at: 'UserPool', by: ({ UserPool }) => { UserPool.Properties!.UserPoolTier = 'ESSENTIALS'; } },
  },
};
