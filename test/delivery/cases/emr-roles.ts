import { allow, DeliveryCase, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const EMR_ROLES: DeliveryCase = {
  resources: {
    ServiceRole: role('elasticmapreduce.amazonaws.com', allow('ec2:RunInstances', { 'Fn::Sub': 'arn:${AWS::Partition}:ec2:*:${AWS::AccountId}:*' })),
    InstanceRole: role('ec2.amazonaws.com'),
    Profile: resource('AWS::IAM::InstanceProfile', { Roles: [ref('InstanceRole')] }),
    Cluster: resource('AWS::EMR::Cluster', { JobFlowRole: ref('Profile'), ServiceRole: ref('ServiceRole') }),
  },
  broken: {
    'KEEL-EMR-01': { at: 'ServiceRole', by: ({ ServiceRole }) => trustAnother(ServiceRole) },
    'KEEL-EMR-02': {
      at: 'InstanceRole',
      by: ({ InstanceRole }) => { InstanceRole.Properties!.AssumeRolePolicyDocument.Statement[0].Principal.Service = 'ecs.amazonaws.com'; },
    },
    'KEEL-EMR-07': { at: 'Cluster', by: ({ Profile }) => { Profile.Properties!.Roles = []; } },
    'KEEL-EMR-06': { at: 'ServiceRole', by: ({ ServiceRole }) => revoke(ServiceRole, 'ec2:RunInstances') },
  },
};
