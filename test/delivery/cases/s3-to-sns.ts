import { allowKey, allowService, att, closeKey, DeliveryCase, key, policy, ref, resource } from './delivery-case';

export const S3_TO_SNS: DeliveryCase = {
  resources: {
    Key: key(allowKey('s3.amazonaws.com')),
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: att('Key') }),
    TopicPolicy: resource('AWS::SNS::TopicPolicy', {
      Topics: [ref('Topic')], PolicyDocument: policy(allowService('s3.amazonaws.com', 'sns:Publish', ref('Topic'))),
    }),
    Bucket: resource('AWS::S3::Bucket', { NotificationConfiguration: { TopicConfigurations: [{ Event: 's3:ObjectCreated:*', Topic: ref('Topic') }] } }),
  },
  broken: {
    'KEEL-S3-SNS-01': { at: 'Topic', by: (resources) => { delete resources.TopicPolicy; } },
    'KEEL-S3-SNS-02': { at: 'Key', by: ({ Key }) => closeKey(Key, 's3.amazonaws.com') },
  },
};
