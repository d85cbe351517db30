import { Duration, Size, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ContainerSource } from './container-source';
import type { FargateService } from './fargate-service';
import { Keep } from './keep';
import { TaskSize } from './task-size';
import { mayBeEntered, tasksOf } from '../policies/ecs-statements';
import { check, matches } from '../validation/check-props';
import { pathOf } from '../validation/path-of';

/** A task definition with what belongs to it. */
export interface MadeTask {
  readonly taskDefinition: ecs.FargateTaskDefinition;
  readonly container: ecs.ContainerDefinition;
  readonly logGroup: logs.LogGroup;
}

/** What a task is to be. */
export interface TaskSettings extends Keep {
  readonly size: TaskSize;
  readonly port?: number;
  readonly stopTimeout: Duration;
  /** The agent of ECS Exec writes into the root file system, and runs as root. */
  readonly executeCommand: boolean;
  /** Where its sessions are logged, if that is ours. */
  readonly sessionLogGroup?: logs.ILogGroup;
}

/**
 * Makes the task definition with its one container. `/tmp` is in memory, because a volume there would belong to root.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/bind-mounts.html
 * @see https://aws.amazon.com/about-aws/whats-new/2026/01/amazon-ecs-tmpfs-mounts-aws-fargate-managed-instances/
 */
export function makeTask(scope: Construct, { _image: image, _options: options }: ContainerSource, settings: TaskSettings): MadeTask {
  const { size, port, executeCommand, encryptionKey, removalPolicy } = settings;
  const role = (id: string, description: string) => new iam.Role(scope, id, { assumedBy: tasksOf(scope), description: `${description} ${pathOf(scope)}` });
  const logGroup = new logs.LogGroup(scope, 'LogGroup', { retention: logs.RetentionDays.ONE_MONTH, encryptionKey, removalPolicy });
  const taskDefinition = new ecs.FargateTaskDefinition(scope, 'Task', {
    cpu: size._cpu,
    memoryLimitMiB: size._memoryMiB,
    taskRole: role('TaskRole', 'What may be done in tasks of'),
    executionRole: role('ExecutionRole', 'Pulls the image, reads the secrets and writes the log of'),
    runtimePlatform: {
      operatingSystemFamily: ecs.OperatingSystemFamily.LINUX, cpuArchitecture: options.cpuArchitecture ?? ecs.CpuArchitecture.X86_64,
    },
  });
  const linuxParameters = new ecs.LinuxParameters(scope, 'LinuxParameters', { initProcessEnabled: true });
  if (!executeCommand) {
    linuxParameters.dropCapabilities(ecs.Capability.ALL);
  }
  linuxParameters.addTmpfs({
    containerPath: '/tmp',
    size: (options.tmpSize ?? Size.mebibytes(64)).toMebibytes(),
    mountOptions: [ecs.TmpfsMountOption.RW, ecs.TmpfsMountOption.NOSUID, ecs.TmpfsMountOption.NODEV],
  });
  const container = taskDefinition.addContainer('Container', {
    containerName: 'app',
    image,
    essential: true,
    command: options.command,
    environment: options.environment,
    user: options.user ?? '1000:1000',
    readonlyRootFilesystem: !executeCommand,
    linuxParameters,
    healthCheck: options.healthCheck,
    stopTimeout: settings.stopTimeout,
    portMappings: port === undefined ? [] : [{ containerPort: port, protocol: ecs.Protocol.TCP }],
    logging: ecs.LogDriver.awsLogs({
      logGroup, streamPrefix: 'app', mode: ecs.AwsLogDriverMode.NON_BLOCKING, maxBufferSize: Size.mebibytes(25),
    }),
  });
  if (executeCommand) {
    mayBeEntered(settings.sessionLogGroup, encryptionKey).forEach((statement) => taskDefinition.addToTaskRolePolicy(statement));
    acknowledgeAllResources(taskDefinition);
  }
  Validations.of(taskDefinition.executionRole!.node.findChild('DefaultPolicy')).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]', reason: 'The token for ECR is one for all repositories: what may be pulled stands in another statement.',
  });
  Validations.of(taskDefinition).acknowledge({
    id: 'AwsSolutions-ECS2', reason: 'Environment variables of the container are no secrets: those come from Secrets Manager and Parameter Store.',
  });
  return { taskDefinition, container, logGroup };
}

/** What cdk-nag finds where tasks may be entered, or protect themselves. */
export function acknowledgeAllResources({ taskRole }: ecs.FargateTaskDefinition): void {
  Validations.of(taskRole.node.findChild('DefaultPolicy')).acknowledge({
    id: 'AwsSolutions-IAM5[Resource::*]', reason: 'ECS Exec knows no resources, and tasks get their ids when they start: the cluster is a condition.',
  });
}

/** Gives the container an environment variable that ECS reads when a task starts. */
export function addVariable({ node, container }: FargateService, name: string, secret: ecs.Secret): void {
  check(`FargateService.addSecret or addParameter of '${node.path}'`, [matches('name', name, /^[A-Za-z_]\w*$/, 'be the name of an environment variable')]);
  container.addSecret(name, secret);
}
