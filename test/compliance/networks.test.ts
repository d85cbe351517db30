import { App, Duration, Stack, Validations } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import {
  AlarmRouting, AlarmTopic, DeliveryChecks, EmrApplication, EmrCluster, EmrNetwork, FargateService, Ingress, QueueWithDlq, ServiceNetwork,
} from '../../src';
import { certificateIn, imageIn } from '../compute/services';

// The other folders leave the validator of aws-cdk-lib out, because it takes long to load.
delete process.env.CDK_VALIDATION;

/** Services and clusters in networks of every kind. */
const NETWORKS: Record<string, (stack: Stack) => void> = {
  'of its own, in a stack of no environment': (stack) => {
    new FargateService(stack, 'Web', { image: imageIn(stack), ingress: Ingress.https(certificateIn(stack)) });
    new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK] });
  },
  'that is imported': (stack) => {
    const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Theirs', {
      vpcId: 'vpc-12345678',
      vpcCidrBlock: '10.0.0.0/16',
      availabilityZones: ['eu-west-1a', 'eu-west-1b'],
      publicSubnetIds: ['subnet-11111111', 'subnet-22222222'],
      privateSubnetIds: ['subnet-33333333', 'subnet-44444444'],
    });
    new FargateService(stack, 'Web', {
      image: imageIn(stack), ingress: Ingress.https(certificateIn(stack)), network: ServiceNetwork.existingVpc(vpc),
    });
    new EmrCluster(stack, 'Spark', { applications: [EmrApplication.SPARK], network: EmrNetwork.existingVpc(vpc) });
  },
  'with two services on one cluster': (stack) => {
    const image = imageIn(stack);
    const web = new FargateService(stack, 'Web', { image, ingress: Ingress.https(certificateIn(stack)) });
    addWorker(stack, new FargateService(stack, 'Worker', { image, ingress: Ingress.none(), network: ServiceNetwork.existingCluster(web.cluster) }));
  },
  'without NAT': (stack) => {
    const image = imageIn(stack);
    const network = ServiceNetwork.endpoints();
    new FargateService(stack, 'Web', { image, ingress: Ingress.https(certificateIn(stack)), network });
    addWorker(stack, new FargateService(stack, 'Worker', { image, ingress: Ingress.none(), network }));
  },
};

test.each(Object.entries(NETWORKS))('a network %s synthesizes, is valid, and everything arrives', (_, make) => {
  const app = new App({ context: { '@aws-cdk/core:validateAgainstDefaultRules': true } });
  Validations.of(app).addPlugins(new DeliveryChecks());
  const stack = new Stack(app, 'Shop');
  AlarmRouting.of(app).notify(new AlarmTopic(stack, 'Pages').topic);
  make(stack);
  const { template } = app.synth().getStackByName('Shop');
  expect(DeliveryChecks.findingsOf({ Shop: template })).toEqual([]);
  expect(DeliveryChecks.unknownsOf({ Shop: template })).toEqual([]);
});

function addWorker(stack: Stack, worker: FargateService): void {
  const orders = new QueueWithDlq(stack, 'Orders', { visibilityTimeout: Duration.minutes(2) });
  worker.scaleOnQueue(orders, { acceptableLatency: Duration.minutes(5), processingTime: Duration.seconds(2) });
}
