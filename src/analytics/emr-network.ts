import { RemovalPolicy, Tags } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { clusterVpc } from './cluster-vpc';
import { EMR_TAG } from './emr-tag';
import { subnetRules } from '../network/subnet-rules';
import { mayStartInstancesIn } from '../policies/emr-statements';
import { Rule } from '../validation/check-props';

/** Where in a VPC that exists a cluster runs. */
export interface EmrVpcOptions {
  /**
   * The subnets, of which EMR chooses one; the first one with instance groups. They need a way to S3, KMS and the API of EMR.
   *
   * @default - the private subnets
   */
  readonly subnets?: ec2.SubnetSelection;
}

/** What a network gives. */
export interface MadeNetwork {
  readonly vpc: ec2.IVpc;
  readonly subnets: ec2.SelectedSubnets;
}

/** Where the nodes of a cluster are. They are all in one subnet, and have no public addresses. */
export class EmrNetwork {
  /** A VPC of its own with two private subnets, one NAT gateway, and a gateway endpoint to S3, by which data costs nothing. */
  public static natGateway(): EmrNetwork {
    return new EmrNetwork();
  }

  /**
   * A VPC that exists, made here or imported. Its subnets need no tag.
   *
   * @param vpc a VPC with private subnets
   * @param options which subnets
   */
  public static existingVpc(vpc: ec2.IVpc, options: EmrVpcOptions = {}): EmrNetwork {
    return new EmrNetwork(vpc, options.subnets);
  }

  private constructor(private readonly vpc?: ec2.IVpc, private readonly subnets?: ec2.SubnetSelection) {}

  /** @internal */
  public _rules(): Rule[] {
    const { vpc } = this;
    return [{
      prop: 'network',
      value: vpc?.node.path,
      holds: () => this.subnets !== undefined || vpc!.privateSubnets.length > 0,
      must: 'must have private subnets with a way out, because EMR does not start without the APIs of AWS: make some, or name the subnets',
    }, ...subnetRules('network.subnets', vpc, this.subnets)];
  }

  /**
   * Makes the VPC, or finds its subnets. The managed policy of EMR works on tagged subnets: ours have the tag, the others a statement.
   * @internal
   */
  public _make(scope: Construct, encryptionKey: kms.IKey, serviceRole: iam.Role, removalPolicy: RemovalPolicy): MadeNetwork {
    if (this.vpc) {
      const subnets = this.vpc.selectSubnets(this.subnets ?? { subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS });
      serviceRole.addToPolicy(mayStartInstancesIn(scope, subnets.subnets));
      return { vpc: this.vpc, subnets };
    }
    const vpc = clusterVpc(scope, encryptionKey, removalPolicy);
    Tags.of(vpc).add(EMR_TAG.key, EMR_TAG.value);
    return { vpc, subnets: vpc.selectSubnets({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }) };
  }
}
