import { App, CfnElement, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct, IConstruct } from 'constructs';
import { EmrApplication, EmrCluster, EmrClusterProps, EmrNetwork } from '../../src';

/** A VPC that the app knows by its ids. */
export function importedVpc(scope: Construct, id = 'Theirs'): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, id, {
    vpcId: 'vpc-11111111',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    privateSubnetIds: ['subnet-11111111', 'subnet-22222222'],
    privateSubnetRouteTableIds: ['rtb-11111111', 'rtb-22222222'],
  });
}

/** A cluster for Spark in a VPC that exists, in a stack of its own. */
export function sparkCluster(props: Partial<EmrClusterProps> = {}): { stack: Stack; spark: EmrCluster } {
  const stack = new Stack(new App(), 'Shop');
  const network = EmrNetwork.existingVpc(importedVpc(stack));
  return { stack, spark: new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK], network, ...props }) };
}

/** The properties of a resource as the template shows them. */
export function propertiesOf(construct: IConstruct): any {
  const stack = Stack.of(construct);
  const element = (construct.node.defaultChild ?? construct) as CfnElement;
  return Template.fromStack(stack).toJSON().Resources[stack.resolve(element.logicalId)].Properties;
}

/** What the policy of a role allows. */
export function statementsOf(role: IConstruct): any[] {
  return propertiesOf(role.node.findChild('DefaultPolicy')).PolicyDocument.Statement;
}
