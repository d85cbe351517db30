import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

/** A VPC of two zones with flow logs, of plain L2s. */
export function vpc(scope: Construct, encryptionKey: kms.IKey, natGateways: number): ec2.Vpc {
  const made = new ec2.Vpc(scope, 'Vpc', {
    maxAzs: 2, natGateways, restrictDefaultSecurityGroup: false, gatewayEndpoints: { S3: { service: ec2.GatewayVpcEndpointAwsService.S3 } },
  });
  const logGroup = new logs.LogGroup(scope, 'FlowLogGroup', { encryptionKey, retention: logs.RetentionDays.ONE_MONTH });
  made.addFlowLog('FlowLog', { destination: ec2.FlowLogDestination.toCloudWatchLogs(logGroup), trafficType: ec2.FlowLogTrafficType.REJECT });
  return made;
}
