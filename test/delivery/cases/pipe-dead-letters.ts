import { allow, att, DeliveryCase, key, resource, revoke, role } from './delivery-case';

export const PIPE_DEAD_LETTERS: DeliveryCase = {
  resources: {
    Stream: resource('AWS::Kinesis::Stream'),
    Target: resource('AWS::SQS::Queue'),
    Key: key(),
    DeadLetterQueue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Role: role('pipes.amazonaws.com',
      allow(['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'], att('Stream')),
      allow('sqs:SendMessage', att('Target')),
      allow('sqs:SendMessage', att('DeadLetterQueue')),
      allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Pipe: resource('AWS::Pipes::Pipe', {
      RoleArn: att('Role'),
      Source: att('Stream'),
      SourceParameters: { KinesisStreamParameters: { StartingPosition: 'LATEST', DeadLetterConfig: { Arn: att('DeadLetterQueue') } } },
      Target: att('Target'),
    }),
  },
  broken: {
    'KEEL-PIPE-DLQ-01': { at: 'Role', by: ({ Role }) => { Role.Properties!.Policies[0].PolicyDocument.Statement.splice(2, 1); } },
    'KEEL-PIPE-DLQ-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
  },
};
