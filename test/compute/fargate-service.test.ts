import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import * as appscaling from 'aws-cdk-lib/aws-applicationautoscaling';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecr from 'aws-cdk-lib/aws-ecr';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { propertiesOf, resources, rightsOf, shop, web, worker } from './services';
import { ContainerSource, FargateService, Ingress, ServiceNetwork, TaskSize } from '../../src';

describe('a task', () => {
  const container = (made = web()) => propertiesOf(made, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0];

  test('cannot write to its root file system, only to /tmp in memory, and is not root', () => {
    expect(container()).toMatchObject({
      ReadonlyRootFilesystem: true,
      User: '1000:1000',
      LinuxParameters: { Capabilities: { Drop: ['ALL'] }, Tmpfs: [{ ContainerPath: '/tmp', Size: 64 }] },
    });
  });

  test('does not wait for its log, which is kept for a month under the key', () => {
    const made = web();
    const { resolve } = { resolve: (value: unknown) => Stack.of(made).resolve(value) };
    expect(container(made).LogConfiguration.Options).toMatchObject({ 'mode': 'non-blocking', 'awslogs-group': resolve(made.logGroup.logGroupName) });
    expect(propertiesOf(made, 'AWS::Logs::LogGroup', 'WebLogGroup')).toEqual({ RetentionInDays: 30, KmsKeyId: resolve(made.encryptionKey.keyArn) });
  });

  test('does what the program may with one role, and starts with another, both for tasks of this account only', () => {
    const { TaskRoleArn, ExecutionRoleArn } = propertiesOf(web(), 'AWS::ECS::TaskDefinition');
    expect(TaskRoleArn).not.toEqual(ExecutionRoleArn);
    for (const { Properties } of Object.values(resources(web(), 'AWS::IAM::Role'))) {
      expect(Properties.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } });
    }
  });

  test('may do nothing by itself', () => {
    expect(rightsOf(web(), 'WebTaskRole')).toEqual([]);
  });

  test('has the size, processor, command, user and environment that are asked for', () => {
    const made = web({
      size: TaskSize.of(4096, 30_720),
      image: ContainerSource.registry('docker.io/library/nginx@sha256:' + 'a'.repeat(64), {
        cpuArchitecture: ecs.CpuArchitecture.ARM64, command: ['serve'], user: '65532', environment: { STAGE: 'prod' },
      }),
    });
    expect(propertiesOf(made, 'AWS::ECS::TaskDefinition')).toMatchObject({ Cpu: '4096', Memory: '30720', RuntimePlatform: { CpuArchitecture: 'ARM64' } });
    expect(container(made)).toMatchObject({ Command: ['serve'], User: '65532', Environment: [{ Name: 'STAGE', Value: 'prod' }] });
  });

  test('may pull from its repository of ECR', () => {
    const stack = shop();
    const repository = ecr.Repository.fromRepositoryName(stack, 'Repository', 'shop');
    web({ image: ContainerSource.ecr(repository, '1.2.3') }, stack);
    expect(rightsOf(stack, 'WebExecutionRole')).toContainEqual(expect.objectContaining({
      Action: expect.arrayContaining(['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer']), Resource: stack.resolve(repository.repositoryArn),
    }));
  });
});

describe('a deployment', () => {
  const service = (made = web()) => propertiesOf(made, 'AWS::ECS::Service');

  test('keeps all tasks running, is rolled back when tasks do not become steady or an alarm goes off', () => {
    const made = web();
    expect(service(made).DeploymentConfiguration).toEqual({
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      Alarms: {
        AlarmNames: ['ServerErrors', 'UnhealthyTargets'].map((key) => Stack.of(made).resolve(made.alarms.get(key).alarmName)), Enable: true, Rollback: true,
      },
    });
  });

  test('does not set back how many tasks there are', () => {
    expect(service()).not.toHaveProperty('DesiredCount');
  });

  test('is rolled back by alarms of the app too, and by none where there are none', () => {
    const stack = shop();
    const made = worker({ minTasks: 1 }, stack);
    expect(service(made).DeploymentConfiguration).not.toHaveProperty('Alarms');
    const other = worker({ minTasks: 1 });
    const alarm = other.deploymentFailures.metricNumberOfMessagesSent().createAlarm(other, 'Mine', { threshold: 1, evaluationPeriods: 1 });
    other.rollBackOn(alarm);
    expect(service(other).DeploymentConfiguration.Alarms.AlarmNames).toEqual([Stack.of(other).resolve(alarm.alarmName)]);
  });

  test('of a service whose alarm is switched off is not rolled back by that', () => {
    const made = web({ alarms: { UnhealthyTargets: { enabled: false } } });
    expect(service(made).DeploymentConfiguration.Alarms.AlarmNames).toEqual([Stack.of(made).resolve(made.alarms.get('ServerErrors').alarmName)]);
  });

  test('that fails is noted, and counted by an alarm', () => {
    const made = web();
    const stack = Stack.of(made);
    expect(propertiesOf(made, 'AWS::Events::Rule')).toMatchObject({
      EventPattern: {
        'source': ['aws.ecs'],
        'detail-type': ['ECS Deployment State Change'],
        'resources': [stack.resolve(made.service.serviceArn)],
        'detail': { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
      },
      Targets: [{ Arn: stack.resolve(made.deploymentFailures.queueArn) }],
    });
    expect(propertiesOf(made, 'AWS::CloudWatch::Alarm', 'WebAlarmsDeploymentFailed')).toMatchObject({ Namespace: 'AWS/Events', MetricName: 'TriggeredRules' });
  });
});

test('a worker has an empty list of load balancers, by which ECS takes away those that it had, and one that the app attaches', () => {
  const loadBalancers = (made: FargateService) => propertiesOf(made, 'AWS::ECS::Service').LoadBalancers;
  expect(loadBalancers(worker({ minTasks: 1 }))).toEqual([]);

  const made = worker({ minTasks: 1 });
  const targets = elb.ApplicationTargetGroup.fromTargetGroupAttributes(made, 'Targets', {
    targetGroupArn: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:targetgroup/jobs/1',
    loadBalancerArns: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/jobs/1',
  });
  made.service.taskDefinition.defaultContainer!.addPortMappings({ containerPort: 8080 });
  made.service.attachToApplicationTargetGroup(targets as elb.ApplicationTargetGroup);
  expect(loadBalancers(made)).toMatchObject([{ TargetGroupArn: targets.targetGroupArn }]);
});

describe('stop timeout, deregistration delay and idle timeout agree', () => {
  test.each([[undefined, 60, '50'], [Duration.seconds(120), 120, '110']])('with %s', (stopTimeout, killed, drained) => {
    const made = web({ stopTimeout });
    expect(propertiesOf(made, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].StopTimeout).toBe(killed);
    expect(propertiesOf(made, 'AWS::ElasticLoadBalancingV2::TargetGroup').TargetGroupAttributes).toEqual(expect.arrayContaining([
      { Key: 'deregistration_delay.timeout_seconds', Value: drained }, { Key: 'slow_start.duration_seconds', Value: '30' },
    ]));
    expect(propertiesOf(made, 'AWS::ElasticLoadBalancingV2::LoadBalancer').LoadBalancerAttributes)
      .toContainEqual({ Key: 'idle_timeout.timeout_seconds', Value: drained });
  });
});

describe('ECS Exec', () => {
  test('is off', () => {
    expect(propertiesOf(web(), 'AWS::ECS::Service').EnableExecuteCommand).toBe(false);
    expect(propertiesOf(web(), 'AWS::ECS::Cluster').Configuration).toBeUndefined();
  });

  test('is logged under the key, and lets the agent write', () => {
    const made = web({ executeCommand: true });
    const key = Stack.of(made).resolve(made.encryptionKey.keyArn);
    expect(propertiesOf(made, 'AWS::ECS::Service').EnableExecuteCommand).toBe(true);
    expect(propertiesOf(made, 'AWS::ECS::Cluster').Configuration.ExecuteCommandConfiguration).toMatchObject({
      KmsKeyId: key, Logging: 'OVERRIDE', LogConfiguration: { CloudWatchEncryptionEnabled: true },
    });
    expect(propertiesOf(made, 'AWS::ECS::TaskDefinition').ContainerDefinitions[0].ReadonlyRootFilesystem).toBe(false);
    expect(rightsOf(made, 'WebTaskRole')).toEqual(expect.arrayContaining([
      expect.objectContaining({ Action: expect.arrayContaining(['ssmmessages:OpenDataChannel']) }),
      expect.objectContaining({ Action: expect.arrayContaining(['logs:PutLogEvents']), Resource: { 'Fn::GetAtt': [expect.stringMatching(/^WebSessionLogGroup/), 'Arn'] } }),
      expect.objectContaining({ Action: 'kms:Decrypt', Resource: key }),
    ]));
  });
});

describe('scaling', () => {
  const policies = (made = web()) => Object.values(resources(made, 'AWS::ApplicationAutoScaling::ScalingPolicy'))
    .map(({ Properties: { TargetTrackingScalingPolicyConfiguration: { TargetValue, PredefinedMetricSpecification } } }) => (
      [PredefinedMetricSpecification.PredefinedMetricType, TargetValue]
    ));

  test('keeps CPU at 60 %, from 2 to 10 tasks', () => {
    expect(policies()).toEqual([['ECSServiceAverageCPUUtilization', 60]]);
    expect(propertiesOf(web(), 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({ MinCapacity: 2, MaxCapacity: 10 });
  });

  test('is on what is asked for, at a time too', () => {
    const made = web({ minTasks: 1, maxTasks: 5 });
    made.scaleOnCpu(40);
    made.scaleOnMemory(70);
    made.scaleOnRequests(500);
    made.scaleOnSchedule('Morning', { schedule: appscaling.Schedule.cron({ hour: '6' }), minTasks: 3 });
    expect(policies(made)).toEqual([['ECSServiceAverageCPUUtilization', 40], ['ECSServiceAverageMemoryUtilization', 70], ['ALBRequestCountPerTarget', 500]]);
    expect(propertiesOf(made, 'AWS::ApplicationAutoScaling::ScalableTarget')).toMatchObject({
      MinCapacity: 1, MaxCapacity: 5, ScheduledActions: [{ ScheduledActionName: 'Morning', ScalableTargetAction: { MinCapacity: 3 } }],
    });
  });
});

test('another service runs on the cluster and in the VPC of the first', () => {
  const stack = shop();
  const first = web({ network: undefined }, stack);
  const second = worker({ network: ServiceNetwork.existingCluster(first.cluster), minTasks: 1 }, stack);
  expect(Object.keys(resources(first, 'AWS::ECS::Cluster'))).toHaveLength(1);
  expect(Object.keys(resources(first, 'AWS::EC2::VPC'))).toHaveLength(1);
  expect(second.vpc).toBe(first.vpc);
});

test('everything goes with the stack where that is asked for, and stays otherwise', () => {
  const policiesOf = (made = web()) => Object.values(Template.fromStack(Stack.of(made)).toJSON().Resources as Record<string, any>)
    .filter(({ Type }) => ['AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::SQS::Queue'].includes(Type)).map(({ UpdateReplacePolicy }) => UpdateReplacePolicy);
  expect(new Set(policiesOf())).toEqual(new Set(['Retain']));
  expect(new Set(policiesOf(web({ removalPolicy: RemovalPolicy.DESTROY })))).toEqual(new Set(['Delete']));
});

test('an environment-agnostic stack has the same statement for access logs as any Region', () => {
  const statements = ([undefined, 'eu-west-1', 'ap-southeast-5']).map((region) => {
    const stack = new Stack(new App(), 'Shop', { env: region ? { region } : undefined });
    return rightsOf(web({ ingress: Ingress.publicHttp({ allowFrom: [ec2.Peer.ipv4('192.0.2.0/24')] }) }, stack), 'Web', 'AWS::S3::BucketPolicy')
      .find(({ Effect }) => Effect === 'Allow');
  });
  expect(new Set(statements.map((one) => JSON.stringify(one))).size).toBe(1);
  expect(statements[0]).toMatchObject({
    Principal: { Service: 'logdelivery.elasticloadbalancing.amazonaws.com' },
    Action: 's3:PutObject',
    Resource: { 'Fn::Join': ['', [expect.anything(), '/AWSLogs/', { Ref: 'AWS::AccountId' }, '/*']] },
  });
});
