import { CfnParameter, Duration, Lazy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { certificateIn, IMAGE, shop, vpcIn, web, worker } from './services';
import { ClientKind, CognitoUserPool, ContainerSource, FargateServiceProps, Ingress, ServiceNetwork, TaskSize } from '../../src';

function refused(props: Partial<FargateServiceProps>): string {
  try {
    web(props);
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('it was taken');
}

test.each<[string, Partial<FargateServiceProps>, string]>([
  ['a tag that changes', { image: ContainerSource.registry('nginx:latest') },
    "'image.name' must end in a digest (@sha256:…) or a tag other than latest, but got nginx:latest"],
  ['no tag', { image: ContainerSource.registry('docker.io/library/nginx') },
    "'image.name' must end in a digest (@sha256:…) or a tag other than latest, but got docker.io/library/nginx"],
  ['root', { image: ContainerSource.registry('nginx:1', { user: '0:0' }) }, "'image.user' must be ids such as '1000:1000', and not those of root, but got 0:0"],
  ['no room in /tmp', { image: ContainerSource.registry('nginx:1', { tmpSize: Size.kibibytes(512) }) }, "'image.tmpSize' must be at least 1 whole MiB, but got 0.5"],
  ['a size that Fargate does not have', { size: TaskSize.of(256, 4096) }, "'size' must be a combination that Fargate has: 256 CPU units with 512"],
  ['another registry without the internet', { image: IMAGE, network: ServiceNetwork.endpoints() },
    "'image' must be in ECR, because ServiceNetwork.endpoints() has no way to other registries: copy it, or take a pull-through cache, but got in another registry"],
  ['no task behind a load balancer', { minTasks: 0 }, "'minTasks' must be a whole number from 1 to 5,000, but got 0"],
  ['fewer at most than at least', { minTasks: 5, maxTasks: 3 }, "'maxTasks' must not be less than minTasks (5), but got 3"],
  ['more at least than 10 at most', { minTasks: 12 }, "'minTasks' must not be more than maxTasks (10), but got 12"],
  ['too many', { maxTasks: 5001 }, "'maxTasks' must be a whole number from 1 to 5,000, but got 5001"],
  ['a long stop', { stopTimeout: Duration.minutes(3) }, "'stopTimeout' must be 20 to 120 whole seconds, which is the most that Fargate waits, but got 180"],
  ['no NAT gateway', { network: ServiceNetwork.natGateways({ natGateways: 0 }) }, "'network.natGateways' must be 1 or more, or take ServiceNetwork.endpoints(), but got 0"],
  ['one zone', { network: ServiceNetwork.natGateways({ maxAzs: 1 }) }, "'network.maxAzs' must be 2 to 6, because a load balancer needs two zones, but got 1"],
  ['no range of addresses', { network: ServiceNetwork.endpoints({ cidr: '10.0.0.0/8' }) }, "'network.cidr' must be a range from /16 to /24"],
  ['a low port', { ingress: Ingress.publicHttp({ port: 80 }) }, "'ingress.port' must be 1,024 to 65,535, because only root may listen below, but got 80"],
  ['a path without its slash', { ingress: Ingress.publicHttp({ healthCheckPath: 'health' }) }, "'ingress.healthCheckPath' must begin with '/', but got health"],
  ['a short start', { ingress: Ingress.publicHttp({ startupTime: Duration.seconds(10) }) }, "'ingress.startupTime' must be 60 to 7,200 whole seconds, but got 10"],
  ['nobody', { ingress: Ingress.publicHttp({ allowFrom: [] }) }, "'ingress.allowFrom' must name somebody, or be left out"],
  ['a web ACL of CloudFront', { ingress: Ingress.publicHttp({ webAclArn: 'arn:aws:wafv2:us-east-1:111111111111:global/webacl/a/b' }) },
    "'ingress.webAclArn' must be the ARN of a WAFv2 web ACL of the scope REGIONAL"],
  ['a token for its tasks', { minTasks: Lazy.number({ produce: () => 2 }) }, "'minTasks' must be known at synth, because other settings follow from it, but got a token"],
  ['subnets that the VPC has not', { network: ServiceNetwork.existingVpc(vpcIn(shop()), { subnets: { subnetType: ec2.SubnetType.PRIVATE_ISOLATED } }) },
    "'network.subnets' must be subnets that the VPC has, but got There are no 'Isolated' subnet groups in this VPC."],
  ['a variable without a name', { image: ContainerSource.registry('nginx:1', { environment: { 'A B': 'x' } }) },
    "'image.environment' must have names without spaces and =, but got A B"],
  ['an alarm that there is not', { alarms: { Slow: { enabled: false } } }, "'alarms' must name alarms of this construct (ServerErrors, LoadBalancerErrors,"],
])('it fails when given %s', (_, props, message) => {
  expect(refused(props)).toContain(message);
});

test.each<[string, string, () => unknown]>([
  ['a file system has no name for a volume', "'id' must be 1 to 200 letters, digits, hyphens and underscores, because the volume has it as its name, but got a b",
    () => web().addFileSystem('a b', '/data')],
  ['a file system has a taken name', "'id' must be free, and it is taken, but got Task", () => web().addFileSystem('Task', '/data')],
  ['a secret has no name', "'name' must be the name of an environment variable, but got A B", () => {
    const made = web();
    made.addSecret('A B', secretsmanager.Secret.fromSecretNameV2(made, 'Secret', 'shop'));
  }],
])('a method fails when %s', (_, message, call) => {
  expect(call).toThrow(message);
});

test('all of it is said at once', () => {
  expect(refused({ maxTasks: 0, stopTimeout: Duration.seconds(1) }).split('\n')).toHaveLength(4);
});

test('it fails when given the latest image of a repository', () => {
  const stack = shop();
  const image = ContainerSource.ecr(ecr.Repository.fromRepositoryName(stack, 'Repository', 'shop'), 'latest');
  expect(() => web({ image }, stack)).toThrow("'image.tagOrDigest' must be a digest (sha256:…) or a tag other than latest, but got latest");
});

test('it fails when the stop timeout is not known', () => {
  const stack = shop();
  const stopTimeout = Duration.seconds(new CfnParameter(stack, 'Seconds', { type: 'Number' }).valueAsNumber);
  expect(() => web({ stopTimeout }, stack)).toThrow("'stopTimeout' must be known at synth, because other settings follow from it");
});

test('it fails when given a key of AWS', () => {
  const stack = shop();
  expect(() => web({ encryptionKey: kms.Alias.fromAliasName(stack, 'Alias', 'alias/aws/logs') }, stack)).toThrow("'encryptionKey' must be a customer-managed key");
});

test('it fails when a VPC has public subnets only', () => {
  const stack = shop();
  const vpc = ec2.Vpc.fromVpcAttributes(stack, 'Public', {
    vpcId: 'vpc-1', availabilityZones: ['a', 'b'], publicSubnetIds: ['subnet-1', 'subnet-2'], publicSubnetRouteTableIds: ['rtb-1', 'rtb-2'],
  });
  expect(() => worker({ network: ServiceNetwork.existingVpc(vpc), minTasks: 1 }, stack))
    .toThrow("'network' must have private or isolated subnets, because tasks get no public addresses: make some, or name the subnets, but got Shop/Public");
});

test('it fails when a name is not in its zone, or no name', () => {
  const stack = shop();
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  expect(() => web({ ingress: Ingress.httpsDomain('https://shop.example.org', zone) }, stack))
    .toThrow(/'ingress.domainName' must be a domain name in lower case, without https:\/\/[^]*'ingress.domainName' must be in the zone example.com/);
});

test('it fails when users sign in with a client that has no secret, or come back elsewhere', () => {
  const stack = shop();
  const users = new CognitoUserPool(stack, 'Users');
  const client = users.addClient('Web', ClientKind.singlePage({ callbackUrls: ['https://shop.example.com/signed-in'] }));
  expect(() => web({ ingress: Ingress.https(certificateIn(stack), { signIn: { client, domain: {} as never } }) }, stack))
    .toThrow(/must be of kind ClientKind.web, because the load balancer needs a secret[^]*must have the callback URL https:\/\/<name of the service>\/oauth2\/idpresponse/);
});

test('it fails when scaling is told nonsense', () => {
  const made = web();
  expect(() => made.scaleOnCpu(100)).toThrow("'percent' must be a whole number from 10 to 90, so that there is room until new tasks have started, but got 100");
  expect(() => made.scaleOnRequests(0)).toThrow("'requestsPerTask' must be 1 or more requests a minute, but got 0");
  expect(() => worker({ minTasks: 1 }).scaleOnRequests(100)).toThrow("'ingress' must have a load balancer that counts requests, but got Ingress.none()");
  expect(() => made.addFileSystem('Files', '/tmp/files')).toThrow("'containerPath' must be an absolute path that is not in /tmp, but got /tmp/files");
  expect(() => made.addEndpoint('Sts', ec2.InterfaceVpcEndpointAwsService.STS)).toThrow("'network' must be ServiceNetwork.endpoints(), but got another one");
});
