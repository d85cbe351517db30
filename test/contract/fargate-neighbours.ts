import { Duration, Stack } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { FargateService, Ingress, QueueWithDlq, ServiceNetwork } from '../../src';
import { IMAGE, vpcIn } from '../compute/services';

/** A connection that a FargateService can make across stacks: see neighbours.ts. */
interface Connection {
  readonly pattern: (stack: Stack) => FargateService;
  readonly other: (stack: Stack) => any;
  readonly connect: (made: FargateService, other: any) => void;
}

const inVpc = (stack: Stack) => ({ image: IMAGE, network: ServiceNetwork.existingVpc(vpcIn(stack)) });
const worker = (stack: Stack) => new FargateService(stack, 'Worker', { ...inVpc(stack), ingress: Ingress.none(), minTasks: 1 });
const web = (stack: Stack) => new FargateService(stack, 'Web', { ...inVpc(stack), ingress: Ingress.publicHttp() });

export const FARGATE_NEIGHBOURS: { readonly [name: string]: Connection } = {
  'a queue that a worker works off': {
    pattern: worker,
    other: (stack) => new QueueWithDlq(stack, 'Queue'),
    connect: (made, queue: QueueWithDlq) => {
      made.scaleOnQueue(queue, { acceptableLatency: Duration.minutes(1), processingTime: Duration.seconds(1) });
      made.rollBackOn(queue.alarms.get('DeadLetter'));
    },
  },
  'a secret of a service': {
    pattern: web,
    other: (stack) => new secretsmanager.Secret(stack, 'Secret'),
    connect: (made, secret: secretsmanager.Secret) => made.addSecret('KEY', secret),
  },
  'a queue that a service sends to': {
    pattern: web,
    other: (stack) => new QueueWithDlq(stack, 'Queue'),
    connect: (made, queue: QueueWithDlq) => void queue.grantSendMessages(made.taskDefinition.taskRole),
  },
  'a service that shares a cluster': {
    pattern: web,
    other: (stack) => stack,
    connect: ({ cluster, encryptionKey }, stack: Stack) => {
      new FargateService(stack, 'Other', {
        image: IMAGE, ingress: Ingress.none(), minTasks: 1, encryptionKey, network: ServiceNetwork.existingCluster(cluster),
      });
    },
  },
};
