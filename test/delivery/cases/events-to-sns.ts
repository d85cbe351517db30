import { allowRules, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const EVENTS_TO_SNS: DeliveryCase = {
  resources: {
    Key: key(allowRules(['kms:GenerateDataKey', 'kms:Decrypt'], '*')),
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: att('Key') }),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', { Topics: [ref('Topic')], PolicyDocument: policy(allowRules('sns:Publish', ref('Topic'))) }),
    Rule: resource('AWS::Events::Rule', { EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Topic', Arn: ref('Topic') }] }),
  },
  broken: {
    'KEEL-EVENTS-SNS-01': { at: 'Topic', by: (resources) => { delete resources.TopicPolicy; } },
    'KEEL-EVENTS-SNS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 'events.amazonaws.com') },
  },
};
