import { att, DeliveryCase, key, lambda, permission, resource, role } from './delivery-case';

export const COGNITO_TRIGGERS: DeliveryCase = {
  resources: {
    Role: role('lambda.amazonaws.com'),
    Key: key(),
    Check: lambda('Role'),
    Send: lambda('Role'),
    UserPool: resource('AWS::Cognito::UserPool', {
      LambdaConfig: { PreSignUp: att('Check'), CustomEmailSender: { LambdaArn: att('Send'), LambdaVersion: 'V1_0' }, KMSKeyID: att('Key') },
    }),
    CheckPermission: permission(att('Check'), 'cognito-idp.amazonaws.com', att('UserPool')),
    SendPermission: permission(att('Send'), 'cognito-idp.amazonaws.com', att('UserPool')),
  },
  broken: {
    'KEEL-COGNITO-LAMBDA-01': { at: 'Send', by: (resources) => { delete resources.SendPermission; } },
    'KEEL-COGNITO-LAMBDA-02': { at: 'Key', by: ({ Key }) => { Key.Properties!.Enabled = false; } },
  },
};
