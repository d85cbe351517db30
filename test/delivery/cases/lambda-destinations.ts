import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role } from './delivery-case';

export const LAMBDA_DESTINATIONS: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Bus: resource('AWS::Events::EventBus', { Name: 'orders' }),
    Bucket: resource('AWS::S3::Bucket'),
    Role: role('lambda.amazonaws.com',
      allow('sqs:SendMessage', att('Queue')), allow('events:PutEvents', att('Bus')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key')),
      allow(['s3:PutObject', 's3:ListBucket'], '*')),
    Function: lambda('Role'),
    Configuration: resource('AWS::Lambda::EventInvokeConfig', {
      FunctionName: ref('Function'),
      Qualifier: '$LATEST',
      DestinationConfig: { OnSuccess: { Destination: att('Bus') }, OnFailure: { Destination: att('Queue') } },
    }),
  },
  broken: {
    'KEEL-LAMBDA-DEST-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'events:PutEvents') },
    'KEEL-LAMBDA-DEST-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-LAMBDA-DEST-03': { at: 'Queue', by: ({ Queue }) => { Queue.Properties!.FifoQueue = true; } },
    'KEEL-LAMBDA-DEST-04': {
      at: 'Configuration', by: ({ Configuration }) => { Configuration.Properties!.DestinationConfig.OnSuccess.Destination = att('Bucket'); },
    },
  },
};
