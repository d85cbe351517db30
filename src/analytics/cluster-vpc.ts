import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';
import { flowLogsOf, mayWriteFlowLogs } from '../policies/vpc-statements';

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
  logRefused(scope, vpc, encryptionKey, removalPolicy);
  return vpc;
}

/** @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html */
function logRefused(scope: Construct, vpc: ec2.Vpc, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): void {
  addStatement(encryptionKey, logsMayUseKey(scope), scope, 'cdk-keel:EmrCluster.keyPolicy');
  const logGroup = new logs.LogGroup(scope, 'FlowLogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey, removalPolicy });
  const role = new iam.Role(scope, 'FlowLogRole', { assumedBy: flowLogsOf(scope), description: `Writes the flow log of ${scope.node.path}` });
  role.addToPolicy(mayWriteFlowLogs(logGroup));
  const flowLog = new ec2.CfnFlowLog(scope, 'FlowLog', {
    resourceId: vpc.vpcId,
    resourceType: 'VPC',
    trafficType: 'REJECT',
    logDestinationType: 'cloud-watch-logs',
    logGroupName: logGroup.logGroupName,
    deliverLogsPermissionArn: role.roleArn,
  });
  flowLog.node.addDependency(role);
}
