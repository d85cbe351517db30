import { Duration, Lazy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { MadeLoadBalancer } from './load-balancer';
import { MadeNetwork } from './service-network';
import { pathOf } from '../validation/path-of';

/** What the service runs, and where. */
export interface ServiceSettings {
  readonly cluster: ecs.ICluster;
  readonly network: MadeNetwork;
  /** Where requests come from, and how long a task may be unhealthy at first. */
  readonly requests?: MadeLoadBalancer & { readonly startupTime: Duration };
  readonly executeCommand: boolean;
  /** Asked for at synth: what rolls a deployment back. */
  readonly rollbackAlarms: () => cloudwatch.IAlarm[];
}

/**
 * Makes the service. It has no desired count, which a deployment would set back to.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html (loadBalancers)
 */
export function makeService(scope: Construct, taskDefinition: ecs.FargateTaskDefinition, settings: ServiceSettings): ecs.FargateService {
  const { cluster, network, requests, executeCommand, rollbackAlarms } = settings;
  const securityGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc: network.vpc, description: `Tasks of ${pathOf(scope)}`, allowAllOutbound: false,
  });
  securityGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443), 'HTTPS, to AWS and others');
  const service = new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition,
    assignPublicIp: false,
    vpcSubnets: network.subnets,
    securityGroups: [securityGroup],
    platformVersion: ecs.FargatePlatformVersion.VERSION1_4,
    deploymentController: { type: ecs.DeploymentControllerType.ECS },
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
    availabilityZoneRebalancing: ecs.AvailabilityZoneRebalancing.ENABLED,
    healthCheckGracePeriod: requests?.startupTime,
    enableECSManagedTags: true,
    propagateTags: ecs.PropagatedTagSource.SERVICE,
  });
  const resource = service.node.defaultChild as ecs.CfnService;
  // Not by the L2, whose rights for logs depend on a feature flag.
  resource.enableExecuteCommand = executeCommand;
  // Nor this: what the L2 writes where there are no alarms depends on a feature flag.
  resource.deploymentConfiguration = {
    minimumHealthyPercent: 100,
    maximumPercent: 200,
    deploymentCircuitBreaker: { enable: true, rollback: true },
    alarms: Lazy.any({ produce: () => rollbackOn(rollbackAlarms()) }),
  };
  // Nor this: CloudFormation leaves load balancers as they are where none are named, and takes away what an empty list does not name.
  const loadBalancers = resource.loadBalancers;
  resource.loadBalancers = Lazy.uncachedAny({ produce: (context) => context.resolve(loadBalancers) ?? [] });
  if (requests) {
    service.attachToApplicationTargetGroup(requests.targetGroup);
    service.node.addDependency(requests.listener);
  }
  return service;
}

function rollbackOn(alarms: cloudwatch.IAlarm[]): ecs.CfnService.DeploymentAlarmsProperty | undefined {
  return alarms.length === 0 ? undefined : { alarmNames: alarms.map(({ alarmName }) => alarmName), enable: true, rollback: true };
}
