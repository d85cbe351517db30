import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import { ContainerSource, FargateService, Ingress, ServiceNetwork } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  const certificate = acm.Certificate.fromCertificateArn(stack, `${id}Certificate`, 'arn:aws:acm:eu-west-1:111111111111:certificate/1');
  new FargateService(stack, id, {
    image: ContainerSource.registry('public.ecr.aws/shop/web:1.2.3'),
    ingress: Ingress.https(certificate),
    network: ServiceNetwork.natGateways(),
  });
}
