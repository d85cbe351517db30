import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Rule } from '../validation/check-props';

/** What a selection of subnets must fulfil: the VPC has such subnets. */
export function subnetRules(prop: string, vpc: ec2.IVpc | undefined, selection: ec2.SubnetSelection | undefined): Rule[] {
  const missing = vpc && selection && reasonOf(() => vpc.selectSubnets(selection));
  return [{ prop, value: missing, holds: () => false, must: 'must be subnets that the VPC has' }];
}

function reasonOf(select: () => ec2.SelectedSubnets): string | undefined {
  try {
    return select().subnetIds.length > 0 ? undefined : 'none';
  } catch (error) {
    return (error as Error).message;
  }
}
