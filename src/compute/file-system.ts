import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import type { FargateService } from './fargate-service';
import { Keep } from './keep';
import { MadeNetwork } from './service-network';
import { clientsMustUseTls, mayMount } from '../policies/efs-statements';
import { matches, Rule } from '../validation/check-props';
import { inDescription, pathOf } from '../validation/path-of';

/** How a file system is mounted. */
export interface FileSystemOptions {
  /**
   * Whether the container may only read.
   *
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Where, by whom and under which key file systems are mounted. */
export interface Mount extends Keep {
  readonly network: MadeNetwork;
  /** Ids of the process, as `1000:1000`. */
  readonly user: string;
}

/** What a file system must fulfil. */
export function fileSystemRules(scope: IConstruct, id: string, containerPath: string): Rule[] {
  return [
    matches('id', id, /^[\w-]{1,200}$/, 'be 1 to 200 letters, digits, hyphens and underscores, because the volume has it as its name'),
    {
      prop: 'id',
      value: id,
      holds: () => !scope.node.tryFindChild(id) && !scope.node.tryFindChild(`${id}SecurityGroup`),
      must: 'must be free, and it is taken',
    },
    matches('containerPath', containerPath, /^\/(?!tmp(\/|$))[\w./-]+$/, 'be an absolute path that is not in /tmp'),
  ];
}

/**
 * Makes an encrypted file system that is backed up every day, and mounts a directory of it that belongs to the process.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html
 */
export function mountFileSystem(scope: FargateService, id: string, containerPath: string, options: FileSystemOptions, mount: Mount): efs.FileSystem {
  const { service, taskDefinition, container } = scope;
  const { network, encryptionKey, removalPolicy } = mount;
  const readOnly = options.readOnly ?? false;
  const securityGroup = new ec2.SecurityGroup(scope, `${id}SecurityGroup`, {
    vpc: network.vpc, description: `File system ${inDescription(id).slice(0, 40)} of ${pathOf(scope)}`, allowAllOutbound: false,
  });
  const fileSystem = new efs.FileSystem(scope, id, {
    vpc: network.vpc,
    securityGroup,
    // Its logical ids depend on a feature flag: ours stand below.
    vpcSubnets: { subnets: [] },
    encrypted: true,
    kmsKey: encryptionKey,
    enableAutomaticBackups: true,
    performanceMode: efs.PerformanceMode.GENERAL_PURPOSE,
    throughputMode: efs.ThroughputMode.ELASTIC,
    fileSystemPolicy: new iam.PolicyDocument({ statements: [clientsMustUseTls()] }),
    allowAnonymousAccess: true,
    removalPolicy,
  });
  const { subnets } = network.vpc.selectSubnets({ ...network.subnets, onePerAz: true });
  subnets.forEach(({ subnetId }, index) => service.node.addDependency(new efs.CfnMountTarget(scope, `${id}MountTarget${index + 1}`, {
    fileSystemId: fileSystem.fileSystemId, subnetId, securityGroups: [securityGroup.securityGroupId],
  })));
  fileSystem.connections.allowDefaultPortFrom(service, 'Tasks');
  const [uid, gid = uid] = mount.user.split(':');
  const accessPoint = fileSystem.addAccessPoint('AccessPoint', {
    path: '/data', posixUser: { uid, gid }, createAcl: { ownerUid: uid, ownerGid: gid, permissions: '750' },
  });
  taskDefinition.addVolume({
    name: id,
    efsVolumeConfiguration: {
      fileSystemId: fileSystem.fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { accessPointId: accessPoint.accessPointId, iam: 'ENABLED' },
    },
  });
  container.addMountPoints({ sourceVolume: id, containerPath, readOnly });
  taskDefinition.addToTaskRolePolicy(mayMount(fileSystem, accessPoint, readOnly));
  return fileSystem;
}
