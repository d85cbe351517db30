import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as elbv2 from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Construct } from 'constructs';
import { makeCluster } from './cluster';
import { deploymentFailures } from './deployment-failures';
import { FargateServiceProps, leastTasks, servicePropsRules, TaskLimits } from './fargate-service-props';
import { FileSystemOptions, fileSystemRules, Mount, mountFileSystem } from './file-system';
import { CONTAINER_PORT, makeLoadBalancer } from './load-balancer';
import { checkQueueScaling, QueueScalingOptions, scaleOnBacklog } from './queue-scaling';
import { makeService } from './service';
import { ServiceNetwork } from './service-network';
import { servicePromises } from './service-promises';
import { ScheduledTasksOptions, ServiceScaling } from './service-scaling';
import { addVariable, makeTask } from './task';
import { TaskSize } from './task-size';
import { VpcEndpoints } from './vpc-endpoints';
import { AlarmSet } from '../alarms/alarm-set';
import { serviceAlarms } from '../alarms/fargate-service-alarms';
import { loadBalancerAlarms, ROLLBACK_ALARM_KEYS } from '../alarms/load-balancer-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { QueueWithDlq } from '../messaging/queue-with-dlq';
import { addStatement } from '../policies/add-statement';
import { logsMayUseKey } from '../policies/logs-statements';
import { check, checkProps } from '../validation/check-props';
import { promise } from '../validation/promise';

/** Seconds that a task has after the last request, until it is killed. */
const MARGIN_SECONDS = 10;

/** A container on Fargate behind a load balancer, or as a worker on a queue: scaled, watched, and rolled back when a deployment fails. */
export class FargateService extends Construct {
  /** The VPC that it runs in. */
  public readonly vpc: ec2.IVpc;
  /** The cluster. Others can share it with `ServiceNetwork.existingCluster`. */
  public readonly cluster: ecs.ICluster;
  /** The service. Its `connections` let tasks reach a database, for example; by themselves they reach port 443 only. */
  public readonly service: ecs.FargateService;
  /** The task definition. Its `taskRole` is what the program may do. */
  public readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The container. */
  public readonly container: ecs.ContainerDefinition;
  /** Keeps for a month what the container writes to its output. */
  public readonly logGroup: logs.LogGroup;
  /** How many tasks there are. */
  public readonly taskCount: ecs.ScalableTaskCount;
  /** The load balancer; undefined with `Ingress.none`. */
  public readonly loadBalancer?: elbv2.ApplicationLoadBalancer;
  /** The listener for requests; undefined with `Ingress.none`. */
  public readonly listener?: elbv2.ApplicationListener;
  /** The tasks, as the load balancer sees them; undefined with `Ingress.none`. */
  public readonly targetGroup?: elbv2.ApplicationTargetGroup;
  /** Keeps for 90 days the access logs of the load balancer; undefined with `Ingress.none`. */
  public readonly accessLogsBucket?: s3.Bucket;
  /** Keeps for 14 days the events that say why deployments failed. */
  public readonly deploymentFailures: sqs.Queue;
  /** The key that encrypts logs, sessions, file systems and the queue of failed deployments. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  private readonly tasks: TaskLimits;
  private readonly mount: Mount;
  private readonly endpoints?: VpcEndpoints;
  private readonly rollbackAlarms: cloudwatch.IAlarm[] = [];
  private readonly scaling: ServiceScaling;
  private queue?: QueueWithDlq;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    checkProps('FargateService', scope, id, servicePropsRules(scope, props));
    super(scope, id);

    const { ingress: { _loadBalancer: wanted } } = props;
    this.tasks = { min: leastTasks(props), max: props.maxTasks ?? 10 };
    const stopTimeout = props.stopTimeout ?? Duration.seconds(60);
    const slowestRequest = Duration.seconds(stopTimeout.toSeconds() - MARGIN_SECONDS);
    const executeCommand = props.executeCommand ?? false;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, removalPolicy);
    addStatement(this.encryptionKey, logsMayUseKey(this), this, 'cdk-keel:FargateService.keyPolicy');
    const keep = { encryptionKey: this.encryptionKey, removalPolicy };
    const where = props.network ?? ServiceNetwork.natGateways();
    const network = where._make(this, wanted?.internetFacing ?? false, keep);
    this.vpc = network.vpc;
    const own = network.cluster ? undefined : makeCluster(this, this.vpc, executeCommand, keep);
    this.cluster = network.cluster ?? own!.cluster;
    const task = makeTask(this, props.image, {
      size: props.size ?? TaskSize.of(512, 1024), port: wanted && (wanted.port ?? CONTAINER_PORT), stopTimeout, executeCommand, ...own, ...keep,
    });
    this.taskDefinition = task.taskDefinition;
    this.container = task.container;
    this.logGroup = task.logGroup;
    const balancer = wanted && makeLoadBalancer(this, wanted, { vpc: this.vpc, subnets: network.subnets, slowestRequest, removalPolicy });
    this.loadBalancer = balancer?.loadBalancer;
    this.listener = balancer?.listener;
    this.targetGroup = balancer?.targetGroup;
    this.accessLogsBucket = balancer?.accessLogsBucket;
    const requests = wanted && balancer && { ...balancer, startupTime: wanted.startupTime ?? Duration.minutes(1) };
    this.service = makeService(this, task.taskDefinition, {
      cluster: this.cluster, network, requests, executeCommand, rollbackAlarms: () => this.rollbackAlarms,
    });
    this.mount = { network, user: props.image._options.user ?? '1000:1000', ...keep };
    this.endpoints = where._needsEndpoints ? new VpcEndpoints(this, network, this.service, executeCommand) : undefined;
    this.taskCount = this.service.autoScaleTaskCount({ minCapacity: this.tasks.min, maxCapacity: this.tasks.max });
    this.scaling = new ServiceScaling(this, this.taskCount);
    if (wanted) this.scaleOnCpu(60);
    const failures = deploymentFailures(this, this.service, keep);
    this.deploymentFailures = failures.queue;

    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'fargate-service',
      overrides: props.alarms,
      definitions: [
        ...(balancer ? loadBalancerAlarms(balancer.loadBalancer, balancer.targetGroup, slowestRequest) : []),
        ...serviceAlarms(this.service, this.tasks, failures.metric),
      ],
    });
    this.rollbackAlarms.push(...this.alarms.all.filter(({ node }) => ROLLBACK_ALARM_KEYS.includes(node.id)));

    promise(this, servicePromises(this, {
      readOnly: !executeCommand, https: wanted?.certificate !== undefined, runs: () => this.tasks.min > 0 || this.queue !== undefined,
    }));
    promiseDelivery(this);
  }

  /**
   * Keeps the average CPU of the tasks at a percentage: behind a load balancer 60 unless this says otherwise.
   *
   * @param percent 10 to 90 percent
   */
  public scaleOnCpu(percent: number): void {
    this.scaling.onCpu(percent);
  }

  /**
   * Keeps the average memory of the tasks at a percentage.
   *
   * @param percent 10 to 90 percent
   */
  public scaleOnMemory(percent: number): void {
    this.scaling.onMemory(percent);
  }

  /**
   * Keeps the number of requests that each task gets.
   *
   * @param requestsPerTask requests a minute, 1 or more: from a test with load
   */
  public scaleOnRequests(requestsPerTask: number): void {
    this.scaling.onRequests(requestsPerTask, this.targetGroup);
  }

  /**
   * Changes at a time how many tasks there may be.
   *
   * @param id name of the schedule within this construct
   * @param options when, and how many
   */
  public scaleOnSchedule(id: string, options: ScheduledTasksOptions): void {
    this.scaling.onSchedule(id, options);
  }

  /**
   * Makes as many tasks as the queue needs, from none to `maxTasks`, and lets them take messages and decrypt them. The environment variable `QUEUE_URL` says where.
   *
   * A task that works on a message must protect itself, or a scale-in or deployment may stop it: with a `PUT` of `{"ProtectionEnabled":true}` to
   * `$ECS_AGENT_URI/task-protection/v1/state`, for which it gets the right. What is not done when a task is killed after all comes back by the visibility timeout.
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
   * @param queue what it works on
   * @param options how fast
   */
  public scaleOnQueue(queue: QueueWithDlq, options: QueueScalingOptions): void {
    checkQueueScaling(this, queue, options, this.queue);
    this.queue = queue;
    this.endpoints?.reach('Sqs', ec2.InterfaceVpcEndpointAwsService.SQS);
    scaleOnBacklog(this, queue, options, this.tasks);
  }

  /**
   * With `ServiceNetwork.endpoints()`, lets tasks reach another service of AWS. It has a price by the hour in each Availability Zone.
   *
   * @param name of the endpoint within this construct
   * @param service which one
   */
  public addEndpoint(name: string, service: ec2.IInterfaceVpcEndpointService): ec2.InterfaceVpcEndpoint {
    check(`FargateService.addEndpoint('${name}') of '${this.node.path}'`, [
      { prop: 'network', value: 'another one', holds: () => this.endpoints !== undefined, must: 'must be ServiceNetwork.endpoints()' },
    ]);
    return this.endpoints!.reach(name, service);
  }

  /**
   * Rolls a deployment back while this alarm is on too. The alarm must not be on a metric of the service itself, which needs the alarm first.
   *
   * @param alarm for example that of a dead-letter queue
   */
  public rollBackOn(alarm: cloudwatch.IAlarm): void {
    this.rollbackAlarms.push(alarm);
  }

  /**
   * Gives the container a secret of Secrets Manager as an environment variable, read when a task starts.
   *
   * @param name of the environment variable
   * @param secret the secret
   * @param field of a secret that is JSON; all of it if left out
   */
  public addSecret(name: string, secret: secretsmanager.ISecret, field?: string): void {
    this.endpoints?.reach('SecretsManager', ec2.InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
    addVariable(this, name, ecs.Secret.fromSecretsManager(secret, field));
  }

  /**
   * Gives the container a parameter of Parameter Store as an environment variable, read when a task starts.
   *
   * @param name of the environment variable
   * @param parameter the parameter; import a `SecureString` with its key
   */
  public addParameter(name: string, parameter: ssm.IParameter): void {
    this.endpoints?.reach('Ssm', ec2.InterfaceVpcEndpointAwsService.SSM);
    addVariable(this, name, ecs.Secret.fromSsmParameter(parameter));
  }

  /**
   * Gives the container a directory that all tasks share and that outlives them: EFS with this key, daily backups, TLS and the rights of the task role.
   *
   * @param id name of the file system within this construct
   * @param containerPath where it is mounted, for example `/data`
   * @param options how
   */
  public addFileSystem(id: string, containerPath: string, options: FileSystemOptions = {}): efs.FileSystem {
    check(`FargateService.addFileSystem('${id}') of '${this.node.path}'`, fileSystemRules(this, id, containerPath));
    return mountFileSystem(this, id, containerPath, options, this.mount);
  }
}
