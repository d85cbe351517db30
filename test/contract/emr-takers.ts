import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { existingNetwork } from './emr-subject';
import {
  AlarmOverride, EmrApplication, EmrCluster, EmrClusterProps, EmrFleetsOptions, EmrGroupsOptions, EmrNodes, EmrStep, EmrStepOptions, EmrTaskFleet,
  EmrTaskGroup,
} from '../../src';

const TYPE = new ec2.InstanceType('m7g.xlarge');

/** What takes structs with literal defaults of EmrCluster: see takers.ts. */
export const EMR_TAKERS: { readonly [taker: string]: (stack: Stack, options: object) => void } = {
  'EmrCluster': (stack, props: Partial<EmrClusterProps>) => void cluster(stack, props),
  'EmrCluster.addStep': (stack, options: EmrStepOptions) => void cluster(stack).addStep('Run', EmrStep.command('true'), options),
  'EmrCluster.stepTask': (stack, options: EmrStepOptions) => {
    const definitionBody = sfn.DefinitionBody.fromChainable(cluster(stack).stepTask('Run', EmrStep.command('true'), options));
    new sfn.StateMachine(stack, 'Machine', { definitionBody });
  },
  'EmrClusterProps.alarms': (stack, options: AlarmOverride) => void cluster(stack, { alarms: { AppsPending: { threshold: 3, ...options } } }),
  'EmrFleetsOptions.task': (stack, options: Partial<EmrTaskFleet>) => {
    cluster(stack, { nodes: EmrNodes.fleets({ task: { instanceTypes: [TYPE], spotUnits: 2, ...options } }) });
  },
  'EmrGroupsOptions.task': (stack, options: Partial<EmrTaskGroup>) => {
    cluster(stack, { nodes: EmrNodes.groups({ task: { instanceType: TYPE, count: 2, ...options } }) });
  },
  'EmrNodes.fleets': (stack, options: EmrFleetsOptions) => void cluster(stack, { nodes: EmrNodes.fleets(options) }),
  'EmrNodes.groups': (stack, options: EmrGroupsOptions) => void cluster(stack, { nodes: EmrNodes.groups(options) }),
};

function cluster(stack: Stack, props: Partial<EmrClusterProps> = {}): EmrCluster {
  return new EmrCluster(stack, 'Subject', { applications: [EmrApplication.SPARK], network: existingNetwork(stack), ...props });
}
