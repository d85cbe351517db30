import { DescribeClusterCommand, DescribeSecurityConfigurationCommand, DescribeStepCommand } from '@aws-sdk/client-emr';
import { Kind } from './kind';

export const EMR_KINDS: readonly Kind[] = [
  {
    type: 'AWS::EMR::SecurityConfiguration',
    what: 'security configuration: keys, IMDSv2',
    settings: ['SecurityConfiguration'],
    how: 'DescribeSecurityConfiguration',
    async read({ emr }, Name) {
      const { SecurityConfiguration: text } = await emr.send(new DescribeSecurityConfigurationCommand({ Name }));
      return { SecurityConfiguration: text && JSON.parse(text) };
    },
  },
  {
    type: 'AWS::EMR::Cluster',
    what: 'EMR cluster: release, applications, roles, security groups and configuration',
    settings: [
      'Applications', 'Instances.EmrManagedMasterSecurityGroup', 'Instances.EmrManagedSlaveSecurityGroup',
      'Instances.ServiceAccessSecurityGroup', 'Instances.KeepJobFlowAliveWhenNoSteps',
      'Instances.TerminationProtected', 'JobFlowRole', 'LogUri', 'Name', 'ReleaseLabel', 'SecurityConfiguration', 'ServiceRole',
      'StepConcurrencyLevel', 'Tags', 'VisibleToAllUsers',
    ],
    how: 'DescribeCluster',
    async read({ emr }, ClusterId) {
      const { Cluster: cluster } = await emr.send(new DescribeClusterCommand({ ClusterId }));
      return {
        ...cluster,
        JobFlowRole: cluster?.Ec2InstanceAttributes?.IamInstanceProfile,
        Instances: {
          ...cluster?.Ec2InstanceAttributes,
          KeepJobFlowAliveWhenNoSteps: cluster && !cluster.AutoTerminate,
          TerminationProtected: cluster?.TerminationProtected,
        },
      };
    },
  },
  {
    type: 'AWS::EMR::Step',
    what: 'step: what runs with which arguments',
    settings: ['ActionOnFailure', 'HadoopJarStep', 'JobFlowId', 'Name'],
    how: 'DescribeStep',
    async read({ emr }, StepId, { JobFlowId }) {
      const { Step: step } = await emr.send(new DescribeStepCommand({ ClusterId: JobFlowId, StepId }));
      return step && { ...step, JobFlowId, HadoopJarStep: step.Config };
    },
  },
];
