import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { Keep } from './keep';
import { ownVpc } from './own-vpc';
import { subnetRules } from '../network/subnet-rules';
import { knownNumber, knownText, Rule, wholeNumber } from '../validation/check-props';

/** A VPC that a FargateService makes. */
export interface OwnVpcOptions {
  /**
   * Its addresses.
   *
   * @default '10.0.0.0/16'
   */
  readonly cidr?: string;

  /**
   * How many Availability Zones it spans, 2 to 6. A stack of no particular environment has no more than 2.
   *
   * @default - 2
   */
  readonly maxAzs?: number;
}

/** A VPC with NAT gateways that a FargateService makes. */
export interface NatVpcOptions extends OwnVpcOptions {
  /**
   * How many NAT gateways it has: 1 or more. With fewer than Availability Zones, tasks of several zones lose the internet with the zone of one.
   *
   * @default - one in each Availability Zone
   */
  readonly natGateways?: number;
}

/** Where in a VPC that exists a FargateService runs. */
export interface ExistingVpcOptions {
  /**
   * The subnets of the tasks. They need a way to ECR, S3, CloudWatch Logs and whatever the tasks use.
   *
   * @default - the private subnets, or else the isolated ones
   */
  readonly subnets?: ec2.SubnetSelection;
}

/** What a network gives. */
export interface MadeNetwork {
  readonly vpc: ec2.IVpc;
  /** Where tasks run. */
  readonly subnets: ec2.SubnetSelection;
  /** The cluster, where it exists already. */
  readonly cluster?: ecs.ICluster;
}

/** What a network is made of. */
interface NetworkParts {
  readonly rules?: Rule[];
  readonly needsEndpoints?: boolean;
  readonly make: (scope: Construct, hasPublicSubnets: boolean, keep: Keep) => MadeNetwork;
}

/** Where a FargateService runs, and how its tasks reach what is outside. */
export class ServiceNetwork {
  /**
   * A VPC of its own, with NAT gateways through which tasks reach the internet.
   *
   * @param options its size
   */
  public static natGateways(options: NatVpcOptions = {}): ServiceNetwork {
    return new ServiceNetwork({
      rules: [
        ...ownVpcRules(options),
        knownNumber('network.natGateways', options.natGateways),
        { prop: 'network.natGateways', value: options.natGateways, holds: wholeNumber(1, Infinity), must: 'must be 1 or more, or take ServiceNetwork.endpoints()' },
      ],
      make: (scope, _, keep) => ownVpc(scope, keep, {
        ...sizeOf(options), publicSubnets: true, natGateways: options.natGateways ?? sizeOf(options).maxAzs,
      }),
    });
  }

  /**
   * A VPC of its own whose tasks cannot reach the internet, only AWS services that have an endpoint in it: ECR, S3 and CloudWatch Logs, and more as the methods of the
   * construct need them. `addEndpoint` adds others.
   *
   * @param options its size
   */
  public static endpoints(options: OwnVpcOptions = {}): ServiceNetwork {
    return new ServiceNetwork({
      rules: ownVpcRules(options),
      needsEndpoints: true,
      make: (scope, publicSubnets, keep) => ownVpc(scope, keep, { ...sizeOf(options), publicSubnets, natGateways: 0 }),
    });
  }

  /**
   * A VPC that exists, made here or imported.
   *
   * @param vpc a VPC with private subnets
   * @param options which subnets
   */
  public static existingVpc(vpc: ec2.IVpc, options: ExistingVpcOptions = {}): ServiceNetwork {
    return new ServiceNetwork({ rules: vpcRules(vpc, options), make: () => ({ vpc, subnets: subnetsOf(vpc, options) }) });
  }

  /**
   * A cluster that exists, and its VPC: of another FargateService for example. ECS Exec is logged as the cluster says, and alarms on running tasks need its
   * Container Insights.
   *
   * @param cluster the cluster
   * @param options which subnets
   */
  public static existingCluster(cluster: ecs.ICluster, options: ExistingVpcOptions = {}): ServiceNetwork {
    const { vpc } = cluster;
    return new ServiceNetwork({ rules: vpcRules(vpc, options), make: () => ({ vpc, cluster, subnets: subnetsOf(vpc, options) }) });
  }

  private constructor(private readonly parts: NetworkParts) {}

  /** @internal */
  public _rules(): Rule[] {
    return this.parts.rules ?? [];
  }

  /**
   * Do tasks reach services of AWS only through endpoints that the construct makes?
   * @internal
   */
  public get _needsEndpoints(): boolean {
    return this.parts.needsEndpoints ?? false;
  }

  /** @internal */
  public _make(scope: Construct, hasPublicSubnets: boolean, keep: Keep): MadeNetwork {
    return this.parts.make(scope, hasPublicSubnets, keep);
  }
}

function sizeOf({ cidr, maxAzs }: OwnVpcOptions): { cidr: string; maxAzs: number } {
  return { cidr: cidr ?? '10.0.0.0/16', maxAzs: maxAzs ?? 2 };
}

function ownVpcRules({ cidr, maxAzs }: OwnVpcOptions): Rule[] {
  return [
    knownText('network.cidr', cidr, 'it is divided into subnets'),
    { prop: 'network.cidr', value: cidr, holds: (range: string) => /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-4])$/.test(range), must: 'must be a range from /16 to /24, such as 10.0.0.0/16' },
    knownNumber('network.maxAzs', maxAzs),
    { prop: 'network.maxAzs', value: maxAzs, holds: wholeNumber(2, 6), must: 'must be 2 to 6, because a load balancer needs two zones' },
  ];
}

function vpcRules(vpc: ec2.IVpc, { subnets }: ExistingVpcOptions): Rule[] {
  return [{
    prop: 'network',
    value: vpc.node.path,
    holds: () => subnets !== undefined || vpc.privateSubnets.length + vpc.isolatedSubnets.length > 0,
    must: 'must have private or isolated subnets, because tasks get no public addresses: make some, or name the subnets',
  }, ...subnetRules('network.subnets', vpc, subnets)];
}

function subnetsOf(vpc: ec2.IVpc, { subnets }: ExistingVpcOptions): ec2.SubnetSelection {
  const { PRIVATE_WITH_EGRESS, PRIVATE_ISOLATED } = ec2.SubnetType;
  return subnets ?? { subnetType: vpc.privateSubnets.length > 0 ? PRIVATE_WITH_EGRESS : PRIVATE_ISOLATED };
}
