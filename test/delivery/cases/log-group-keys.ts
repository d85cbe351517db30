import { att, DeliveryCase, key, resource } from './delivery-case';

export const LOG_GROUP_KEYS: DeliveryCase = {
  resources: {
    Key: key({
      Effect: 'Allow',
      Principal: { Service: { 'Fn::Sub': 'logs.${AWS::Region}.amazonaws.com' } },
      Action: ['kms:Encrypt*', 'kms:Decrypt*', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
      Resource: '*',
      Condition: {
        ArnEquals: {
          'kms:EncryptionContext:aws:logs:arn': { 'Fn::Sub': 'arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:shop' },
        },
      },
    }),
    Group: resource('AWS::Logs::LogGroup', { LogGroupName: 'shop', KmsKeyId: att('Key') }),
  },
  broken: {
    'KEEL-LOGS-KEY-01': { at: 'Key', by: ({ Group }) => { Group.Properties!.LogGroupName = 'store'; } },
  },
};
