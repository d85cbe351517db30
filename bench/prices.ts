/** When the prices were looked up, in stored copies, not on the live pages. */
export const PRICED_ON = '2026-11-21';

/** A resource of a template. */
export interface Priced { readonly Type: string; readonly Properties?: any }

const HOURS = 730;

/** A task with its processors and memory, for a month. */
function task(resources: readonly Priced[]): number {
  const { Cpu = 256, Memory = 512 } = resources.find(({ Type }) => Type === 'AWS::ECS::TaskDefinition')?.Properties ?? {};
  return (Number(Cpu) / 1024 * 0.04048 + Number(Memory) / 1024 * 0.004445) * HOURS;
}

/**
 * US dollars a month in us-east-1, without any message, before the free tier, without discounts.
 * @see https://aws.amazon.com/kms/pricing/
 * @see https://aws.amazon.com/cloudwatch/pricing/
 * @see https://aws.amazon.com/kinesis/data-streams/pricing/
 * @see https://aws.amazon.com/fargate/pricing/
 * @see https://aws.amazon.com/elasticloadbalancing/pricing/
 * @see https://aws.amazon.com/privatelink/pricing/
 * @see https://aws.amazon.com/vpc/pricing/
 */
export const PRICES: Record<string, (properties: any, resources: readonly Priced[]) => number> = {
  'AWS::KMS::Key': () => 1.00,
  // For each metric that an alarm is on.
  'AWS::CloudWatch::Alarm': ({ Metrics = [{ MetricStat: {} }] }) => 0.10 * Metrics.filter((one: any) => one.MetricStat).length,
  // A gateway, and its public address.
  'AWS::EC2::NatGateway': () => 0.045 * HOURS,
  'AWS::EC2::EIP': () => 0.005 * HOURS,
  // On demand, or its shards.
  'AWS::Kinesis::Stream': ({ StreamModeDetails, ShardCount = 1 }) => StreamModeDetails?.StreamMode === 'ON_DEMAND' ? 0.04 * HOURS : 0.015 * HOURS * ShardCount,
  'AWS::EC2::VPCEndpoint': ({ VpcEndpointType, SubnetIds }) => VpcEndpointType === 'Interface' ? 0.01 * HOURS * SubnetIds.length : 0,
  // With a public address in each zone.
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ({ Scheme, Subnets }) => 0.0225 * HOURS + (Scheme === 'internal' ? 0 : 0.005 * HOURS * Subnets.length),
  // As many tasks as run at least.
  'AWS::ApplicationAutoScaling::ScalableTarget': ({ MinCapacity }, resources) => MinCapacity * task(resources),
  'AWS::ECS::Service': ({ DesiredCount = 1 }, resources) => (
    resources.some(({ Type }) => Type === 'AWS::ApplicationAutoScaling::ScalableTarget') ? 0 : DesiredCount * task(resources)
  ),
};

/** What the resources of a template cost a month without being used. */
export function fixedPrice(resources: readonly Priced[]): number {
  return resources.reduce((sum, { Type, Properties }) => sum + (PRICES[Type]?.(Properties ?? {}, resources) ?? 0), 0);
}
