import { join } from 'path';
import { Stack } from 'aws-cdk-lib';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as route53 from 'aws-cdk-lib/aws-route53';
import {
  AlarmOverride, ContainerOptions, ContainerSource, FargateService, FargateServiceProps, FileSystemOptions, HttpsIngressOptions, Ingress,
  IngressOptions, NatVpcOptions, OwnVpcOptions, RegistryOptions, ServiceNetwork,
} from '../../src';
import { certificateIn, IMAGE, vpcIn } from '../compute/services';

const DIRECTORY = join(__dirname, '..', 'compute', 'image');

/** What takes structs with literal defaults of FargateService: see takers.ts. */
export const FARGATE_TAKERS: { readonly [taker: string]: (stack: Stack, options: object) => void } = {
  'ContainerSource.directory': (stack, options: ContainerOptions) => void service(stack, { image: ContainerSource.directory(DIRECTORY, valid(options)) }),
  'ContainerSource.ecr': (stack, options: ContainerOptions) => {
    service(stack, { image: ContainerSource.ecr(ecr.Repository.fromRepositoryName(stack, 'Repository', 'shop'), '1.2.3', valid(options)) });
  },
  'ContainerSource.registry': (stack, options: RegistryOptions) => {
    service(stack, { image: ContainerSource.registry('public.ecr.aws/shop/web:1.2.3', valid(options)) });
  },
  'FargateService': (stack, props: Partial<FargateServiceProps>) => void service(stack, props),
  'FargateService.addFileSystem': (stack, options: FileSystemOptions) => void service(stack).addFileSystem('Files', '/data', options),
  'FargateServiceProps.alarms': (stack, options: AlarmOverride) => void service(stack, { alarms: { Latency: { threshold: 3, ...options } } }),
  'Ingress.https': (stack, options: HttpsIngressOptions) => void service(stack, { ingress: Ingress.https(certificateIn(stack), valid(options)) }),
  'Ingress.httpsDomain': (stack, options: HttpsIngressOptions) => {
    const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
    service(stack, { ingress: Ingress.httpsDomain('shop.example.com', zone, valid(options)) });
  },
  'Ingress.internal': (stack, options: HttpsIngressOptions) => void service(stack, { ingress: Ingress.internal(certificateIn(stack), valid(options)) }),
  'Ingress.publicHttp': (stack, options: IngressOptions) => void service(stack, { ingress: Ingress.publicHttp(valid(options)) }),
  'ServiceNetwork.endpoints': (stack, options: OwnVpcOptions) => {
    const image = ContainerSource.ecr(ecr.Repository.fromRepositoryName(stack, 'Repository', 'shop'), '1.2.3');
    service(stack, { image, network: ServiceNetwork.endpoints(valid(options)) });
  },
  'ServiceNetwork.natGateways': (stack, options: NatVpcOptions) => void service(stack, { network: ServiceNetwork.natGateways(valid(options)) }),
};

/** Other texts than the defaults that are refused, and what is taken instead. */
const INSTEAD: { readonly [refused: string]: string } = { 'x10.0.0.0/16': '10.0.0.0/17', 'x1000:1000': '2000:2000', 'x/': '/health' };

function valid<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [name, INSTEAD[value as string] ?? value])) as Options;
}

function service(stack: Stack, props: Partial<FargateServiceProps> = {}): FargateService {
  const network = props.network ?? ServiceNetwork.existingVpc(vpcIn(stack));
  return new FargateService(stack, 'Subject', { image: IMAGE, ingress: Ingress.publicHttp(), ...props, network });
}
