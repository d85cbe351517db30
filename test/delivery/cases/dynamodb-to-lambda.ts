import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const DYNAMODB_TO_LAMBDA: DeliveryCase = {
  resources: {
    Key: key(),
    Table: resource('AWS::DynamoDB::Table', {
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' }, SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: att('Key') },
    }),
    Role: role('lambda.amazonaws.com',
      allow(['dynamodb:DescribeStream', 'dynamodb:GetShardIterator', 'dynamodb:GetRecords'], att('Table', 'StreamArn')), allow('kms:Decrypt', att('Key'))),
    Function: lambda('Role'),
    EventSource: resource('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: att('Table', 'StreamArn'), FunctionName: ref('Function'), StartingPosition: 'LATEST',
    }),
  },
  broken: {
    'KEEL-DYNAMODB-LAMBDA-01': { at: 'Role', by: ({ Role }) => { Role.Properties!.Policies[0].PolicyDocument.Statement[0].Resource = att('Table'); } },
    'KEEL-DYNAMODB-LAMBDA-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-DYNAMODB-LAMBDA-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-DYNAMODB-LAMBDA-04': { at: 'Table', by: ({ Table }) => { delete Table.Properties!.StreamSpecification; } },
    'KEEL-DYNAMODB-LAMBDA-05': { at: 'EventSource', by: ({ EventSource }) => { delete EventSource.Properties!.StartingPosition; } },
  },
};
