import { att, DeliveryCase, key, resource } from './delivery-case';

export const DISABLED_KEYS: DeliveryCase = {
  resources: {
    Key: { ...key(), Properties: { ...key().Properties, Enabled: true } },
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: att('Key', 'KeyId') }),
  },
  broken: {
    'KEEL-KEY-01': { at: 'Key', by: ({ Key }) => { Key.Properties!.Enabled = false; } },
  },
};
