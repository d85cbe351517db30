import { att, DeliveryCase, lambda, permission, ref, resource, role } from './delivery-case';

export const S3_TO_LAMBDA: DeliveryCase = {
  resources: {
    Role: role('lambda.amazonaws.com'),
    Function: lambda('Role'),
    Permission: permission(ref('Function'), 's3.amazonaws.com', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::orders' }),
    Bucket: resource('AWS::S3::Bucket', {
      BucketName: 'orders',
      NotificationConfiguration: { LambdaConfigurations: [{ Event: 's3:ObjectCreated:*', Function: att('Function') }] },
    }),
  },
  broken: {
    'KEEL-S3-LAMBDA-01': {
      at: 'Function', by: ({ Permission }) => { Permission.Properties!.SourceArn = { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::returns' }; },
    },
  },
};
