import { allow, att, DeliveryCase, key, resource, revoke, role } from './delivery-case';

export const PIPE_SOURCES: DeliveryCase = {
  resources: {
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Table: resource('AWS::DynamoDB::Table', { StreamSpecification: { StreamViewType: 'NEW_IMAGE' } }),
    Target: resource('AWS::SQS::Queue'),
    Role: role('pipes.amazonaws.com',
      allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], att('Queue')),
      allow(['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'], att('Table', 'StreamArn')),
      allow('kms:Decrypt', att('Key')),
      allow('sqs:SendMessage', att('Target'))),
    Pipe: resource('AWS::Pipes::Pipe', { RoleArn: att('Role'), Source: att('Queue'), Target: att('Target') }),
    TablePipe: resource('AWS::Pipes::Pipe', {
      RoleArn: att('Role'),
      Source: att('Table', 'StreamArn'),
      SourceParameters: { DynamoDBStreamParameters: { StartingPosition: 'LATEST' } },
      Target: att('Target'),
    }),
  },
  broken: {
    'KEEL-PIPE-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'dynamodb:GetRecords') },
    'KEEL-PIPE-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-PIPE-10': { at: 'Table', by: ({ Table }) => { delete Table.Properties!.StreamSpecification; } },
    'KEEL-PIPE-11': { at: 'TablePipe', by: ({ TablePipe }) => { delete TablePipe.Properties!.SourceParameters; } },
  },
};
