import { join } from 'node:path';
import { Duration, Lazy, Size } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as fc from 'fast-check';
import { Beside } from './beside';
import { beside, given, Giving, mapOf, several, shape, struct } from './given';
import { hostileText, mostly, textLike, textOf } from './hostile';
import { alarms, encryptionKey, mebibytes, name, numbers, removalPolicy, sampled, Samples, seconds } from './sampled';
import {
  ClientKind, CognitoUserPoolClient, ContainerOptions, ContainerSource, ExistingVpcOptions, FargateService, FargateServiceProps, FileSystemOptions,
  HttpsIngressOptions, Ingress, IngressOptions, IngressSignIn, NatVpcOptions, OwnVpcOptions, QueueScalingOptions, QueueWithDlq, RegistryOptions,
  ScheduledTasksOptions, ServiceNetwork, TaskSize,
} from '../../src';

const DIRECTORY = join(__dirname, '..', 'compute', 'image');

const CONTAINER = {
  command: several(hostileText, 3),
  environment: mapOf(textLike(/^[A-Z]{1,9}$/), hostileText),
  user: textOf(fc.constantFrom('1000:1000', '65532')),
  cpuArchitecture: fc.constantFrom(ecs.CpuArchitecture.ARM64, ecs.CpuArchitecture.X86_64),
  healthCheck: given(textLike(/^\/[a-z]{1,9}$/), (command) => ({ command: ['CMD', command] })),
  tmpSize: mebibytes(1, 1024) as Giving<Size>,
};
const CONTAINER_OPTIONS = struct<ContainerOptions>('ContainerOptions', CONTAINER);
const REGISTRY = struct<RegistryOptions>('RegistryOptions', { ...CONTAINER, credentials: beside('secret') });
const tag = textLike(/^[\w][\w.-]{0,20}$/);

const IMAGE: Giving<ContainerSource> = fc.oneof(
  given(shape({ tag, options: CONTAINER_OPTIONS }), (one, around) => ContainerSource.ecr(around.part('repository'), one.tag, one.options)),
  given(CONTAINER_OPTIONS, (options) => ContainerSource.directory(DIRECTORY, options)),
  given(shape({ image: textOf(fc.constant('public.ecr.aws/shop/web:1.2.3')), options: REGISTRY }), ({ image, options }) => (
    ContainerSource.registry(image, options)
  )),
);

const SIGN_IN = struct<IngressSignIn>('IngressSignIn', {
  client: given(mostly(fc.constant('https://shop.example.com/oauth2/idpresponse'), fc.constant('https://example.com')), (url, around) => clientIn(around, url)),
  domain: beside('domain'),
}, 'client', 'domain');

function clientIn(around: Beside, url: string): CognitoUserPoolClient {
  return new CognitoUserPoolClient(around, 'Client', { userPool: around.part('userPool'), kind: ClientKind.web({ callbackUrls: [url] }) });
}

const INGRESS_OPTIONS = {
  port: numbers(1024, 65_535),
  healthCheckPath: textLike(/^\/[a-z]{0,9}$/),
  startupTime: seconds(60, 7200),
  allowFrom: several(given(fc.constantFrom('192.0.2.0/24', '10.0.0.0/8'), (range) => ec2.Peer.ipv4(range)), 2),
  webAclArn: textOf(fc.constant('arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/11111111-1111-1111-1111-111111111111')),
};
const HTTPS = struct<HttpsIngressOptions>('HttpsIngressOptions', { ...INGRESS_OPTIONS, signIn: SIGN_IN });

const INGRESS: Giving<Ingress> = fc.oneof(
  { weight: 2, arbitrary: given(fc.constant('none'), () => Ingress.none()) },
  { weight: 1, arbitrary: given(HTTPS, (options, around) => Ingress.https(around.part('certificate'), options)) },
  { weight: 1, arbitrary: given(HTTPS, (options, around) => Ingress.internal(around.part('certificate'), options)) },
  { weight: 1, arbitrary: given(struct<IngressOptions>('IngressOptions', INGRESS_OPTIONS), (options) => Ingress.publicHttp(options)) },
  {
    weight: 1,
    arbitrary: given(shape({ domain: textOf(fc.constant('shop.example.com')), options: HTTPS }), ({ domain, options }, around) => (
      Ingress.httpsDomain(domain, around.part('zone'), options)
    )),
  },
);

const OWN_VPC = { cidr: textOf(fc.constantFrom('10.0.0.0/16', '10.1.0.0/20', '192.168.0.0/24')), maxAzs: numbers(2, 3) };
const EXISTING = struct<ExistingVpcOptions>('ExistingVpcOptions', {
  subnets: mostly(fc.constant({ subnetType: ec2.SubnetType.PRIVATE_WITH_EGRESS }), fc.constant({ subnetType: ec2.SubnetType.PRIVATE_ISOLATED })),
});
const NETWORK: Giving<ServiceNetwork> = fc.oneof(
  given(shape({ vpc: mostly(beside('vpc'), beside('publicVpc')), options: EXISTING }), ({ vpc, options }) => ServiceNetwork.existingVpc(vpc, options)),
  given(EXISTING, (options, around) => ServiceNetwork.existingCluster(around.part('cluster'), options)),
  given(struct<NatVpcOptions>('NatVpcOptions', { ...OWN_VPC, natGateways: numbers(1, 3) }), (options) => ServiceNetwork.natGateways(options)),
  given(struct<OwnVpcOptions>('OwnVpcOptions', OWN_VPC), (options) => ServiceNetwork.endpoints(options)),
);

const SIZE: Giving<TaskSize> = given(
  mostly(fc.constantFrom([256, 512], [512, 1024], [1024, 8192], [16_384, 122_880]), fc.tuple(numberLike(), numberLike())),
  ([cpu, memory]) => TaskSize.of(cpu, memory),
);

function numberLike(): fc.Arbitrary<number> {
  return fc.constantFrom(0, -1, 0.5, 256, 512, 1000, NaN, Infinity);
}

const PROPS = struct<FargateServiceProps>('FargateServiceProps', {
  image: IMAGE,
  ingress: INGRESS,
  network: NETWORK,
  size: SIZE,
  minTasks: numbers(0, 10),
  maxTasks: numbers(1, 5000),
  stopTimeout: seconds(20, 120),
  executeCommand: fc.boolean(),
  encryptionKey,
  alarms: alarms('DeploymentFailed'),
  removalPolicy,
}, 'image', 'ingress');

const FILE_SYSTEM = struct<FileSystemOptions>('FileSystemOptions', { readOnly: fc.boolean() });
const SCHEDULE = struct<ScheduledTasksOptions>('ScheduledTasksOptions', {
  schedule: given(fc.nat({ max: 23 }), (hour) => appscaling.Schedule.cron({ hour: `${hour}`, minute: '0' })),
  minTasks: numbers(0, 5000),
  maxTasks: numbers(0, 5000),
}, 'schedule');
const processingTime = mostly(
  given(fc.integer({ min: 1, max: 30_000 }), (millis) => Duration.millis(millis)),
  given(fc.constant(1), () => Duration.seconds(Lazy.number({ produce: () => 1 }))),
);
const QUEUE_SCALING = struct<QueueScalingOptions>('QueueScalingOptions', {
  acceptableLatency: seconds(30, 3600), processingTime,
}, 'acceptableLatency', 'processingTime');

type Method = (made: FargateService, around: Beside) => void;

/** What is done with a service that is made. */
const METHODS: Giving<Method> = fc.oneof(
  given(fc.constantFrom('SCALE', 'OTHER'), (): Method => (made, around) => made.rollBackOn(new QueueWithDlq(around, 'Jobs').alarms.get('DeadLetter'))),
  given(numbers(10, 90), (percent): Method => (made) => made.scaleOnCpu(percent)),
  given(numbers(10, 90), (percent): Method => (made) => made.scaleOnMemory(percent)),
  given(numbers(1, 10_000), (requests): Method => (made) => made.scaleOnRequests(requests)),
  given(shape({ id: name, options: SCHEDULE }), ({ id, options }): Method => (made) => made.scaleOnSchedule(id, options)),
  given(shape({ variable: textLike(/^[A-Z_]{1,9}$/), field: mostly(fc.constant(undefined), hostileText) }), ({ variable, field }): Method => (made, around) => (
    made.addSecret(variable, around.part('secret'), field)
  )),
  given(textLike(/^[A-Z_]{1,9}$/), (variable): Method => (made, around) => made.addParameter(variable, around.part('parameter'))),
  given(shape({ id: name, path: textLike(/^\/[a-z]{4,9}$/), options: FILE_SYSTEM }), ({ id, path, options }): Method => (made) => (
    void made.addFileSystem(`Files${id}`, path, options)
  )),
  given(name, (id): Method => (made) => void made.addEndpoint(`Own${id}`, ec2.InterfaceVpcEndpointAwsService.STS)),
);

export const COMPUTE: Samples = {
  FargateService: sampled(shape({
    props: PROPS,
    queues: several(QUEUE_SCALING, 1, 1),
    methods: several(METHODS, 1),
    scalesOnQueue: mostly(fc.constant(true), fc.constant(false)),
  }), (scope, id, { props, queues, methods, scalesOnQueue }, around) => {
    const made = new FargateService(scope, id, props);
    // A worker without tasks has to work on a queue, and what is behind a load balancer must not.
    if (!made.loadBalancer || !scalesOnQueue) queues.forEach((options) => made.scaleOnQueue(new QueueWithDlq(around, 'Orders'), options));
    methods.forEach((method) => method(made, around));
  }),
};
