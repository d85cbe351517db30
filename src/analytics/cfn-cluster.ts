import { Duration, IResolvable, Lazy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as emr from 'aws-cdk-lib/aws-emr';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { EmrConfiguration, merged } from './emr-configuration';
import { EmrNodes } from './emr-nodes';
import { EmrRelease } from './emr-release';
import { EmrRoles } from './emr-roles';
import { EmrSecurityGroups } from './emr-security-groups';
import { EMR_TAG } from './emr-tag';
import { pathOf } from '../validation/path-of';

/** What a cluster is made of. */
interface ClusterParts {
  readonly applications: string[];
  readonly release: EmrRelease;
  readonly nodes: EmrNodes;
  readonly subnets: ec2.SelectedSubnets;
  readonly securityGroups: EmrSecurityGroups;
  readonly roles: EmrRoles;
  readonly securityConfiguration: emr.CfnSecurityConfiguration;
  readonly logUri: string;
  readonly encryptionKey: kms.IKey;
  readonly idleFor?: Duration;
  readonly stepConcurrency: number;
  readonly bootstrapActions: IResolvable;
  readonly configurations: () => EmrConfiguration[];
}

/** Makes the cluster after all that it needs while it starts, so that CloudFormation also removes it before them. */
export function cfnCluster(scope: Construct, parts: ClusterParts): emr.CfnCluster {
  const { nodes, subnets, securityGroups, roles } = parts;
  const cluster = new emr.CfnCluster(scope, 'Cluster', {
    name: pathOf(scope),
    releaseLabel: parts.release.label,
    applications: parts.applications.map((name) => ({ name })),
    instances: {
      ...nodes._instances(subnets.subnetIds),
      emrManagedMasterSecurityGroup: securityGroups.primary.securityGroupId,
      emrManagedSlaveSecurityGroup: securityGroups.core.securityGroupId,
      serviceAccessSecurityGroup: securityGroups.serviceAccess.securityGroupId,
      keepJobFlowAliveWhenNoSteps: true,
      terminationProtected: false,
      unhealthyNodeReplacement: true,
    },
    managedScalingPolicy: nodes._scalingPolicy(),
    autoTerminationPolicy: parts.idleFor && { idleTimeout: parts.idleFor.toSeconds() },
    stepConcurrencyLevel: parts.stepConcurrency,
    scaleDownBehavior: 'TERMINATE_AT_TASK_COMPLETION',
    visibleToAllUsers: true,
    jobFlowRole: roles.instanceProfile.ref,
    serviceRole: roles.service.roleName,
    securityConfiguration: parts.securityConfiguration.ref,
    logUri: parts.logUri,
    logEncryptionKmsKeyId: parts.encryptionKey.keyArn,
    bootstrapActions: parts.bootstrapActions,
    configurations: Lazy.any({ produce: () => merged(parts.configurations()) }, { omitEmptyArray: true }),
    tags: [EMR_TAG],
  });
  cluster.node.addDependency(
    roles.service, roles.instance, securityGroups.primary, securityGroups.core, securityGroups.serviceAccess, subnets.internetConnectivityEstablished,
  );
  return cluster;
}
