import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { AuthenticateCognitoAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2-actions';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { LoadBalancerTarget } from 'aws-cdk-lib/aws-route53-targets';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { accessLogsBucket } from './access-logs-bucket';
import { IngressSignIn, WantedLoadBalancer } from './ingress';
import { pathOf } from '../validation/path-of';

/** The container port that requests go to, unless the ingress says otherwise. */
export const CONTAINER_PORT = 8080;

/** A load balancer with what belongs to it. */
export interface MadeLoadBalancer {
  readonly loadBalancer: elbv2.ApplicationLoadBalancer;
  readonly listener: elbv2.ApplicationListener;
  readonly targetGroup: elbv2.ApplicationTargetGroup;
  readonly accessLogsBucket: s3.Bucket;
}

/** Where a load balancer is, and how long requests may take. */
export interface LoadBalancerPlace {
  readonly vpc: ec2.IVpc;
  /** Where tasks run, and a load balancer that is not on the internet. */
  readonly subnets: ec2.SubnetSelection;
  readonly slowestRequest: Duration;
  readonly removalPolicy: RemovalPolicy;
}

/**
 * Makes the load balancer. It is protected against deletion unless it is to be destroyed, and takes the requests that RFC 7230 calls ambiguous apart (`defensive`) instead of
 * refusing everything that does not comply to the letter (`strictest`), which browsers and crawlers send too.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html
 */
export function makeLoadBalancer(scope: Construct, wanted: WantedLoadBalancer, place: LoadBalancerPlace): MadeLoadBalancer {
  const { vpc, subnets, slowestRequest, removalPolicy } = place;
  const securityGroup = new ec2.SecurityGroup(scope, 'LoadBalancerSecurityGroup', {
    vpc, description: `Load balancer of ${pathOf(scope)}`, allowAllOutbound: false,
  });
  const logs = accessLogsBucket(scope, removalPolicy);
  const loadBalancer = new elbv2.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc,
    vpcSubnets: wanted.internetFacing ? { subnetType: ec2.SubnetType.PUBLIC } : subnets,
    internetFacing: wanted.internetFacing,
    securityGroup,
    ipAddressType: elbv2.IpAddressType.IPV4,
    http2Enabled: true,
    idleTimeout: slowestRequest,
    deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
    dropInvalidHeaderFields: true,
    desyncMitigationMode: elbv2.DesyncMitigationMode.DEFENSIVE,
  });
  loadBalancer.setAttribute('access_logs.s3.enabled', 'true');
  loadBalancer.setAttribute('access_logs.s3.bucket', logs.bucketName);
  loadBalancer.node.addDependency(logs.policy!);
  const targetGroup = new elbv2.ApplicationTargetGroup(scope, 'TargetGroup', {
    vpc,
    targetType: elbv2.TargetType.IP,
    port: wanted.port ?? CONTAINER_PORT,
    protocol: elbv2.ApplicationProtocol.HTTP,
    deregistrationDelay: slowestRequest,
    slowStart: Duration.seconds(30),
    healthCheck: {
      path: wanted.healthCheckPath ?? '/',
      healthyHttpCodes: '200-299',
      interval: Duration.seconds(15),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
  const listener = addListeners(scope, loadBalancer, targetGroup, wanted);
  allowPeers(securityGroup, vpc, wanted);
  if (wanted.domain) {
    new route53.ARecord(scope, 'Record', {
      zone: wanted.domain.zone, recordName: `${wanted.domain.name}.`, target: route53.RecordTarget.fromAlias(new LoadBalancerTarget(loadBalancer)),
    });
  }
  if (wanted.webAclArn) {
    new wafv2.CfnWebACLAssociation(scope, 'WebAclAssociation', { resourceArn: loadBalancer.loadBalancerArn, webAclArn: wanted.webAclArn });
  }
  return { loadBalancer, listener, targetGroup, accessLogsBucket: logs };
}

/** Port 443, with 80 leading to it; or 80 alone where plain HTTP was asked for. */
function addListeners(
  scope: Construct,
  loadBalancer: elbv2.ApplicationLoadBalancer,
  targetGroup: elbv2.ApplicationTargetGroup,
  { certificate, signIn }: WantedLoadBalancer,
): elbv2.ApplicationListener {
  const forward = elbv2.ListenerAction.forward([targetGroup]);
  if (!certificate) {
    return loadBalancer.addListener('Http', { port: 80, protocol: elbv2.ApplicationProtocol.HTTP, open: false, defaultAction: forward });
  }
  loadBalancer.addListener('Http', {
    port: 80,
    protocol: elbv2.ApplicationProtocol.HTTP,
    open: false,
    defaultAction: elbv2.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }),
  });
  return loadBalancer.addListener('Https', {
    port: 443,
    protocol: elbv2.ApplicationProtocol.HTTPS,
    certificates: [certificate(scope)],
    sslPolicy: elbv2.SslPolicy.TLS13_12_RES_PQ,
    open: false,
    defaultAction: signIn ? signedIn(signIn, forward) : forward,
  });
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-authenticate-users.html */
function signedIn({ client, domain }: IngressSignIn, next: elbv2.ListenerAction): elbv2.ListenerAction {
  return new AuthenticateCognitoAction({
    userPool: client.userPool as cognito.IUserPool, userPoolClient: client.client, userPoolDomain: domain, next, allowHttpsOutbound: true,
  });
}

function allowPeers(securityGroup: ec2.SecurityGroup, vpc: ec2.IVpc, { internetFacing, certificate, allowFrom }: WantedLoadBalancer): void {
  const peers = allowFrom ?? [internetFacing ? ec2.Peer.anyIpv4() : ec2.Peer.ipv4(vpc.vpcCidrBlock)];
  for (const peer of peers) {
    securityGroup.addIngressRule(peer, ec2.Port.tcp(80), certificate ? 'HTTP, sent to HTTPS' : 'HTTP');
    if (certificate) {
      securityGroup.addIngressRule(peer, ec2.Port.tcp(443), 'HTTPS');
    }
  }
  if (internetFacing && allowFrom === undefined) {
    Validations.of(securityGroup).acknowledge({
      id: 'AwsSolutions-EC23', reason: 'The service is on the internet, because the app asked for that with its ingress.',
    });
  }
}
