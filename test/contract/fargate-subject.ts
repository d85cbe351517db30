import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as route53 from 'aws-cdk-lib/aws-route53';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { Outside } from './outside';
import type { Subject } from './subjects';
import { ClientKind, CognitoUserPoolClient, ContainerSource, FargateService, Ingress, QueueWithDlq, ServiceNetwork, TaskSize } from '../../src';
import { certificateIn, vpcIn } from '../compute/services';

const WEB_ACL = 'arn:aws:wafv2:eu-west-1:111111111111:regional/webacl/shop/11111111-1111-1111-1111-111111111111';

export const FARGATE_SERVICE: Subject = {
  minimal: (scope, id, outside) => new FargateService(scope, id, { image: imageOf(outside), ingress: Ingress.https(certificateIn(given(outside))) }),
  full: {
    'everything on': (scope, id, outside) => {
      const zone = route53.HostedZone.fromHostedZoneAttributes(given(outside), 'Zone', { hostedZoneId: 'Z1', zoneName: 'example.com' });
      const made = new FargateService(scope, id, {
        image: imageOf(outside),
        ingress: Ingress.httpsDomain('shop.example.com', zone, {
          port: 3000,
          healthCheckPath: '/health',
          startupTime: Duration.minutes(3),
          allowFrom: [ec2.Peer.ipv4('192.0.2.0/24'), ec2.Peer.prefixList('pl-12345678')],
          webAclArn: WEB_ACL,
          signIn: signIn(outside),
        }),
        network: ServiceNetwork.existingVpc(vpcIn(given(outside))),
        size: TaskSize.of(1024, 2048),
        minTasks: 3,
        maxTasks: 30,
        stopTimeout: Duration.seconds(120),
        executeCommand: true,
        alarms: { Latency: { threshold: 1 }, RejectedConnections: { enabled: false } },
        removalPolicy: RemovalPolicy.DESTROY,
      });
      made.scaleOnCpu(50);
      made.scaleOnMemory(70);
      made.scaleOnRequests(500);
      made.scaleOnSchedule('Morning', { schedule: appscaling.Schedule.cron({ hour: '6', minute: '0' }), minTasks: 10 });
      made.rollBackOn(new QueueWithDlq(given(outside), 'Jobs').alarms.get('DeadLetter'));
      return withState(made, outside);
    },
    'worker without NAT': (scope, id, outside) => {
      const made = new FargateService(scope, id, {
        image: imageOf(outside), ingress: Ingress.none(), network: ServiceNetwork.endpoints({ cidr: '10.1.0.0/20' }), executeCommand: true,
      });
      made.addEndpoint('Sts', ec2.InterfaceVpcEndpointAwsService.STS);
      made.scaleOnQueue(new QueueWithDlq(given(outside), 'Jobs'), { acceptableLatency: Duration.minutes(2), processingTime: Duration.seconds(5) });
      return withState(made, outside);
    },
    'internal on an existing cluster with own key': (scope, id, outside) => new FargateService(scope, id, {
      image: ContainerSource.registry('public.ecr.aws/shop/web:1.2.3', {
        command: ['serve'],
        environment: { STAGE: 'prod' },
        user: '65532',
        cpuArchitecture: ecs.CpuArchitecture.ARM64,
        healthCheck: { command: ['CMD', '/healthy'] },
        tmpSize: Size.mebibytes(128),
      }),
      ingress: Ingress.internal(certificateIn(given(outside))),
      network: ServiceNetwork.existingCluster(ecs.Cluster.fromClusterAttributes(given(outside), 'Cluster', { clusterName: 'shared', vpc: vpcIn(given(outside)) })),
      encryptionKey: outside.key,
    }),
  },
};

/** What a variant imports or makes beside the service. */
function given(outside: Outside): Construct {
  return outside.node.tryFindChild('Given') as Construct | undefined ?? new Construct(outside, 'Given');
}

function imageOf(outside: Outside): ContainerSource {
  return ContainerSource.ecr(ecr.Repository.fromRepositoryName(given(outside), 'Repository', 'shop'), '1.2.3');
}

function signIn(outside: Outside) {
  const kind = ClientKind.web({ callbackUrls: ['https://shop.example.com/oauth2/idpresponse'] });
  return {
    client: new CognitoUserPoolClient(given(outside), 'Client', { userPool: outside.userPool, kind }),
    domain: cognito.UserPoolDomain.fromDomainName(given(outside), 'Domain', 'shop-example'),
  };
}

function withState(made: FargateService, outside: Outside): FargateService {
  made.addSecret('API_KEY', secretsmanager.Secret.fromSecretNameV2(given(outside), 'Secret', 'api-key'), 'key');
  made.addParameter('COLOUR', ssm.StringParameter.fromSecureStringParameterAttributes(given(outside), 'Parameter', { parameterName: '/shop/colour' }));
  made.addFileSystem('Files', '/data');
  made.addFileSystem('Templates', '/templates', { readOnly: true });
  made.alarms.health();
  return made;
}
