import { DeliveryCase, ref, resource, role } from './delivery-case';

const serviceRole = role('elasticmapreduce.amazonaws.com');

export const EMR_TAG: DeliveryCase = {
  resources: {
    ServiceRole: {
      ...serviceRole,
      Properties: {
        ...serviceRole.Properties,
        ManagedPolicyArns: [{ 'Fn::Sub': 'arn:${AWS::Partition}:iam::aws:policy/service-role/AmazonEMRServicePolicy_v2' }],
      },
    },
    InstanceRole: role('ec2.amazonaws.com'),
    Profile: resource('AWS::IAM::InstanceProfile', { Roles: [ref('InstanceRole')] }),
    Cluster: resource('AWS::EMR::Cluster', {
      JobFlowRole: ref('Profile'), ServiceRole: ref('ServiceRole'), Tags: [{ Key: 'for-use-with-amazon-emr-managed-policies', Value: 'true' }],
    }),
  },
  broken: {
    'KEEL-EMR-05': { at: 'Cluster', by: ({ Cluster }) => { delete Cluster.Properties!.Tags; } },
  },
};
