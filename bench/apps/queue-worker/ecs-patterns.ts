import { Stack } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { QueueProcessingFargateService } from 'aws-cdk-lib/aws-ecs-patterns';

export function build(stack: Stack, id: string): void {
  new QueueProcessingFargateService(stack, id, { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/shop/worker:1.2.3') });
}
