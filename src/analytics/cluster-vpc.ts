import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { logRefused } from '../network/refused-connections';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';

const { PUBLIC, PRIVATE_WITH_EGRESS } = ec2.SubnetType;

/** A VPC for nodes that reach the internet through a NAT gateway, and S3 without it, with a log of the connections that it refuses. */
export function clusterVpc(scope: Construct, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): ec2.Vpc {
  const vpc = new ec2.Vpc(scope, 'Vpc', {
    ipAddresses: ec2.IpAddresses.cidr('10.0.0.0/16'),
    maxAzs: 2,
    // A cluster is in one zone, and starts anew in the other.
    natGateways: 1,
    subnetConfiguration: [
      { name: 'Public', subnetType: PUBLIC, mapPublicIpOnLaunch: false, cidrMask: 24 },
      { name: 'Private', subnetType: PRIVATE_WITH_EGRESS, cidrMask: 18 },
    ],
    enableDnsHostnames: true,
    enableDnsSupport: true,
    // That would need a custom resource. Nothing here uses the default security group.
    restrictDefaultSecurityGroup: false,
  });
  vpc.addGatewayEndpoint('S3Endpoint', { service: ec2.GatewayVpcEndpointAwsService.S3, subnets: [{ subnetType: PRIVATE_WITH_EGRESS }] });
  addStatement(encryptionKey, logsMayUseKey(scope), scope, 'cdk-keel:EmrCluster.keyPolicy');
  logRefused(scope, vpc, encryptionKey, removalPolicy);
  return vpc;
}
