import { DescribeClustersCommand, DescribeServicesCommand, DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand, DescribeLoadBalancerAttributesCommand, DescribeLoadBalancersCommand, DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Kind } from './kind';

export const SERVICE_KINDS: readonly Kind[] = [
  {
    type: 'AWS::ECS::Cluster',
    what: 'ECS cluster: Container Insights',
    settings: ['ClusterSettings'],
    how: 'DescribeClusters',
    async read({ ecs }, id) {
      const { clusters: [cluster] = [] } = await ecs.send(new DescribeClustersCommand({ clusters: [id], include: ['SETTINGS'] }));
      return { ClusterSettings: cluster?.settings };
    },
  },
  {
    type: 'AWS::ECS::TaskDefinition',
    what: 'task definition: read-only root, user, tmpfs, log options, secrets, roles',
    settings: [
      'ContainerDefinitions', 'Cpu', 'ExecutionRoleArn', 'Family', 'Memory', 'NetworkMode', 'RequiresCompatibilities', 'RuntimePlatform',
      'TaskRoleArn',
    ],
    how: 'DescribeTaskDefinition',
    read: async ({ ecs }, taskDefinition) => (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition,
  },
  {
    type: 'AWS::ECS::Service',
    what: 'service: private subnets without public addresses, task definition, target group',
    settings: [
      'Cluster', 'DeploymentController', 'LaunchType', 'LoadBalancers', 'NetworkConfiguration', 'PlatformVersion', 'PropagateTags', 'TaskDefinition',
    ],
    how: 'DescribeServices',
    async read({ ecs }, id, { Cluster }) {
      const { services: [service] = [] } = await ecs.send(new DescribeServicesCommand({ cluster: Cluster, services: [id] }));
      return { ...service, Cluster: service?.clusterArn?.split('/').pop() };
    },
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    what: 'load balancer: subnets, access logs, desync, invalid headers, protection',
    settings: ['IpAddressType', 'LoadBalancerAttributes', 'Scheme', 'SecurityGroups', 'Subnets', 'Type'],
    how: 'DescribeLoadBalancers, DescribeLoadBalancerAttributes',
    async read({ loadBalancing }, id) {
      const { LoadBalancers: [balancer] = [] } = await loadBalancing.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [id] }));
      const { Attributes } = await loadBalancing.send(new DescribeLoadBalancerAttributesCommand({ LoadBalancerArn: id }));
      return { ...balancer, LoadBalancerAttributes: Attributes, Subnets: balancer?.AvailabilityZones?.map(({ SubnetId }) => SubnetId) };
    },
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    what: 'target group: health check, deregistration delay, slow start',
    settings: [
      'HealthCheckIntervalSeconds', 'HealthCheckPath', 'HealthCheckTimeoutSeconds', 'HealthyThresholdCount', 'Matcher', 'Port', 'Protocol',
      'TargetGroupAttributes', 'TargetType', 'UnhealthyThresholdCount', 'VpcId',
    ],
    how: 'DescribeTargetGroups, DescribeTargetGroupAttributes',
    async read({ loadBalancing }, id) {
      const { TargetGroups: [group] = [] } = await loadBalancing.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [id] }));
      const { Attributes } = await loadBalancing.send(new DescribeTargetGroupAttributesCommand({ TargetGroupArn: id }));
      return { ...group, TargetGroupAttributes: Attributes };
    },
  },
  {
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    what: 'listeners: TLS policy and certificate, 301 from HTTP',
    settings: ['Certificates', 'DefaultActions', 'LoadBalancerArn', 'Port', 'Protocol', 'SslPolicy'],
    how: 'DescribeListeners',
    read: async ({ loadBalancing }, id) => (await loadBalancing.send(new DescribeListenersCommand({ ListenerArns: [id] }))).Listeners?.[0],
  },
];
