import { allow, att, DeliveryCase, key, ref, resource, revoke, role } from './delivery-case';

export const EMR_LOGS: DeliveryCase = {
  resources: {
    Key: key(),
    Bucket: resource('AWS::S3::Bucket'),
    ServiceRole: role(
      'elasticmapreduce.amazonaws.com',
      allow('ec2:RunInstances', { 'Fn::Sub': 'arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:*' }),
      allow('kms:DescribeKey', att('Key')),
    ),
    InstanceRole: role('ec2.amazonaws.com', allow('s3:PutObject', { 'Fn::Sub': '${Bucket.Arn}/logs/*' }), allow('kms:GenerateDataKey', att('Key'))),
    Profile: resource('AWS::IAM::InstanceProfile', { Roles: [ref('InstanceRole')] }),
    Cluster: resource('AWS::EMR::Cluster', {
      JobFlowRole: ref('Profile'), ServiceRole: ref('ServiceRole'), LogUri: { 'Fn::Sub': 's3://${Bucket}/logs/' }, LogEncryptionKmsKeyId: att('Key'),
    }),
  },
  broken: {
    'KEEL-EMR-03': { at: 'InstanceRole', by: ({ InstanceRole }) => revoke(InstanceRole, 's3:PutObject') },
    'KEEL-EMR-04': { at: 'InstanceRole', by: ({ InstanceRole }) => revoke(InstanceRole, 'kms:GenerateDataKey') },
  },
};
