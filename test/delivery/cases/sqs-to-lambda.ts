import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const SQS_TO_LAMBDA: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key'), VisibilityTimeout: 180 }),
    Role: role('lambda.amazonaws.com',
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], att('Queue')), allow('kms:Decrypt', att('Key'))),
    Function: lambda('Role', { Timeout: 30 }),
    EventSource: resource('AWS::Lambda::EventSourceMapping', { EventSourceArn: att('Queue'), FunctionName: ref('Function') }),
  },
  broken: {
    'KEEL-SQS-LAMBDA-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sqs:DeleteMessage') },
    'KEEL-SQS-LAMBDA-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-SQS-LAMBDA-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-SQS-LAMBDA-04': { at: 'Queue', by: ({ Queue }) => { Queue.Properties!.VisibilityTimeout = 20; }, others: ['KEEL-SQS-LAMBDA-05'] },
    'KEEL-SQS-LAMBDA-05': { at: 'Queue', by: ({ EventSource }) => { EventSource.Properties!.MaximumBatchingWindowInSeconds = 1; } },
  },
};
