import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Keep } from './keep';
import type { MadeNetwork } from './service-network';
import { logRefused } from '../network/refused-connections';

/** What the VPC is to have. */
interface OwnVpc {
  readonly cidr: string;
  readonly maxAzs: number;
  readonly publicSubnets: boolean;
  readonly natGateways: number;
}

const { PUBLIC, PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = ec2.SubnetType;

/** Makes the VPC, with a free way to S3, where ECR keeps the layers of images, and a log of the connections that it refuses. */
export function ownVpc(scope: Construct, keep: Keep, { cidr, maxAzs, publicSubnets, natGateways }: OwnVpc): MadeNetwork {
  const tasks = natGateways > 0 ? PRIVATE_WITH_EGRESS : PRIVATE_ISOLATED;
  const vpc = new ec2.Vpc(scope, 'Vpc', {
    ipAddresses: ec2.IpAddresses.cidr(cidr),
    maxAzs,
    natGateways,
    subnetConfiguration: [
      ...(publicSubnets ? [{ name: 'Public', subnetType: PUBLIC, mapPublicIpOnLaunch: false }] : []),
      { name: 'Private', subnetType: tasks },
    ],
    enableDnsHostnames: true,
    enableDnsSupport: true,
    // That would need a custom resource. Nothing here uses the default security group.
    restrictDefaultSecurityGroup: false,
  });
  vpc.addGatewayEndpoint('S3Endpoint', { service: ec2.GatewayVpcEndpointAwsService.S3, subnets: [{ subnetType: tasks }] });
  logRefused(scope, vpc, keep.encryptionKey, keep.removalPolicy);
  return { vpc, subnets: { subnetType: tasks } };
}
