import { DeliveryCase, ref, resource } from './delivery-case';

export const S3_TO_EVENTBRIDGE: DeliveryCase = {
  resources: {
    Bucket: resource('AWS::S3::Bucket', { NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } } }),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { 'source': ['aws.s3'], 'detail-type': ['Object Created'], 'detail': { bucket: { name: [ref('Bucket')] } } },
    }),
  },
  broken: {
    'KEEL-S3-EVENTS-01': { at: 'Bucket', by: ({ Bucket }) => { delete Bucket.Properties!.NotificationConfiguration; } },
  },
};
