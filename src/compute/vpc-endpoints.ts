import { Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { MadeNetwork } from './service-network';
import { pathOf } from '../validation/path-of';

const { ECR, ECR_DOCKER, CLOUDWATCH_LOGS, SSM_MESSAGES } = ec2.InterfaceVpcEndpointAwsService;

/**
 * The endpoints through which tasks without the internet reach services of AWS. S3 has one from the start, without a price.
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
 */
export class VpcEndpoints {
  private readonly securityGroup: ec2.SecurityGroup;
  private readonly made = new Map<string, ec2.InterfaceVpcEndpoint>();

  constructor(private readonly scope: Construct, private readonly network: MadeNetwork, service: ecs.FargateService, executeCommand: boolean) {
    const { vpc } = network;
    this.securityGroup = new ec2.SecurityGroup(scope, 'EndpointSecurityGroup', {
      vpc, description: `Endpoints of ${pathOf(scope)}`, allowAllOutbound: false,
    });
    // All of the VPC, because services that share the cluster share the endpoints.
    this.securityGroup.addIngressRule(ec2.Peer.ipv4(vpc.vpcCidrBlock), ec2.Port.tcp(443), 'HTTPS from the VPC');
    Validations.of(this.securityGroup).acknowledge({ id: 'AwsSolutions-EC23', reason: 'It lets in the VPC, whose addresses cdk-nag does not know.' });
    const first = [this.reach('Ecr', ECR), this.reach('EcrDocker', ECR_DOCKER), this.reach('Logs', CLOUDWATCH_LOGS)];
    if (executeCommand) {
      first.push(this.reach('SsmMessages', SSM_MESSAGES));
    }
    service.node.addDependency(...first);
  }

  /** Makes an endpoint of this name, if there is none. */
  public reach(name: string, service: ec2.IInterfaceVpcEndpointService): ec2.InterfaceVpcEndpoint {
    const endpoint = this.made.get(name) ?? new ec2.InterfaceVpcEndpoint(this.scope, `${name}Endpoint`, {
      vpc: this.network.vpc,
      service,
      subnets: this.network.subnets,
      securityGroups: [this.securityGroup],
      privateDnsEnabled: true,
      open: false,
    });
    this.made.set(name, endpoint);
    return endpoint;
  }
}
