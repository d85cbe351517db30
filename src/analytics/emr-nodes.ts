import { Duration, Size, SizeRoundingBehavior, Token } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as emr from 'aws-cdk-lib/aws-emr';
import { EmrFleetsOptions, EmrGroupsOptions, EmrScaling, EmrSpotStrategy, EmrTaskFleet } from './emr-nodes-options';
import { instanceTypeRules, isPreviousGeneration } from './instance-type-rules';
import { check, Rule, seconds, wholeNumber } from '../validation/check-props';

const GRAVITON = [ec2.InstanceClass.M7G, ec2.InstanceClass.M6G].map((family) => ec2.InstanceType.of(family, ec2.InstanceSize.XLARGE));

/** What EMR is told of the nodes, but for where they are. */
type Nodes = Pick<emr.CfnCluster.JobFlowInstancesConfigProperty,
'masterInstanceFleet' | 'coreInstanceFleet' | 'taskInstanceFleets' | 'masterInstanceGroup' | 'coreInstanceGroup' | 'taskInstanceGroups'>;

/**
 * The nodes of a cluster: one primary node, core nodes, which hold HDFS, and task nodes, which only compute. Primary and core nodes are always on demand,
 * because a cluster ends with its primary node and loses data with its core nodes.
 *
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-instance-group-configuration.html
 */
export class EmrNodes {
  /**
   * Instance fleets: EMR chooses among instance types, and among subnets, what is cheapest or least likely to be interrupted. Each instance counts as one unit.
   *
   * @param options which instances, and how many
   */
  public static fleets(options: EmrFleetsOptions = {}): EmrNodes {
    const { task, scaling } = options;
    const primaryTypes = options.primaryInstanceTypes ?? GRAVITON;
    const coreTypes = options.coreInstanceTypes ?? GRAVITON;
    const coreUnits = options.coreUnits ?? 2;
    check('EmrNodes.fleets', [
      ...instanceTypeRules('primaryInstanceTypes', primaryTypes),
      ...instanceTypeRules('coreInstanceTypes', coreTypes),
      { prop: 'coreUnits', value: coreUnits, holds: wholeNumber(1, 4000), must: 'must be a whole number from 1 to 4,000' },
      ...(task ? taskFleetRules(task) : []),
      ...scalingRules(scaling),
    ]);
    const storage = storageOf(options.volumeSize);
    return new EmrNodes({
      masterInstanceFleet: onDemandFleet('Primary', primaryTypes, 1, storage),
      coreInstanceFleet: onDemandFleet('Core', coreTypes, coreUnits, storage),
      taskInstanceFleets: task && [taskFleet(task, storage)],
    }, 'InstanceFleetUnits', [...primaryTypes, ...coreTypes, ...task?.instanceTypes ?? []], task?.spotUnits ?? 0, scaling);
  }

  /**
   * Instance groups: each kind of node has one instance type, and the cluster the first subnet.
   *
   * @param options which instances, and how many
   */
  public static groups(options: EmrGroupsOptions = {}): EmrNodes {
    const { task, scaling } = options;
    const primaryType = options.primaryInstanceType ?? GRAVITON[0];
    const coreType = options.coreInstanceType ?? GRAVITON[0];
    const coreCount = options.coreCount ?? 2;
    const isSpot = task !== undefined && (task.spot ?? true);
    check('EmrNodes.groups', [
      ...instanceTypeRules('primaryInstanceType', [primaryType]),
      ...instanceTypeRules('coreInstanceType', [coreType]),
      { prop: 'coreCount', value: coreCount, holds: wholeNumber(1, 4000), must: 'must be a whole number from 1 to 4,000' },
      ...(task ? instanceTypeRules('task.instanceType', [task.instanceType]) : []),
      { prop: 'task.count', value: task?.count, holds: wholeNumber(1, 4000), must: 'must be a whole number from 1 to 4,000' },
      ...scalingRules(scaling),
    ]);
    const ebsConfiguration = storageOf(options.volumeSize);
    const group = (name: string, type: ec2.InstanceType, instanceCount: number, market = 'ON_DEMAND') => (
      { name, instanceType: type.toString(), instanceCount, market, ebsConfiguration }
    );
    return new EmrNodes({
      masterInstanceGroup: group('Primary', primaryType, 1),
      coreInstanceGroup: group('Core', coreType, coreCount),
      taskInstanceGroups: task && [group('Task', task.instanceType, task.count, isSpot ? 'SPOT' : 'ON_DEMAND')],
    }, 'Instances', [primaryType, coreType, ...task ? [task.instanceType] : []], isSpot ? task.count : 0, scaling);
  }

  private constructor(
    private readonly nodes: Nodes,
    private readonly unitType: 'InstanceFleetUnits' | 'Instances',
    private readonly instanceTypes: ec2.InstanceType[],
    private readonly spotNodes: number,
    private readonly scaling?: EmrScaling,
  ) {}

  /**
   * Nodes and where they are.
   * @internal
   */
  public _instances(subnetIds: string[]): emr.CfnCluster.JobFlowInstancesConfigProperty {
    return { ...this.nodes, ...this.unitType === 'Instances' ? { ec2SubnetId: subnetIds[0] } : { ec2SubnetIds: subnetIds } };
  }

  /**
   * How EMR scales them.
   * @internal
   */
  public _scalingPolicy(): emr.CfnCluster.ManagedScalingPolicyProperty | undefined {
    return this.scaling && {
      computeLimits: {
        unitType: this.unitType,
        minimumCapacityUnits: this.scaling.minimum,
        maximumCapacityUnits: this.scaling.maximum,
        maximumCoreCapacityUnits: this.scaling.maximumCore,
        maximumOnDemandCapacityUnits: this.scaling.maximumOnDemand,
      },
    };
  }

  /**
   * The most nodes that EC2 may take back.
   * @internal
   */
  public get _mostSpotNodes(): number {
    return this.spotNodes > 0 ? Math.max(this.spotNodes, known(this.scaling?.maximum)) : 0;
  }

  /**
   * Instance types that have newer ones.
   * @internal
   */
  public get _previousGenerations(): string[] {
    return [...new Set(this.instanceTypes.filter(isPreviousGeneration).map(String))];
  }
}

function onDemandFleet(
  name: string, types: ec2.InstanceType[], units: number, storage: emr.CfnCluster.EbsConfigurationProperty,
): emr.CfnCluster.InstanceFleetConfigProperty {
  return {
    name,
    targetOnDemandCapacity: units,
    targetSpotCapacity: 0,
    instanceTypeConfigs: typesOf(types, storage),
    launchSpecifications: { onDemandSpecification: { allocationStrategy: 'lowest-price' } },
  };
}

function taskFleet(task: EmrTaskFleet, storage: emr.CfnCluster.EbsConfigurationProperty): emr.CfnCluster.InstanceFleetConfigProperty {
  return {
    ...onDemandFleet('Task', task.instanceTypes, task.onDemandUnits ?? 0, storage),
    targetSpotCapacity: task.spotUnits,
    launchSpecifications: {
      onDemandSpecification: { allocationStrategy: 'lowest-price' },
      spotSpecification: {
        allocationStrategy: task.spotStrategy ?? EmrSpotStrategy.PRICE_CAPACITY_OPTIMIZED,
        timeoutAction: 'SWITCH_TO_ON_DEMAND',
        timeoutDurationMinutes: (task.spotTimeout ?? Duration.minutes(10)).toMinutes(),
      },
    },
  };
}

function typesOf(types: ec2.InstanceType[], ebsConfiguration: emr.CfnCluster.EbsConfigurationProperty) {
  return types.map((type) => ({ instanceType: type.toString(), weightedCapacity: 1, ebsConfiguration }));
}

function storageOf(size = Size.gibibytes(64)): emr.CfnCluster.EbsConfigurationProperty {
  check('EmrNodes', [{
    prop: 'volumeSize',
    value: size.isUnresolved() ? undefined : size.toGibibytes({ rounding: SizeRoundingBehavior.NONE }),
    holds: wholeNumber(10, 16_384),
    must: 'must be 10 to 16,384 whole GiB',
  }]);
  return {
    ebsOptimized: true,
    ebsBlockDeviceConfigs: [{ volumeSpecification: { volumeType: 'gp3', sizeInGb: size.toGibibytes() }, volumesPerInstance: 1 }],
  };
}

/** @see https://docs.aws.amazon.com/emr/latest/APIReference/API_SpotProvisioningSpecification.html */
function taskFleetRules({ instanceTypes, spotUnits, onDemandUnits, spotTimeout }: EmrTaskFleet): Rule[] {
  const units = { holds: wholeNumber(0, 4000), must: 'must be a whole number from 0 to 4,000' };
  const all = Token.isUnresolved(spotUnits) || Token.isUnresolved(onDemandUnits) ? undefined : spotUnits + (onDemandUnits ?? 0);
  const timeout = seconds(spotTimeout);
  return [
    ...instanceTypeRules('task.instanceTypes', instanceTypes),
    { prop: 'task.spotUnits', value: spotUnits, ...units },
    { prop: 'task.onDemandUnits', value: onDemandUnits, ...units },
    { prop: 'task', value: all, holds: (sum: number) => sum !== 0, must: 'must have units: spotUnits or onDemandUnits of 1 or more, or be left out' },
    { prop: 'task.spotTimeout', value: timeout && timeout / 60, holds: wholeNumber(5, 1440), must: 'must be 5 to 1,440 whole minutes' },
  ];
}

/** @see https://docs.aws.amazon.com/emr/latest/APIReference/API_ComputeLimits.html */
function scalingRules(scaling: EmrScaling | undefined): Rule[] {
  const { minimum, maximum, maximumCore, maximumOnDemand } = scaling ?? {};
  const most = Token.isUnresolved(maximum) ? Infinity : maximum ?? Infinity;
  const upToMaximum = { holds: (value: number) => Number.isInteger(value) && value >= 0 && value <= most, must: 'must be a whole number up to scaling.maximum' };
  return [
    { prop: 'scaling.minimum', value: minimum, holds: (value: number) => value >= 1 && upToMaximum.holds(value), must: 'must be a whole number from 1 to scaling.maximum' },
    { prop: 'scaling.maximum', value: maximum, holds: wholeNumber(1, 4000), must: 'must be a whole number from 1 to 4,000' },
    { prop: 'scaling.maximumCore', value: maximumCore, ...upToMaximum },
    { prop: 'scaling.maximumOnDemand', value: maximumOnDemand, ...upToMaximum },
  ];
}

function known(value = 0): number {
  return Token.isUnresolved(value) ? 0 : value;
}
