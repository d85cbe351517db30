import { Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { EMR_TAG } from './emr-tag';

/** The security groups of a cluster in a private subnet. */
export interface EmrSecurityGroups {
  readonly primary: ec2.SecurityGroup;
  readonly core: ec2.SecurityGroup;
  /** EMR itself, which manages the nodes. */
  readonly serviceAccess: ec2.SecurityGroup;
}

/**
 * Makes them with each rule that EMR would add if it were missing, in the form in which it looks for them: what EMR adds, CloudFormation does not remove, and
 * groups that name one another cannot be deleted.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
 */
export function emrSecurityGroups(scope: Construct, vpc: ec2.IVpc): EmrSecurityGroups {
  const group = (id: string, description: string, allowAllOutbound: boolean) => {
    const made = new ec2.SecurityGroup(scope, id, { vpc, description, allowAllOutbound });
    Tags.of(made).add(EMR_TAG.key, EMR_TAG.value);
    return made;
  };
  const primary = group('PrimarySecurityGroup', 'Primary node', true);
  const core = group('CoreSecurityGroup', 'Core and task nodes', true);
  const serviceAccess = group('ServiceAccessSecurityGroup', 'EMR, which manages the nodes', false);
  for (const nodes of [primary, core]) {
    for (const others of [primary, core]) {
      [ec2.Port.allTcp(), ec2.Port.allUdp(), ec2.Port.allIcmp()].forEach((port) => nodes.addIngressRule(others, port));
    }
    nodes.addIngressRule(serviceAccess, ec2.Port.tcp(8443));
    serviceAccess.addEgressRule(nodes, ec2.Port.tcp(8443));
  }
  serviceAccess.addIngressRule(primary, ec2.Port.tcp(9443));
  return { primary, core, serviceAccess };
}
