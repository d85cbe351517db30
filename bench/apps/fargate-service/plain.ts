import { Duration, Stack } from 'aws-cdk-lib';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as elb from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as events from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { accessLogsBucket, letLogsUse } from '../buckets';
import { vpc as network } from '../network';
import { failureQueue } from '../queue';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const key = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  letLogsUse(key);
  const vpc = network(scope, key, 2);
  const cluster = new ecs.Cluster(scope, 'Cluster', { vpc, containerInsightsV2: ecs.ContainerInsights.ENHANCED });
  const task = new ecs.FargateTaskDefinition(scope, 'Task', { cpu: 512, memoryLimitMiB: 1024 });
  const linuxParameters = new ecs.LinuxParameters(scope, 'LinuxParameters', { initProcessEnabled: true });
  linuxParameters.dropCapabilities(ecs.Capability.ALL);
  const container = task.addContainer('app', {
    linuxParameters,
    image: ecs.ContainerImage.fromRegistry('public.ecr.aws/shop/web:1.2.3'),
    portMappings: [{ containerPort: 8080 }],
    readonlyRootFilesystem: true,
    logging: ecs.LogDrivers.awsLogs({
      streamPrefix: 'app', logGroup: new logs.LogGroup(scope, 'LogGroup', { encryptionKey: key, retention: logs.RetentionDays.ONE_MONTH }),
    }),
  });
  container.addMountPoints({ containerPath: '/tmp', sourceVolume: 'tmp', readOnly: false });
  task.addVolume({ name: 'tmp' });
  const tasksGroup = new ec2.SecurityGroup(scope, 'SecurityGroup', { vpc, allowAllOutbound: false });
  tasksGroup.addEgressRule(ec2.Peer.anyIpv4(), ec2.Port.tcp(443));
  const service = new ecs.FargateService(scope, 'Service', {
    cluster,
    taskDefinition: task,
    securityGroups: [tasksGroup],
    desiredCount: 2,
    minHealthyPercent: 100,
    maxHealthyPercent: 200,
    circuitBreaker: { enable: true, rollback: true },
    propagateTags: ecs.PropagatedTagSource.SERVICE,
    healthCheckGracePeriod: Duration.minutes(1),
  });

  const balancer = new elb.ApplicationLoadBalancer(scope, 'LoadBalancer', {
    vpc, internetFacing: true, deletionProtection: true, dropInvalidHeaderFields: true, idleTimeout: Duration.seconds(50),
  });
  balancer.logAccessLogs(accessLogsBucket(scope));
  balancer.addListener('Http', { port: 80, defaultAction: elb.ListenerAction.redirect({ protocol: 'HTTPS', port: '443', permanent: true }) });
  const https = balancer.addListener('Https', {
    port: 443,
    certificates: [acm.Certificate.fromCertificateArn(scope, 'Certificate', 'arn:aws:acm:eu-west-1:111111111111:certificate/1')],
    sslPolicy: elb.SslPolicy.RECOMMENDED_TLS,
  });
  const target = https.addTargets('Tasks', {
    port: 8080,
    protocol: elb.ApplicationProtocol.HTTP,
    targets: [service],
    deregistrationDelay: Duration.seconds(50),
    slowStart: Duration.seconds(30),
    healthCheck: { path: '/', interval: Duration.seconds(15), healthyThresholdCount: 2 },
  });
  service.autoScaleTaskCount({ minCapacity: 2, maxCapacity: 10 }).scaleOnCpuUtilization('Cpu', { targetUtilizationPercent: 60 });

  const failed = new events.Rule(scope, 'DeploymentFailed', {
    eventPattern: {
      source: ['aws.ecs'],
      detailType: ['ECS Deployment State Change'],
      resources: [service.serviceArn],
      detail: { eventName: ['SERVICE_DEPLOYMENT_FAILED'] },
    },
  });
  failed.addTarget(new SqsQueue(failureQueue(scope, 'DeploymentFailures', key)));

  const math = (expression: string, usingMetrics: Record<string, cloudwatch.IMetric>) => new cloudwatch.MathExpression({ expression, usingMetrics });
  const running = new cloudwatch.Metric({
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensionsMap: { ClusterName: cluster.clusterName, ServiceName: service.serviceName },
  });
  const requests = balancer.metrics.requestCount();
  alarms(scope, {
    ServerErrors: [math('100 * errors / requests', { requests, errors: target.metrics.httpCodeTarget(elb.HttpCodeTarget.TARGET_5XX_COUNT) }), 5],
    LoadBalancerErrors: [math('100 * errors / (errors + FILL(requests, 0))', {
      requests, errors: balancer.metrics.httpCodeElb(elb.HttpCodeElb.ELB_5XX_COUNT),
    }), 5],
    UnhealthyTargets: [target.metrics.unhealthyHostCount(), 1],
    Latency: [target.metrics.targetResponseTime({ statistic: 'p99' }), 2.5],
    RejectedConnections: [balancer.metrics.rejectedConnectionCount(), 1],
    CpuAtMaximum: [math('IF(running >= 10, used, 0)', { running, used: service.metricCpuUtilization() }), 80],
    MemoryAtMaximum: [math('IF(running >= 10, used, 0)', { running, used: service.metricMemoryUtilization() }), 80],
    TooFewTasks: [math('2 - FILL(running, 0)', { running }), 1],
    DeploymentFailed: [new cloudwatch.Metric({
      namespace: 'AWS/Events', metricName: 'TriggeredRules', dimensionsMap: { RuleName: failed.ruleName }, statistic: 'Sum',
    }), 1],
  });
}
