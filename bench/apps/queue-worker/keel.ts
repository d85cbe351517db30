import { Duration, Stack } from 'aws-cdk-lib';
import { ContainerSource, FargateService, Ingress, QueueWithDlq, ServiceNetwork } from 'cdk-keel';

export function build(stack: Stack, id: string): void {
  const worker = new FargateService(stack, id, {
    image: ContainerSource.registry('public.ecr.aws/shop/worker:1.2.3'),
    ingress: Ingress.none(),
    network: ServiceNetwork.natGateways(),
  });
  worker.scaleOnQueue(new QueueWithDlq(stack, `${id}Orders`), { acceptableLatency: Duration.minutes(1), processingTime: Duration.seconds(2) });
}
