import { Duration, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';

/** How EMR chooses among Spot instances. */
export enum EmrSpotStrategy {
  /** The cheapest of those that are least likely to be interrupted. */
  PRICE_CAPACITY_OPTIMIZED = 'price-capacity-optimized',
  /** Those that are least likely to be interrupted. */
  CAPACITY_OPTIMIZED = 'capacity-optimized',
  /** As above, in the order of the instance types where that makes no difference. */
  CAPACITY_OPTIMIZED_PRIORITIZED = 'capacity-optimized-prioritized',
  /** All instance types alike. */
  DIVERSIFIED = 'diversified',
}

/**
 * Between which sizes EMR scales core and task nodes: in units of fleets, or in instances of groups.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-managed-scaling.html
 */
export interface EmrScaling {
  /** Core and task nodes at the least: 1 to `maximum`. */
  readonly minimum: number;

  /** Core and task nodes at the most: 1 to 4,000. */
  readonly maximum: number;

  /**
   * Core nodes at the most, up to `maximum`; the rest are task nodes.
   *
   * @default - as many as `maximum`
   */
  readonly maximumCore?: number;

  /**
   * Nodes on demand at the most, up to `maximum`; the rest are Spot.
   *
   * @default - as many as `maximum`
   */
  readonly maximumOnDemand?: number;
}

/** Task nodes of a cluster with instance fleets. */
export interface EmrTaskFleet {
  /** Instance types that EMR may use, 1 to 30: the more, the fewer interruptions. */
  readonly instanceTypes: ec2.InstanceType[];

  /** How many Spot instances, each one unit: up to 4,000. */
  readonly spotUnits: number;

  /**
   * How many instances on demand, each one unit: up to 4,000.
   *
   * @default 0
   */
  readonly onDemandUnits?: number;

  /**
   * How EMR chooses among Spot instances.
   *
   * @default EmrSpotStrategy.PRICE_CAPACITY_OPTIMIZED
   */
  readonly spotStrategy?: EmrSpotStrategy;

  /**
   * After which a cluster that starts takes instances on demand for Spot instances that it does not get: 5 to 1,440 whole minutes.
   *
   * @default Duration.minutes(10)
   */
  readonly spotTimeout?: Duration;
}

/** The instance fleets of a cluster. */
export interface EmrFleetsOptions {
  /**
   * Instance types for the primary node, 1 to 30. EMR takes the cheapest there is.
   *
   * @default - m7g.xlarge or m6g.xlarge, of Graviton
   */
  readonly primaryInstanceTypes?: ec2.InstanceType[];

  /**
   * Instance types for core nodes, 1 to 30. EMR takes the cheapest there is.
   *
   * @default - m7g.xlarge or m6g.xlarge, of Graviton
   */
  readonly coreInstanceTypes?: ec2.InstanceType[];

  /**
   * How many core nodes, on demand: 1 to 4,000.
   *
   * @default 2
   */
  readonly coreUnits?: number;

  /**
   * Task nodes.
   *
   * @default - none
   */
  readonly task?: EmrTaskFleet;

  /**
   * Let EMR scale core and task nodes.
   *
   * @default - they are as many as said above
   */
  readonly scaling?: EmrScaling;

  /**
   * The volume (gp3) of each node for HDFS and for what does not fit into memory: 10 to 16,384 whole GiB.
   *
   * @default - 64 GiB
   */
  readonly volumeSize?: Size;
}

/** Task nodes of a cluster with instance groups. */
export interface EmrTaskGroup {
  /** Their instance type. */
  readonly instanceType: ec2.InstanceType;

  /** How many task nodes: 1 to 4,000. */
  readonly count: number;

  /**
   * Whether they are Spot instances.
   *
   * @default true
   */
  readonly spot?: boolean;
}

/** The instance groups of a cluster. */
export interface EmrGroupsOptions {
  /**
   * Instance type of the primary node.
   *
   * @default - m7g.xlarge
   */
  readonly primaryInstanceType?: ec2.InstanceType;

  /**
   * Instance type of core nodes.
   *
   * @default - m7g.xlarge
   */
  readonly coreInstanceType?: ec2.InstanceType;

  /**
   * How many core nodes, on demand: 1 to 4,000.
   *
   * @default 2
   */
  readonly coreCount?: number;

  /**
   * Task nodes.
   *
   * @default - none
   */
  readonly task?: EmrTaskGroup;

  /**
   * Let EMR scale core and task nodes.
   *
   * @default - they are as many as said above
   */
  readonly scaling?: EmrScaling;

  /**
   * The volume (gp3) of each node for HDFS and for what does not fit into memory: 10 to 16,384 whole GiB.
   *
   * @default - 64 GiB
   */
  readonly volumeSize?: Size;
}
