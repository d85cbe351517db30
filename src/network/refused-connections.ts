import { RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { flowLogsOf, mayWriteFlowLogs } from '../policies/vpc-statements';
import { pathOf } from '../validation/path-of';

/**
 * A log of the connections that a VPC refuses, kept for a month. CloudWatch Logs must be let in by the policy of the key.
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html
 */
export function logRefused(scope: Construct, vpc: ec2.Vpc, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): void {
  const logGroup = new logs.LogGroup(scope, 'FlowLogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey, removalPolicy });
  const role = new iam.Role(scope, 'FlowLogRole', { assumedBy: flowLogsOf(scope), description: `Writes the flow log of ${pathOf(scope)}` });
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
