import { Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { ApplicationLoadBalancedFargateService } from 'aws-cdk-lib/aws-ecs-patterns';

export function build(stack: Stack, id: string): void {
  new ApplicationLoadBalancedFargateService(stack, id, {
    certificate: acm.Certificate.fromCertificateArn(stack, `${id}Certificate`, 'arn:aws:acm:eu-west-1:111111111111:certificate/1'),
    redirectHTTP: true,
    taskImageOptions: { image: ecs.ContainerImage.fromRegistry('public.ecr.aws/shop/web:1.2.3'), containerPort: 8080 },
  });
}
