import { App, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { ContainerSource, FargateService, FargateServiceProps, Ingress, QueueWithDlq, ServiceNetwork } from '../../src';

/** An image in a public registry. */
export const IMAGE = ContainerSource.registry('public.ecr.aws/shop/web:1.2.3');

/** An image in a repository of ECR. */
export function imageIn(scope: Construct): ContainerSource {
  return ContainerSource.ecr(ecr.Repository.fromRepositoryName(scope, 'Repository', 'shop'), '1.2.3');
}

/** A cluster that is imported, with its VPC. */
export function clusterIn(scope: Construct): ecs.ICluster {
  return ecs.Cluster.fromClusterAttributes(scope, 'Cluster', { clusterName: 'shared', vpc: vpcIn(scope) });
}

/** A certificate that is imported, which adds no resource. */
export function certificateIn(scope: Construct): acm.ICertificate {
  return acm.Certificate.fromCertificateArn(scope, 'Certificate', 'arn:aws:acm:eu-west-1:111111111111:certificate/11111111-1111-1111-1111-111111111111');
}

/** A VPC that is imported, with public and private subnets. */
export function vpcIn(scope: Construct): ec2.IVpc {
  return ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: 'vpc-12345678',
    vpcCidrBlock: '10.0.0.0/16',
    availabilityZones: ['eu-west-1a', 'eu-west-1b'],
    publicSubnetIds: ['subnet-11111111', 'subnet-22222222'],
    publicSubnetRouteTableIds: ['rtb-11111111', 'rtb-22222222'],
    privateSubnetIds: ['subnet-33333333', 'subnet-44444444'],
    privateSubnetRouteTableIds: ['rtb-33333333', 'rtb-44444444'],
  });
}

/** A stack of no particular environment. */
export function shop(): Stack {
  return new Stack(new App(), 'Shop');
}

/** A web service with these props, in an imported VPC, named Web. */
export function web(props: Partial<FargateServiceProps> = {}, stack = shop()): FargateService {
  return new FargateService(stack, 'Web', { image: IMAGE, ...props, ingress: props.ingress ?? Ingress.https(certificateIn(stack)), network: networkOf(props, stack) });
}

/** A worker with these props, in an imported VPC, named Worker, as yet with nothing to work on. */
export function worker(props: Partial<FargateServiceProps> = {}, stack = shop()): FargateService {
  return new FargateService(stack, 'Worker', { image: IMAGE, ingress: Ingress.none(), ...props, network: networkOf(props, stack) });
}

/** The imported VPC, unless the props name a network, or say that it is left out. */
function networkOf(props: Partial<FargateServiceProps>, stack: Stack): ServiceNetwork | undefined {
  return 'network' in props ? props.network : ServiceNetwork.existingVpc(vpcIn(stack));
}

/** That worker on a queue. */
export function orderWorker(props: Partial<FargateServiceProps> = {}, stack = shop()): { made: FargateService; orders: QueueWithDlq } {
  const made = worker(props, stack);
  const orders = new QueueWithDlq(stack, 'Orders');
  made.scaleOnQueue(orders, { acceptableLatency: Duration.minutes(1), processingTime: Duration.seconds(2) });
  return { made, orders };
}

/** Resources of a type in the stack of a construct, by their logical ids. */
export function resources(made: Construct, type: string): Record<string, any> {
  return Template.fromStack(Stack.of(made)).findResources(type);
}

/** Properties of the resource of a type whose logical id begins so. */
export function propertiesOf(made: Construct, type: string, id = ''): any {
  return Object.entries(resources(made, type)).find(([logicalId]) => logicalId.startsWith(id))?.[1].Properties;
}

/** The statements of the policy of the resource whose logical id begins so. */
export function rightsOf(made: Construct, id: string, type = 'AWS::IAM::Policy'): any[] {
  return propertiesOf(made, type, id)?.PolicyDocument.Statement ?? [];
}
