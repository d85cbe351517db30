import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { emrPrincipal, mayEncryptVolumes, mayPassToInstances, mayUseClusterKey } from '../policies/emr-statements';
import { pathOf } from '../validation/path-of';

/** Who acts for a cluster. */
export interface EmrRoles {
  /** EMR itself. */
  readonly service: iam.Role;
  /** The nodes, and what runs on them. */
  readonly instance: iam.Role;
  readonly instanceProfile: iam.CfnInstanceProfile;
}

/**
 * Makes them.
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-iam-role-for-ec2.html#emr-ec2-role-least-privilege
 */
export function emrRoles(scope: Construct, key: kms.IKey): EmrRoles {
  const instance = new iam.Role(scope, 'InstanceRole', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'), description: `Nodes of ${pathOf(scope)}`,
  });
  instance.addToPolicy(mayUseClusterKey(key));
  // EMR finds the role by the name of the profile.
  const instanceProfile = new iam.CfnInstanceProfile(scope, 'InstanceProfile', { roles: [instance.roleName], instanceProfileName: instance.roleName });
  const service = new iam.Role(scope, 'ServiceRole', {
    assumedBy: emrPrincipal(scope),
    description: `EMR for ${pathOf(scope)}`,
    managedPolicies: [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AmazonEMRServicePolicy_v2')],
  });
  [mayPassToInstances(instance), ...mayEncryptVolumes(key)].forEach((statement) => service.addToPolicy(statement));
  return { service, instance, instanceProfile };
}
