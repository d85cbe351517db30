import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { subnetRules } from '../network/subnet-rules';
import { mayPassEndpoint } from '../policies/firehose-statements';
import { check, childIdRules } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

/** How a VPC reaches the stream. */
export interface ProducerEndpointOptions {
  /**
   * The subnets that get a network interface each.
   *
   * @default - a private subnet in each availability zone
   */
  readonly subnets?: ec2.SubnetSelection;

  /**
   * Who may connect.
   *
   * @default - a new group that lets in HTTPS from the whole VPC
   */
  readonly securityGroups?: ec2.ISecurityGroup[];

  /**
   * Give the endpoint the usual name of the service, so that producers need no change. A VPC can have one such endpoint for each service, and then all calls of
   * the VPC to that service go through it, which lets producers write to this stream and nothing else.
   *
   * @default true
   */
  readonly privateDnsEnabled?: boolean;
}

/** Makes an endpoint through which producers of this account can do these actions, and nothing else. */
export function producerEndpoint(
  scope: Construct,
  id: string,
  vpc: ec2.IVpc,
  service: ec2.InterfaceVpcEndpointAwsService,
  allowed: { readonly actions: string[]; readonly resourceArn: string },
  options: ProducerEndpointOptions,
): ec2.InterfaceVpcEndpoint {
  check(`KinesisToFirehoseToS3.addVpcEndpoint('${id}') of '${scope.node.path}'`, [
    ...childIdRules(scope, id),
    ...subnetRules('subnets', vpc, options.subnets ?? { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }),
  ]);
  const endpoint = new ec2.InterfaceVpcEndpoint(scope, id, {
    vpc,
    service,
    subnets: options.subnets,
    securityGroups: options.securityGroups,
    privateDnsEnabled: options.privateDnsEnabled ?? true,
    open: options.securityGroups === undefined,
    lookupSupportedAzs: false,
  });
  if (options.securityGroups === undefined) {
    const group = endpoint.node.findChild('SecurityGroup');
    (group.node.defaultChild as ec2.CfnSecurityGroup).groupDescription = pathOf(group);
  }
  endpoint.addToPolicy(mayPassEndpoint(allowed.actions, allowed.resourceArn));
  return endpoint;
}
