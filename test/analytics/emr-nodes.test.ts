import { CfnParameter, Duration, Size, Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { sparkCluster } from './emr';
import { EmrFleetsOptions, EmrGroupsOptions, EmrNodes, EmrSpotStrategy, EmrTaskFleet } from '../../src';
import { warnings } from '../statements';

const type = (name: string) => new ec2.InstanceType(name);
const instances = (nodes: EmrNodes): any => nodes._instances(['subnet-1', 'subnet-2']);
const typesOf = ({ instanceTypeConfigs }: any) => instanceTypeConfigs.map(({ instanceType }: any) => instanceType);

describe('instance fleets', () => {
  test('are on demand, of several types of Graviton, in the best of all subnets', () => {
    const { masterInstanceFleet, coreInstanceFleet, taskInstanceFleets, ec2SubnetIds } = instances(EmrNodes.fleets());
    expect(ec2SubnetIds).toEqual(['subnet-1', 'subnet-2']);
    expect(masterInstanceFleet).toMatchObject({ targetOnDemandCapacity: 1, targetSpotCapacity: 0 });
    expect(coreInstanceFleet).toMatchObject({
      targetOnDemandCapacity: 2, targetSpotCapacity: 0, launchSpecifications: { onDemandSpecification: { allocationStrategy: 'lowest-price' } },
    });
    expect(typesOf(coreInstanceFleet)).toEqual(['m7g.xlarge', 'm6g.xlarge']);
    expect(taskInstanceFleets).toBeUndefined();
  });

  test('have Spot instances among task nodes only, and never wait for them for ever', () => {
    const { masterInstanceFleet, coreInstanceFleet, taskInstanceFleets: [task] } = instances(EmrNodes.fleets({
      task: { instanceTypes: [type('m7g.2xlarge')], spotUnits: 4, onDemandUnits: 1 },
    }));
    expect([masterInstanceFleet, coreInstanceFleet].map(({ targetSpotCapacity }) => targetSpotCapacity)).toEqual([0, 0]);
    expect(task).toMatchObject({
      targetSpotCapacity: 4,
      targetOnDemandCapacity: 1,
      launchSpecifications: {
        spotSpecification: { allocationStrategy: 'price-capacity-optimized', timeoutAction: 'SWITCH_TO_ON_DEMAND', timeoutDurationMinutes: 10 },
      },
    });
  });

  test('are as told', () => {
    const { masterInstanceFleet, coreInstanceFleet, taskInstanceFleets: [task] } = instances(EmrNodes.fleets({
      primaryInstanceTypes: [type('m8g.xlarge')],
      coreInstanceTypes: [type('r8g.xlarge'), type('r7g.xlarge')],
      coreUnits: 5,
      task: { instanceTypes: [type('c7g.xlarge')], spotUnits: 2, spotStrategy: EmrSpotStrategy.DIVERSIFIED, spotTimeout: Duration.hours(1) },
      volumeSize: Size.gibibytes(256),
    }));
    expect(typesOf(masterInstanceFleet)).toEqual(['m8g.xlarge']);
    expect(typesOf(coreInstanceFleet)).toEqual(['r8g.xlarge', 'r7g.xlarge']);
    expect(coreInstanceFleet.targetOnDemandCapacity).toBe(5);
    expect(task.launchSpecifications.spotSpecification).toMatchObject({ allocationStrategy: 'diversified', timeoutDurationMinutes: 60 });
    expect(coreInstanceFleet.instanceTypeConfigs[0].ebsConfiguration.ebsBlockDeviceConfigs[0].volumeSpecification).toEqual({ volumeType: 'gp3', sizeInGb: 256 });
  });

  test('are scaled by units', () => {
    expect(EmrNodes.fleets({ scaling: { minimum: 2, maximum: 20, maximumCore: 4, maximumOnDemand: 6 } })._scalingPolicy()).toEqual({
      computeLimits: {
        unitType: 'InstanceFleetUnits',
        minimumCapacityUnits: 2,
        maximumCapacityUnits: 20,
        maximumCoreCapacityUnits: 4,
        maximumOnDemandCapacityUnits: 6,
      },
    });
  });
});

describe('instance groups', () => {
  test('are on demand, in the first subnet', () => {
    const { masterInstanceGroup, coreInstanceGroup, taskInstanceGroups, ec2SubnetId, ec2SubnetIds } = instances(EmrNodes.groups());
    expect([ec2SubnetId, ec2SubnetIds]).toEqual(['subnet-1', undefined]);
    expect(masterInstanceGroup).toMatchObject({ instanceType: 'm7g.xlarge', instanceCount: 1, market: 'ON_DEMAND' });
    expect(coreInstanceGroup).toMatchObject({ instanceType: 'm7g.xlarge', instanceCount: 2, market: 'ON_DEMAND' });
    expect(taskInstanceGroups).toBeUndefined();
  });

  test.each([[undefined, 'SPOT'], [true, 'SPOT'], [false, 'ON_DEMAND']])('with spot %s have task nodes %s', (spot, market) => {
    const { taskInstanceGroups } = instances(EmrNodes.groups({ task: { instanceType: type('m7g.xlarge'), count: 3, spot } }));
    expect(taskInstanceGroups).toEqual([expect.objectContaining({ market, instanceCount: 3 })]);
  });

  test('are scaled by instances', () => {
    expect(EmrNodes.groups({ scaling: { minimum: 2, maximum: 20 } })._scalingPolicy()).toMatchObject({ computeLimits: { unitType: 'Instances' } });
  });
});

describe('fails when', () => {
  const task = (more: Partial<EmrTaskFleet>): EmrFleetsOptions => ({ task: { instanceTypes: [type('m7g.xlarge')], spotUnits: 1, ...more } });

  test.each<[string, EmrFleetsOptions, string]>([
    ['there are no instance types', { primaryInstanceTypes: [] }, "'primaryInstanceTypes' must be 1 to 30 instance types, but got 0"],
    ['there are too many', { coreInstanceTypes: Array(31).fill(type('m7g.xlarge')) }, "'coreInstanceTypes' must be 1 to 30 instance types, but got 31"],
    ['a type is burstable', { coreInstanceTypes: [type('t3.xlarge')] },
      "'coreInstanceTypes' must be types that EMR takes: of a family for general use, computing, memory, storage or GPUs, of size xlarge or larger, but got t3.xlarge"],
    ['a type is too small', task({ instanceTypes: [type('m7g.large')] }), 'of size xlarge or larger, but got m7g.large'],
    ['there are no core nodes', { coreUnits: 0 }, "'coreUnits' must be a whole number from 1 to 4,000, but got 0"],
    ['task nodes are none', task({ spotUnits: 0 }), "'task' must have units: spotUnits or onDemandUnits of 1 or more, or be left out, but got 0"],
    ['task nodes are less than none', task({ spotUnits: -1 }), "'task.spotUnits' must be a whole number from 0 to 4,000, but got -1"],
    ['task nodes on demand are less than none', task({ onDemandUnits: -1 }), "'task.onDemandUnits' must be a whole number from 0 to 4,000, but got -1"],
    ['Spot instances are waited for too shortly', task({ spotTimeout: Duration.minutes(4) }), "'task.spotTimeout' must be 5 to 1,440 whole minutes, but got 4"],
    ['the minimum is 0', { scaling: { minimum: 0, maximum: 2 } }, "'scaling.minimum' must be a whole number from 1 to scaling.maximum, but got 0"],
    ['the minimum is above the maximum', { scaling: { minimum: 3, maximum: 2 } }, "'scaling.minimum' must be a whole number from 1 to scaling.maximum, but got 3"],
    ['the maximum is 0', { scaling: { minimum: 1, maximum: 0 } }, "'scaling.maximum' must be a whole number from 1 to 4,000, but got 0"],
    ['more core nodes than nodes', { scaling: { minimum: 1, maximum: 2, maximumCore: 3 } }, "'scaling.maximumCore' must be a whole number up to scaling.maximum, but got 3"],
    ['more on demand than nodes', { scaling: { minimum: 1, maximum: 2, maximumOnDemand: 3 } }, "'scaling.maximumOnDemand' must be a whole number up to scaling.maximum, but got 3"],
    ['volumes are too small', { volumeSize: Size.gibibytes(9) }, "'volumeSize' must be 10 to 16,384 whole GiB, but got 9"],
    ['volumes are no whole GiB', { volumeSize: Size.mebibytes(10_500) }, "'volumeSize' must be 10 to 16,384 whole GiB, but got 10.25"],
  ])('%s', (_name, options, message) => {
    expect(() => EmrNodes.fleets(options)).toThrow(message);
  });

  test.each<[string, EmrGroupsOptions, string]>([
    ['a type is too small', { primaryInstanceType: type('m7g.medium') }, "'primaryInstanceType' must be types that EMR takes"],
    ['there are no core nodes', { coreCount: 0 }, "'coreCount' must be a whole number from 1 to 4,000, but got 0"],
    ['task nodes are none', { task: { instanceType: type('m7g.xlarge'), count: 0 } }, "'task.count' must be a whole number from 1 to 4,000, but got 0"],
    ['a type of task nodes is burstable', { task: { instanceType: type('t4g.xlarge'), count: 1 } }, "'task.instanceType' must be types that EMR takes"],
  ])('of groups %s', (_name, options, message) => {
    expect(() => EmrNodes.groups(options)).toThrow(message);
  });

  test('all that is wrong is said at once', () => {
    expect(() => EmrNodes.fleets({ coreUnits: 0, scaling: { minimum: 3, maximum: 2 } })).toThrow(/coreUnits[^]*scaling\.minimum/);
  });
});

test('numbers that are not known at synth are not judged', () => {
  const number = new CfnParameter(new Stack(), 'Number', { type: 'Number' }).valueAsNumber;
  expect(() => EmrNodes.fleets({ coreUnits: number, scaling: { minimum: 3, maximum: number } })).not.toThrow();
});

test('warns of instance types that newer ones have replaced', () => {
  const { stack } = sparkCluster({ nodes: EmrNodes.fleets({ coreInstanceTypes: [type('m4.xlarge'), type('m7g.xlarge')] }) });
  expect(warnings(stack).filter((text) => text.includes('previousGeneration'))).toEqual([expect.stringMatching(/^m4\.xlarge: a previous generation/)]);
});
