import * as ecs from 'aws-cdk-lib/aws-ecs';
import type { FargateService } from './fargate-service';
import { deniesPlainHttp, hasCustomerManagedKey, Promised, templateProperty } from '../validation/promise';

/** What a service promises, given whether its root file system is read-only, requests come encrypted and there is ever a task. */
export function servicePromises(
  made: FargateService,
  expected: { readonly readOnly: boolean; readonly https: boolean; readonly runs: () => boolean },
): Promised[] {
  const { accessLogsBucket, deploymentFailures, loadBalancer, listener, logGroup, service, taskDefinition } = made;
  return [
    { kept: expected.runs, message: `FargateService '${made.node.path}' would never run a task: call scaleOnQueue, or set minTasks to 1 or more` },
    {
      kept: () => templateProperty(logGroup, 'KmsKeyId') !== undefined && hasCustomerManagedKey(deploymentFailures)
        && (!accessLogsBucket || JSON.stringify(templateProperty(accessLogsBucket, 'BucketEncryption') ?? '').includes('"AES256"')),
      message: 'FargateService promises a log group and a queue that are encrypted with a customer-managed key, and access logs that are encrypted as load balancers can: '
        + 'something in the app has changed that',
    },
    {
      kept: () => [deploymentFailures, ...(accessLogsBucket ? [accessLogsBucket] : [])].every(deniesPlainHttp),
      message: 'FargateService promises a queue and a bucket that refuse plain HTTP: something in the app has removed that statement from their policies',
    },
    {
      kept: () => !accessLogsBucket || isPrivate(templateProperty(accessLogsBucket, 'PublicAccessBlockConfiguration')),
      message: 'FargateService promises buckets that nobody can make public: something in the app has removed the block of public access',
    },
    {
      kept: () => containersOf(taskDefinition).every(({ Privileged, User, ReadonlyRootFilesystem }) => (
        Privileged !== true && User !== undefined && !/^(0|root)(:|$)/.test(User) && (ReadonlyRootFilesystem === true || !expected.readOnly)
      )),
      message: 'FargateService promises containers that do not run as root, with a root file system that is read-only: something in the app has changed that',
    },
    {
      kept: () => JSON.stringify(templateProperty(service, 'NetworkConfiguration')).includes('"AssignPublicIp":"DISABLED"'),
      message: 'FargateService promises tasks without public addresses: something in the app has given them some',
    },
    {
      kept: () => JSON.stringify(templateProperty(service, 'DeploymentConfiguration')).includes('"DeploymentCircuitBreaker":{"Enable":true,"Rollback":true}'),
      message: 'FargateService promises that a deployment that fails is rolled back: something in the app has switched that off',
    },
    {
      kept: () => !loadBalancer || attributesOf(loadBalancer).some(({ Key, Value }) => Key === 'access_logs.s3.enabled' && Value === 'true'),
      message: 'FargateService promises access logs: something in the app has switched them off',
    },
    {
      kept: () => !listener || !expected.https || `${templateProperty(listener, 'SslPolicy')}`.startsWith('ELBSecurityPolicy-TLS13-1-'),
      message: 'FargateService promises TLS 1.3: something in the app has chosen another policy',
    },
  ];
}

interface ContainerJson {
  readonly Privileged?: boolean;
  readonly User?: string;
  readonly ReadonlyRootFilesystem?: boolean;
}

function containersOf(taskDefinition: ecs.FargateTaskDefinition): ContainerJson[] {
  return templateProperty(taskDefinition, 'ContainerDefinitions') as ContainerJson[];
}

function attributesOf(loadBalancer: NonNullable<FargateService['loadBalancer']>): { readonly Key: string; readonly Value: unknown }[] {
  return (templateProperty(loadBalancer, 'LoadBalancerAttributes') ?? []) as { readonly Key: string; readonly Value: unknown }[];
}

function isPrivate(block: unknown): boolean {
  return ['BlockPublicAcls', 'BlockPublicPolicy', 'IgnorePublicAcls', 'RestrictPublicBuckets']
    .every((setting) => (block as Record<string, unknown> | undefined)?.[setting] === true);
}
