import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as route53 from 'aws-cdk-lib/aws-route53';
import { certificateIn, propertiesOf, resources, shop, web, worker } from './services';
import { ClientKind, CognitoUserPool, Ingress } from '../../src';

const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const BALANCER = 'AWS::ElasticLoadBalancingV2::LoadBalancer';

function listeners(made = web()): Record<number, any> {
  return Object.fromEntries(Object.values(resources(made, LISTENER)).map(({ Properties }) => [Properties.Port, Properties]));
}

describe('by HTTPS', () => {
  test('takes TLS 1.2 and 1.3, and sends HTTP there for good', () => {
    expect(listeners()).toMatchObject({
      80: { DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: 'HTTPS', Port: '443', StatusCode: 'HTTP_301' } }] },
      443: { Protocol: 'HTTPS', SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09', DefaultActions: [{ Type: 'forward' }] },
    });
  });

  test('has a load balancer on the internet that is protected, drops invalid headers, and logs', () => {
    const { Scheme, Subnets, LoadBalancerAttributes } = propertiesOf(web(), BALANCER);
    expect(Scheme).toBe('internet-facing');
    expect(Subnets).toEqual(['subnet-11111111', 'subnet-22222222']);
    expect(LoadBalancerAttributes).toEqual(expect.arrayContaining([
      { Key: 'deletion_protection.enabled', Value: 'true' },
      { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
      { Key: 'routing.http.desync_mitigation_mode', Value: 'defensive' },
      { Key: 'access_logs.s3.enabled', Value: 'true' },
      { Key: 'access_logs.s3.bucket', Value: { Ref: expect.stringMatching(/^WebAccessLogsBucket/) } },
    ]));
  });

  test('writes logs where S3 encrypts with its own keys, once the policy is there', () => {
    const made = web();
    expect(propertiesOf(made, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration)
      .toEqual([{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }]);
    expect(Object.values(resources(made, BALANCER))[0].DependsOn).toContainEqual(expect.stringMatching(/^WebAccessLogsBucketPolicy/));
  });

  test('lets everybody connect to the load balancer, and only that to the tasks', () => {
    const made = web();
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebLoadBalancerSecurityGroup').SecurityGroupIngress.map(({ CidrIp, FromPort }: any) => [CidrIp, FromPort]))
      .toEqual([['0.0.0.0/0', 80], ['0.0.0.0/0', 443]]);
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebSecurityGroup')).not.toHaveProperty('SecurityGroupIngress');
    expect(Object.values(resources(made, 'AWS::EC2::SecurityGroupIngress')).map(({ Properties }) => [Properties.FromPort, Properties.SourceSecurityGroupId]))
      .toEqual([[8080, { 'Fn::GetAtt': [expect.stringMatching(/^WebLoadBalancerSecurityGroup/), 'GroupId'] }]]);
  });

  test('lets tasks reach nothing but port 443', () => {
    expect(propertiesOf(web(), 'AWS::EC2::SecurityGroup', 'WebSecurityGroup').SecurityGroupEgress)
      .toEqual([expect.objectContaining({ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 })]);
    expect(propertiesOf(web(), 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration).toMatchObject({
      AssignPublicIp: 'DISABLED', Subnets: ['subnet-33333333', 'subnet-44444444'],
    });
  });

  test('asks the task for its health as told', () => {
    const stack = shop();
    const made = web({
      ingress: Ingress.https(certificateIn(stack), {
        port: 3000, healthCheckPath: '/health', startupTime: Duration.minutes(5), allowFrom: [ec2.Peer.ipv4('192.0.2.0/24')],
      }),
    }, stack);
    expect(propertiesOf(made, 'AWS::ElasticLoadBalancingV2::TargetGroup')).toMatchObject({ Port: 3000, HealthCheckPath: '/health' });
    expect(propertiesOf(made, 'AWS::ECS::Service').HealthCheckGracePeriodSeconds).toBe(300);
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebLoadBalancerSecurityGroup').SecurityGroupIngress.map(({ CidrIp }: any) => CidrIp))
      .toEqual(['192.0.2.0/24', '192.0.2.0/24']);
  });

  test('lets WAF judge requests', () => {
    const stack = shop();
    const webAclArn = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/11111111-1111-1111-1111-111111111111';
    web({ ingress: Ingress.https(certificateIn(stack), { webAclArn }) }, stack);
    expect(propertiesOf(stack, 'AWS::WAFv2::WebACLAssociation')).toEqual({
      WebACLArn: webAclArn, ResourceArn: { Ref: expect.stringMatching(/^WebLoadBalancer/) },
    });
  });

  test('lets only users in who have signed in with Cognito', () => {
    const stack = shop();
    const users = new CognitoUserPool(stack, 'Users');
    const client = users.addClient('Web', ClientKind.web({ callbackUrls: ['https://shop.example.com/oauth2/idpresponse'] }));
    const domain = cognito.UserPoolDomain.fromDomainName(stack, 'Domain', 'shop-example');
    const made = web({ ingress: Ingress.https(certificateIn(stack), { signIn: { client, domain } }) }, stack);
    expect(listeners(made)[443].DefaultActions).toEqual([
      expect.objectContaining({
        Type: 'authenticate-cognito',
        Order: 1,
        AuthenticateCognitoConfig: expect.objectContaining({ UserPoolClientId: stack.resolve(client.client.userPoolClientId), UserPoolDomain: 'shop-example' }),
      }),
      expect.objectContaining({ Type: 'forward', Order: 2 }),
    ]);
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebLoadBalancerSecurityGroup').SecurityGroupEgress)
      .toContainEqual(expect.objectContaining({ FromPort: 443, CidrIp: '0.0.0.0/0' }));
  });
});

test('under a domain, it makes the certificate and the record', () => {
  const stack = shop();
  const zone = route53.HostedZone.fromHostedZoneAttributes(stack, 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
  const made = web({ ingress: Ingress.httpsDomain('shop.example.com', zone) }, stack);
  expect(propertiesOf(made, 'AWS::CertificateManager::Certificate')).toMatchObject({ DomainName: 'shop.example.com', ValidationMethod: 'DNS' });
  expect(propertiesOf(made, 'AWS::Route53::RecordSet')).toMatchObject({ Name: 'shop.example.com.', Type: 'A', HostedZoneId: 'Z1' });
});

test('internal, it is in the private subnets and lets the VPC in', () => {
  const stack = shop();
  const made = web({ ingress: Ingress.internal(certificateIn(stack)) }, stack);
  expect(propertiesOf(made, BALANCER)).toMatchObject({ Scheme: 'internal', Subnets: ['subnet-33333333', 'subnet-44444444'] });
  expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebLoadBalancerSecurityGroup').SecurityGroupIngress.map(({ CidrIp }: any) => CidrIp))
    .toEqual(['10.0.0.0/16', '10.0.0.0/16']);
});

test('by plain HTTP, it says so and takes nothing else', () => {
  expect(listeners(web({ ingress: Ingress.publicHttp() }))).toEqual({ 80: expect.objectContaining({ DefaultActions: [expect.objectContaining({ Type: 'forward' })] }) });
});

test('with no ingress there is no load balancer', () => {
  const made = worker({ minTasks: 1 });
  expect(made.loadBalancer).toBeUndefined();
  expect(resources(made, BALANCER)).toEqual({});
  expect(propertiesOf(made, 'AWS::ECS::Service')).not.toHaveProperty('HealthCheckGracePeriodSeconds');
});

test('a load balancer that is to be destroyed is not protected', () => {
  expect(propertiesOf(web({ removalPolicy: RemovalPolicy.DESTROY }), BALANCER).LoadBalancerAttributes).toContainEqual({ Key: 'deletion_protection.enabled', Value: 'false' });
});
