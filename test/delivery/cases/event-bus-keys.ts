import { att, DeliveryCase, key, resource, ResourceJson } from './delivery-case';

const BUS = { 'Fn::Sub': 'arn:${AWS::Partition}:events:${AWS::Region}:${AWS::AccountId}:event-bus/orders' };

const revokeFromEvents = ({ Properties }: ResourceJson, action: string) => {
  const { KeyPolicy } = Properties!;
  KeyPolicy.Statement = KeyPolicy.Statement.filter(({ Action }: { Action: string | string[] }) => ![Action].flat().includes(action));
};

export const EVENT_BUS_KEYS: DeliveryCase = {
  resources: {
    Key: key(
      { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'kms:DescribeKey', Resource: '*' },
      {
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
        Resource: '*',
        Condition: { StringEquals: { 'kms:EncryptionContext:aws:events:event-bus:arn': BUS, 'aws:SourceArn': BUS } },
      },
    ),
    Bus: resource('AWS::Events::EventBus', { Name: 'orders', KmsKeyIdentifier: att('Key') }),
  },
  broken: {
    'KEEL-EVENTS-KEY-01': { at: 'Key', by: ({ Key }) => revokeFromEvents(Key, 'kms:Decrypt') },
    'KEEL-EVENTS-KEY-02': { at: 'Key', by: ({ Key }) => revokeFromEvents(Key, 'kms:DescribeKey') },
  },
};
