import { allow, att, DeliveryCase, key, lambda, ref, resource, revoke, role } from './delivery-case';

export const LAMBDA_DEAD_LETTERS: DeliveryCase = {
  resources: {
    Key: key(),
    Topic: resource('AWS::SNS::Topic', { KmsMasterKeyId: att('Key') }),
    Role: role('lambda.amazonaws.com', allow('sns:Publish', ref('Topic')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Function: lambda('Role', { DeadLetterConfig: { TargetArn: ref('Topic') } }),
  },
  broken: {
    'KEEL-LAMBDA-DLQ-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sns:Publish') },
    'KEEL-LAMBDA-DLQ-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-LAMBDA-DLQ-03': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
  },
};
