import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { EmrApplication } from './emr-application';
import { EmrCertificates } from './emr-certificates';
import { EmrNetwork } from './emr-network';
import { EmrNodes } from './emr-nodes';
import { EmrRelease } from './emr-release';
import { EmrTermination } from './emr-termination';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { emrClusterAlarmKeys } from '../alarms/emr-cluster-alarms';
import { keyRules } from '../encryption/key-rules';
import { removalRule, Rule, seconds, wholeNumber } from '../validation/check-props';

/** Properties of an EmrCluster. CloudFormation replaces the cluster when applications, release, network, certificates, the key, or more than sizes of nodes change. */
export interface EmrClusterProps {
  /** What is installed, one or more. */
  readonly applications: EmrApplication[];

  /**
   * The versions of all programs.
   *
   * @default - `EmrRelease.EMR_7_14_0`
   */
  readonly release?: EmrRelease;

  /**
   * Where the nodes are.
   *
   * @default - `EmrNetwork.natGateway()`: a VPC of its own
   */
  readonly network?: EmrNetwork;

  /**
   * The nodes, and between which sizes EMR scales them.
   *
   * @default - `EmrNodes.fleets()`: a primary node and two core nodes on demand
   */
  readonly nodes?: EmrNodes;

  /**
   * When the cluster ends by itself.
   *
   * @default - when it has been idle for an hour; never with HBase, Phoenix, Presto or Trino, of which EMR does not see whether they are idle
   */
  readonly termination?: EmrTermination;

  /**
   * How many steps run at a time: 1 to 256.
   *
   * @default 1
   */
  readonly stepConcurrency?: number;

  /**
   * Certificates with which the nodes encrypt what they send one another.
   *
   * @default - none: only what HDFS and Hadoop RPC send is encrypted
   */
  readonly certificates?: EmrCertificates;

  /**
   * The customer-managed key that encrypts disks, logs, events of failures, and objects in buckets that have no key of their own.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key: `Idle`, `UnhealthyNodes`, `LostNodes`, `HdfsUtilization`, `YarnMemory`, `MissingBlocks`, `AppsPending`, `FailureEvent`.
   *
   * @default - all eight; without `Idle` where EMR does not see it, or ends the cluster only after more than 23 hours
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to logs, to events of failures, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Are all of its applications such that EMR sees what they do? */
export function runsOnYarn({ applications }: EmrClusterProps): boolean {
  return applications.every((application) => application.runsOnYarn);
}

/** How long the cluster may be idle; undefined if for ever. */
export function idleTimeout(props: EmrClusterProps): Duration | undefined {
  return props.termination ? props.termination._idleTimeout : runsOnYarn(props) ? Duration.hours(1) : undefined;
}

/** What the props of an EmrCluster must fulfil. */
export function clusterRules(scope: IConstruct, props: EmrClusterProps): Rule[] {
  const { applications, release, network, nodes, termination } = props;
  const names = applications.map(({ name }) => name);
  const besideYarn = applications.filter((application) => !application.runsOnYarn).map(({ name }) => name).join(', ');
  return [
    { prop: 'applications', value: names, holds: () => names.length > 0, must: 'must name at least one: EmrApplication.SPARK for example' },
    { prop: 'applications', value: names, holds: () => new Set(names).size === names.length, must: 'must name each one once' },
    {
      prop: 'applications',
      value: release?._lacks(applications).join(', ') || undefined,
      holds: () => false,
      must: `must be in ${release?.label}, which has Spark and no other engine: take EmrRelease.EMR_7_14_0 for the others`,
    },
    {
      prop: 'termination',
      value: termination?._idleTimeout && besideYarn ? besideYarn : undefined,
      holds: () => false,
      must: 'must be EmrTermination.never() with applications that do not run on YARN, because EMR does not see whether they are idle',
    },
    {
      prop: 'nodes',
      value: nodes?._scalingPolicy() && besideYarn ? besideYarn : undefined,
      holds: () => false,
      must: 'must have no scaling with applications that do not run on YARN, because EMR does not see what they need',
    },
    ...(network?._rules() ?? []),
    { prop: 'stepConcurrency', value: props.stepConcurrency, holds: wholeNumber(1, 256), must: 'must be a whole number from 1 to 256' },
    {
      prop: 'encryptionKey',
      value: props.encryptionKey?.node.path,
      holds: () => !('aliasTargetKey' in props.encryptionKey!),
      must: 'must be the key itself and not an alias, because EMR takes its ARN',
    },
    ...keyRules(scope, props.encryptionKey),
    removalRule(props.removalPolicy),
    ...alarmOverrideRules(props.alarms, emrClusterAlarmKeys({ runsOnYarn: runsOnYarn(props), idleTimeoutSeconds: seconds(idleTimeout(props)) })),
  ];
}
