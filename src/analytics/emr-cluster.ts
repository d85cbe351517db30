import { Lazy, RemovalPolicy } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as emr from 'aws-cdk-lib/aws-emr';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as tasks from 'aws-cdk-lib/aws-stepfunctions-tasks';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings';
import { cfnCluster } from './cfn-cluster';
import { clusterRules, EmrClusterProps, idleTimeout, runsOnYarn } from './emr-cluster-props';
import { configurationRules, EmrConfiguration } from './emr-configuration';
import { emrFailures, failuresRole, tell } from './emr-failures';
import { emrLogBucket, LOG_PREFIX } from './emr-log-bucket';
import { EmrNetwork } from './emr-network';
import { EmrNodes } from './emr-nodes';
import { clusterPromises } from './emr-promises';
import { EmrRelease } from './emr-release';
import { emrRoles } from './emr-roles';
import { emrSecurityConfiguration } from './emr-security-configuration';
import { emrSecurityGroups } from './emr-security-groups';
import { EmrStep, EmrStepOptions } from './emr-step';
import { bootstrapRules, stepRules } from './emr-step-rules';
import { catalogConfigurations, catalogRules } from './glue-catalog';
import { grantObjects } from './object-grants';
import { RunStep } from './run-step';
import { warnOfAge, warnOfEnd } from './warnings';
import { AlarmSet } from '../alarms/alarm-set';
import { emrClusterAlarms } from '../alarms/emr-cluster-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { mayUseCatalog, mayWriteLogs } from '../policies/emr-statements';
import { check, checkProps, childIdRules, seconds } from '../validation/check-props';
import { promise } from '../validation/promise';
import { FailureTarget } from '../workflow/failure-target';

/**
 * An encrypted EMR cluster in private subnets with roles that may do little, whose failures are kept and seen.
 *
 * It starts when it is deployed, and ends when it has been idle for an hour unless told otherwise. CloudFormation does not see that end.
 */
export class EmrCluster extends Construct implements iam.IGrantable {
  /** The cluster. */
  public readonly cluster: emr.CfnCluster;
  /** Where it is. */
  public readonly vpc: ec2.IVpc;
  /** The security group of the primary node. */
  public readonly primarySecurityGroup: ec2.SecurityGroup;
  /** The security group of core and task nodes. */
  public readonly coreSecurityGroup: ec2.SecurityGroup;
  /** The role of the nodes and of all that runs on them. */
  public readonly instanceRole: iam.Role;
  /** The role of EMR itself. */
  public readonly serviceRole: iam.Role;
  /** How the cluster encrypts. */
  public readonly securityConfiguration: emr.CfnSecurityConfiguration;
  /** Keeps the logs of nodes and steps for 90 days, below `logs/`. */
  public readonly logBucket: s3.Bucket;
  /** Keeps for 14 days the events of steps that failed, and of an end with an error. */
  public readonly failureQueue: sqs.Queue;
  /** The key that encrypts disks, logs and events of failures. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;
  /** The role of the nodes, so that a bucket or a table can be granted to the cluster. */
  public readonly grantPrincipal: iam.IPrincipal;

  private readonly applications: string[];
  private readonly stepConcurrency: number;
  private readonly endsWhenIdle: boolean;
  private readonly failures: events.Rule;
  private readonly written = new Set<s3.IBucket>();
  private readonly configurations: EmrConfiguration[] = [];
  private readonly bootstrapActions: emr.CfnCluster.BootstrapActionConfigProperty[] = [];
  private lastStep?: emr.CfnStep;
  private failuresRole?: iam.Role;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: EmrClusterProps) {
    checkProps('EmrCluster', scope, id, clusterRules(scope, props));
    super(scope, id);

    const nodes = props.nodes ?? EmrNodes.fleets();
    const release = props.release ?? EmrRelease.EMR_7_14_0;
    const idleFor = idleTimeout(props);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.applications = props.applications.map(({ name }) => name);
    this.stepConcurrency = props.stepConcurrency ?? 1;
    this.endsWhenIdle = idleFor !== undefined;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, removalPolicy);
    this.logBucket = emrLogBucket(this, this.encryptionKey, removalPolicy);
    const roles = emrRoles(this, this.encryptionKey);
    this.instanceRole = roles.instance;
    this.serviceRole = roles.service;
    this.grantPrincipal = roles.instance;
    this.instanceRole.addToPolicy(mayWriteLogs(this.logBucket, LOG_PREFIX));
    const { vpc, subnets } = (props.network ?? EmrNetwork.natGateway())._make(this, this.encryptionKey, this.serviceRole, removalPolicy);
    this.vpc = vpc;
    const securityGroups = emrSecurityGroups(this, vpc);
    this.primarySecurityGroup = securityGroups.primary;
    this.coreSecurityGroup = securityGroups.core;
    this.securityConfiguration = emrSecurityConfiguration(this, this.encryptionKey, props.certificates, () => [...this.written]);
    props.certificates?._grantRead((bucket, key) => this.grantRead(bucket, key));
    const { applications, stepConcurrency, securityConfiguration, encryptionKey } = this;
    this.cluster = cfnCluster(this, {
      ...{ applications, release, nodes, subnets, securityGroups, roles, securityConfiguration, encryptionKey, idleFor, stepConcurrency },
      logUri: this.logBucket.s3UrlForObject(LOG_PREFIX),
      bootstrapActions: Lazy.any({ produce: () => this.bootstrapActions }, { omitEmptyArray: true }),
      configurations: () => this.configurations,
    });
    const { rule, queue } = emrFailures(this, this.cluster.ref, this.encryptionKey, removalPolicy);
    this.failures = rule;
    this.failureQueue = queue;

    const definitions = emrClusterAlarms(this.cluster.ref, queue, {
      runsOnYarn: runsOnYarn(props), idleTimeoutSeconds: seconds(idleFor), spotNodes: nodes._mostSpotNodes,
    });
    this.alarms = new AlarmSet(this, 'Alarms', { runbook: 'emr-cluster', overrides: props.alarms, definitions });
    acknowledgeFindings(this, rule);
    warnOfAge(this, release, nodes);

    promise(this, clusterPromises(this));
    promiseDelivery(this);
  }

  /**
   * Runs a step once, when it is deployed: steps after one another in the order in which they are added, unless `stepConcurrency` lets more run. A change of it
   * runs it anew. The cluster may read the program.
   *
   * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-emr-step.html
   * @param id name of the step within this construct, and on the cluster
   * @param step what runs
   * @param options what happens when it fails
   */
  public addStep(id: string, step: EmrStep, options: EmrStepOptions = {}): emr.CfnStep {
    const actionOnFailure = this.checked('addStep', id, step, options);
    const made = new emr.CfnStep(this, id, { name: id, jobFlowId: this.cluster.ref, actionOnFailure, hadoopJarStep: step._jarStep });
    if (this.lastStep && this.stepConcurrency === 1) {
      made.addResourceDependency(this.lastStep);
    }
    this.lastStep = made;
    return made;
  }

  /**
   * A task with which a Step Functions workflow runs a step and waits until it is done. The role of the workflow may run steps on this cluster only. The
   * cluster may read the program.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html
   * @param id name of the state, and of the step on the cluster
   * @param step what runs
   * @param options what happens when it fails
   */
  public stepTask(id: string, step: EmrStep, options: EmrStepOptions = {}): tasks.EmrAddStep {
    const actionOnFailure = this.checked('stepTask', id, step, options);
    if (this.endsWhenIdle) {
      warnOfEnd(this);
    }
    return new RunStep(this, id, { clusterId: this.cluster.ref, name: id, actionOnFailure, ...step._jarStep });
  }

  /**
   * Runs a script on each node before applications are installed. A change replaces the cluster. The cluster may read the script.
   *
   * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-plan-bootstrap.html
   * @param name of the action
   * @param bucket where the script is
   * @param key of the object
   * @param args arguments of the script
   */
  public addBootstrapAction(name: string, bucket: s3.IBucket, key: string, ...args: string[]): void {
    check(`EmrCluster.addBootstrapAction('${name}') of '${this.node.path}'`, bootstrapRules(name, this.bootstrapActions.length));
    this.grantRead(bucket, key);
    this.bootstrapActions.push({ name, scriptBootstrapAction: { path: bucket.s3UrlForObject(key), args } });
  }

  /**
   * Adds settings of applications. Of one setting the last that is said holds. A change replaces the cluster.
   *
   * @param configuration of one file
   */
  public addConfiguration(configuration: EmrConfiguration): void {
    check(`EmrCluster.addConfiguration of '${this.node.path}'`, configurationRules(configuration));
    this.configurations.push(configuration);
  }

  /**
   * Keeps tables of Hive, Spark, Presto and Trino in the Glue catalog of this account, and not on the primary node. Programs may use these databases, and none other.
   * Add `grantRead` or `grantWrite` for the buckets of their tables.
   *
   * @param databases names of databases
   */
  public useGlueCatalog(...databases: string[]): void {
    check(`EmrCluster.useGlueCatalog of '${this.node.path}'`, catalogRules(this.applications, databases));
    this.configurations.push(...catalogConfigurations(this.applications));
    mayUseCatalog(this, databases).forEach((statement) => this.instanceRole.addToPolicy(statement));
  }

  /**
   * Lets what runs on the cluster read objects, with the use of their key.
   *
   * @param bucket the bucket
   * @param keyPattern which objects: a key, or the start of keys with `*`; by default all
   */
  public grantRead(bucket: s3.IBucket, keyPattern: string = '*'): iam.Grant {
    return grantObjects(this, bucket, keyPattern, 'read');
  }

  /**
   * Lets what runs on the cluster read, write and delete objects, with the use of their key. They are encrypted with the key of the bucket, or with that of the cluster
   * if the bucket has none.
   *
   * @param bucket the bucket
   * @param keyPattern which objects: a key, or the start of keys with `*`; by default all
   */
  public grantWrite(bucket: s3.IBucket, keyPattern: string = '*'): iam.Grant {
    if (bucket.encryptionKey) this.written.add(bucket);
    return grantObjects(this, bucket, keyPattern, 'write');
  }

  /**
   * Tells somebody of each step that fails and of an end with an error, besides the alarm `FailureEvent`. Several may be told, of the same rule. What cannot be told
   * is in the failure queue all the same.
   *
   * @param target who is told
   */
  public notifyFailures(target: FailureTarget): events.Rule {
    check(`EmrCluster.notifyFailures of '${this.node.path}'`, target._rules());
    this.failuresRole ??= failuresRole(this);
    tell(this.failures, { ...target._connect(this, this.failuresRole), deadLetterConfig: { arn: this.failureQueue.queueArn } });
    return this.failures;
  }

  private checked(method: string, id: string, step: EmrStep, options: EmrStepOptions): tasks.ActionOnFailure {
    const actionOnFailure = options.actionOnFailure ?? tasks.ActionOnFailure.CONTINUE;
    check(`EmrCluster.${method}('${id}') of '${this.node.path}'`, [
      ...childIdRules(this, id),
      ...stepRules(id, step, actionOnFailure, this.applications, this.stepConcurrency),
    ]);
    step._grantRead((bucket, key) => this.grantRead(bucket, key));
    return actionOnFailure;
  }
}
