import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Keep } from './keep';

/** A cluster, and where it logs what people do in tasks. */
export interface MadeCluster {
  readonly cluster: ecs.Cluster;
  readonly sessionLogGroup?: logs.LogGroup;
}

/**
 * Makes the cluster. Sessions of ECS Exec are encrypted with the key, and logged.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function makeCluster(scope: Construct, vpc: ec2.IVpc, executeCommand: boolean, { encryptionKey, removalPolicy }: Keep): MadeCluster {
  const sessionLogGroup = executeCommand
    ? new logs.LogGroup(scope, 'SessionLogGroup', { retention: logs.RetentionDays.ONE_YEAR, encryptionKey, removalPolicy })
    : undefined;
  const cluster = new ecs.Cluster(scope, 'Cluster', {
    vpc,
    containerInsightsV2: ecs.ContainerInsights.ENHANCED,
    executeCommandConfiguration: sessionLogGroup && {
      kmsKey: encryptionKey,
      logging: ecs.ExecuteCommandLogging.OVERRIDE,
      logConfiguration: { cloudWatchLogGroup: sessionLogGroup, cloudWatchEncryptionEnabled: true },
    },
  });
  return { cluster, sessionLogGroup };
}
