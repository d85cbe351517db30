import { Stack } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { imageIn, orderWorker, propertiesOf, resources, rightsOf, shop, vpcIn, web, worker } from './services';
import { Ingress, ServiceNetwork } from '../../src';

/** The last part of the name of the service of each endpoint. */
function endpoints(stack: Stack): string[] {
  return Object.values(resources(stack, 'AWS::EC2::VPCEndpoint')).map(({ Properties }) => {
    const name = Properties.ServiceName['Fn::Join'][1].at(-1);
    return `${Properties.VpcEndpointType} ${name.replace(/^\./, '')}`;
  }).sort();
}

describe('a VPC of its own', () => {
  test('has a NAT gateway in each zone, a free way to S3, and a log of what is refused', () => {
    const made = web({ network: undefined });
    expect(Object.keys(resources(made, 'AWS::EC2::NatGateway'))).toHaveLength(2);
    expect(Object.keys(resources(made, 'AWS::EC2::Subnet'))).toHaveLength(4);
    expect(endpoints(Stack.of(made))).toEqual(['Gateway s3']);
    expect(propertiesOf(made, 'AWS::EC2::FlowLog')).toMatchObject({ TrafficType: 'REJECT', LogDestinationType: 'cloud-watch-logs' });
    expect(Object.values(resources(made, 'AWS::EC2::Subnet')).map(({ Properties }) => Properties.MapPublicIpOnLaunch)).toEqual([false, false, false, false]);
  });

  test('has as many as asked for', () => {
    const made = web({ network: ServiceNetwork.natGateways({ cidr: '10.1.0.0/20', natGateways: 1 }) });
    expect(Object.keys(resources(made, 'AWS::EC2::NatGateway'))).toHaveLength(1);
    expect(propertiesOf(made, 'AWS::EC2::VPC').CidrBlock).toBe('10.1.0.0/20');
  });
});

describe('a VPC with endpoints', () => {
  test('has no NAT, and those that tasks need to start', () => {
    const stack = shop();
    worker({ image: imageIn(stack), network: ServiceNetwork.endpoints(), minTasks: 1 }, stack);
    expect(resources(stack, 'AWS::EC2::NatGateway')).toEqual({});
    expect(resources(stack, 'AWS::EC2::InternetGateway')).toEqual({});
    expect(endpoints(stack)).toEqual(['Gateway s3', 'Interface ecr.api', 'Interface ecr.dkr', 'Interface logs']);
  });

  test('gets those that methods need, each once', () => {
    const stack = shop();
    const { made } = orderWorker({ image: imageIn(stack), network: ServiceNetwork.endpoints(), executeCommand: true }, stack);
    made.addSecret('KEY', secretsmanager.Secret.fromSecretNameV2(stack, 'Key', 'key'));
    made.addSecret('OTHER', secretsmanager.Secret.fromSecretNameV2(stack, 'Other', 'other'));
    made.addParameter('COLOUR', ssm.StringParameter.fromStringParameterName(stack, 'Colour', '/colour'));
    made.addEndpoint('Sts', ec2.InterfaceVpcEndpointAwsService.STS);
    expect(endpoints(stack)).toEqual([
      'Gateway s3', 'Interface ecr.api', 'Interface ecr.dkr', 'Interface logs', 'Interface secretsmanager', 'Interface sqs', 'Interface ssm',
      'Interface ssmmessages', 'Interface sts',
    ]);
  });

  test('has public subnets for the load balancer only where that is on the internet', () => {
    const stack = shop();
    const made = web({ image: imageIn(stack), ingress: Ingress.publicHttp(), network: ServiceNetwork.endpoints() }, stack);
    expect(made.vpc.publicSubnets).toHaveLength(2);
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroup', 'WebEndpointSecurityGroup').SecurityGroupIngress)
      .toEqual([expect.objectContaining({ FromPort: 443, CidrIp: stack.resolve(made.vpc.vpcCidrBlock) })]);
  });
});

test('a VPC that exists gets nothing, and its subnets can be chosen', () => {
  const stack = shop();
  const vpc = vpcIn(stack);
  const subnets = { subnets: [ec2.Subnet.fromSubnetId(stack, 'Mine', 'subnet-99999999')] };
  const made = worker({ network: ServiceNetwork.existingVpc(vpc, { subnets }), minTasks: 1 }, shop());
  expect(resources(made, 'AWS::EC2::VPCEndpoint')).toEqual({});
  expect(propertiesOf(made, 'AWS::ECS::Service').NetworkConfiguration.AwsvpcConfiguration.Subnets).toEqual(['subnet-99999999']);
});

describe('secrets', () => {
  test('are read by the execution role, not by the program', () => {
    const stack = shop();
    const made = web({}, stack);
    made.addSecret('API_KEY', secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'api'), 'key');
    made.addParameter('COLOUR', ssm.StringParameter.fromStringParameterName(stack, 'Colour', '/colour'));
    expect(propertiesOf(made, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].Secrets.map(({ Name }: any) => Name)).toEqual(['API_KEY', 'COLOUR']);
    const actions = rightsOf(made, 'WebExecutionRole').flatMap(({ Action }) => Action);
    expect(actions).toEqual(expect.arrayContaining(['secretsmanager:GetSecretValue', 'ssm:GetParameters']));
    expect(rightsOf(made, 'WebTaskRole')).toEqual([]);
  });
});

describe('a file system', () => {
  test('is encrypted, backed up, mounted with TLS by its access point, and reached by tasks only', () => {
    const made = web();
    const fileSystem = made.addFileSystem('Files', '/data');
    const stack = Stack.of(made);
    expect(propertiesOf(made, 'AWS::EFS::FileSystem')).toMatchObject({
      Encrypted: true,
      KmsKeyId: stack.resolve(made.encryptionKey.keyArn),
      BackupPolicy: { Status: 'ENABLED' },
      ThroughputMode: 'elastic',
      FileSystemPolicy: { Statement: [{ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }] },
    });
    const { Volumes, ContainerDefinitions } = propertiesOf(made, 'AWS::ECS::TaskDefinition');
    expect(Volumes).toEqual([{
      Name: 'Files',
      EFSVolumeConfiguration: {
        FilesystemId: stack.resolve(fileSystem.fileSystemId), TransitEncryption: 'ENABLED', AuthorizationConfig: { IAM: 'ENABLED', AccessPointId: expect.anything() },
      },
    }]);
    expect(ContainerDefinitions[0].MountPoints).toEqual([{ ContainerPath: '/data', SourceVolume: 'Files', ReadOnly: false }]);
    expect(propertiesOf(made, 'AWS::EFS::AccessPoint').PosixUser).toEqual({ Uid: '1000', Gid: '1000' });
    expect(Object.values(resources(made, 'AWS::EFS::MountTarget')).map(({ Properties }) => Properties.SubnetId)).toEqual(['subnet-33333333', 'subnet-44444444']);
    expect(propertiesOf(made, 'AWS::EC2::SecurityGroupIngress', 'WebFilesSecurityGroup')).toMatchObject({ FromPort: 2049, ToPort: 2049 });
  });

  test.each([[false, ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite']], [true, 'elasticfilesystem:ClientMount']])(
    'that is read-only (%s) lets tasks do no more', (readOnly, actions) => {
      const made = web();
      made.addFileSystem('Files', '/data', { readOnly });
      expect(rightsOf(made, 'WebTaskRole')).toEqual([expect.objectContaining({
        Action: actions, Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': expect.anything() } },
      })]);
    });

  test('is there before tasks start', () => {
    const made = web();
    made.addFileSystem('Files', '/data');
    expect(Object.values(resources(made, 'AWS::ECS::Service'))[0].DependsOn).toEqual(expect.arrayContaining([expect.stringMatching(/^WebFilesMountTarget1/)]));
  });
});
