import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as pipes from 'aws-cdk-lib/aws-pipes';
import * as scheduler from 'aws-cdk-lib/aws-scheduler';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import * as sfn from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { FailureRule, failureRule } from './failure-rule';
import { FailureTarget } from './failure-target';
import { defaultTimeout, StepFunctionsWorkflowProps, substitutionsOf, workflowRules } from './step-functions-workflow-props';
import { keysNamedIn } from './task-keys';
import { deadLettersOf, eventDeadLetterAlarms, eventDeadLetterQueue } from './workflow-dead-letters';
import { completeDefinition } from './workflow-definition';
import { WorkflowDeployment } from './workflow-deployment';
import { WorkflowLogging } from './workflow-logging';
import { workflowLogGroup } from './workflow-logs';
import {
  pipeFrom, QueueStartOptions, queueStartRules, RuleStartOptions, schedulerRole, ScheduleStartOptions, startingRole,
} from './workflow-starts';
import { AlarmSet } from '../alarms/alarm-set';
import { stateMachineAlarms } from '../alarms/state-machine-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { addStatement } from '../policies/add-statement';
import { grantKey } from '../policies/grant-key';
import { executionsMayEncryptLogs, executionsMayUseKey, logDeliveryMayDecrypt, stepFunctions } from '../policies/states-statements';
import { check, checkProps, childIdRules } from '../validation/check-props';
import { pathOf } from '../validation/path-of';
import { deniesPlainHttp, hasCustomerManagedKey, promise, templateProperty } from '../validation/promise';

/** What takes a deployment back. */
const ROLLBACK_ALARMS = ['ExecutionsFailed', 'ExecutionsTimedOut'];

/** An encrypted, logged and traced state machine whose executions end within a timeout, with alarms on those that do not succeed. */
export class StepFunctionsWorkflow extends Construct {
  /** The state machine. */
  public readonly stateMachine: sfn.StateMachine;
  /** The role that executions have. */
  public readonly role: iam.Role;
  /** Holds the events of executions for a month. */
  public readonly logGroup: logs.LogGroup;
  /** Keeps events that could not start the workflow, or could not tell of its failures, for 14 days. */
  public readonly deadLetterQueue: sqs.Queue;
  /** The key that encrypts executions, definition, logs and dead letters. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  private alias?: sfn.CfnStateMachineAlias;
  private readonly starters: iam.IGrantable[] = [];
  private eventsRole?: iam.Role;
  private schedulerRole?: iam.Role;
  private failures?: FailureRule;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings
   */
  constructor(scope: Construct, id: string, props: StepFunctionsWorkflowProps) {
    checkProps('StepFunctionsWorkflow', scope, id, workflowRules(scope, props));
    super(scope, id);

    const stateMachineType = props.stateMachineType ?? sfn.StateMachineType.STANDARD;
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, removalPolicy);
    addStatement(this.encryptionKey, logDeliveryMayDecrypt(this), this, 'cdk-keel:StepFunctionsWorkflow.keyPolicy');
    this.logGroup = workflowLogGroup(this, this.encryptionKey, removalPolicy);
    this.role = new iam.Role(this, 'Role', { assumedBy: stepFunctions(this), description: `Executions of ${pathOf(this)}` });
    this.role.addToPolicy(executionsMayUseKey(this, this.encryptionKey));
    this.role.addToPolicy(executionsMayEncryptLogs(this, this.encryptionKey));

    const definition = completeDefinition(this, props.definition, {
      queryLanguage: props.queryLanguage,
      timeoutSeconds: props.timeout?.toSeconds(),
      defaultTimeoutSeconds: defaultTimeout(stateMachineType).toSeconds(),
      retryTransientErrors: props.retryTransientErrors ?? true,
    });
    this.stateMachine = new sfn.StateMachine(this, 'StateMachine', {
      definitionBody: definition.body,
      definitionSubstitutions: substitutionsOf(props),
      stateMachineType,
      queryLanguage: props.queryLanguage,
      role: this.role,
      logs: { ...(props.logging ?? WorkflowLogging.all())._options(), destination: this.logGroup },
      tracingEnabled: true,
    });
    // The L2 would let delivery.logs.amazonaws.com decrypt everything, and the role only what a state machine without a name encrypts.
    (this.stateMachine.node.defaultChild as sfn.CfnStateMachine).encryptionConfiguration = {
      type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: this.encryptionKey.keyArn, kmsDataKeyReusePeriodSeconds: 300,
    };
    for (const { key, actions } of keysNamedIn([definition.read(), props.definitionSubstitutions])) {
      grantKey(key, this.role, actions, this, 'cdk-keel:StepFunctionsWorkflow.taskKeyGrant');
    }

    this.deadLetterQueue = eventDeadLetterQueue(this, this.encryptionKey, removalPolicy);
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'step-functions-workflow',
      overrides: props.alarms,
      definitions: [
        ...stateMachineAlarms(this.stateMachine, definition.timeoutSeconds),
        ...eventDeadLetterAlarms(this.deadLetterQueue),
      ],
    });
    Validations.of(this.role.node.findChild('DefaultPolicy')).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The actions that set up the delivery of logs, and those of X-Ray, know no resources.',
    });

    promise(this, [
      {
        kept: () => (templateProperty(this.stateMachine, 'EncryptionConfiguration') as { KmsKeyId?: unknown } | undefined)?.KmsKeyId !== undefined,
        message: 'StepFunctionsWorkflow promises executions that are encrypted with a customer-managed key: something in the app has removed it',
      },
      {
        kept: () => templateProperty(this.stateMachine, 'LoggingConfiguration') !== undefined && templateProperty(this.logGroup, 'KmsKeyId') !== undefined,
        message: 'StepFunctionsWorkflow promises logs that are encrypted with a customer-managed key: something in the app has removed them, or their key',
      },
      {
        kept: () => hasCustomerManagedKey(this.deadLetterQueue) && deniesPlainHttp(this.deadLetterQueue),
        message: 'StepFunctionsWorkflow promises dead letters that are encrypted and refuse plain HTTP: something in the app has removed that',
      },
    ]);
    promiseDelivery(this);
  }

  /**
   * Starts the workflow for each event that a rule matches. Events that cannot start it end in the dead-letter queue.
   *
   * @param rule the rule; it may be in another stack of the same account and Region
   * @param options the input
   */
  public startFromRule(rule: events.Rule, options: RuleStartOptions = {}): void {
    const role = this.eventsRole ??= startingRole(this, 'EventsRole', 'events', this.stateMachine);
    const target = { arn: this.stateMachine.stateMachineArn, role, input: options.input, ...deadLettersOf(this, rule, this.deadLetterQueue) };
    rule.addTarget({ bind: () => target });
  }

  /**
   * Starts the workflow on a schedule. What cannot start it ends in the dead-letter queue.
   *
   * @param id name of the schedule within this construct
   * @param schedule when, with the time zone
   * @param options the input
   */
  public startOnSchedule(id: string, schedule: scheduler.ScheduleExpression, options: ScheduleStartOptions = {}): scheduler.Schedule {
    check(`StepFunctionsWorkflow.startOnSchedule('${id}') of '${this.node.path}'`, childIdRules(this, id));
    const role = this.schedulerRole ??= schedulerRole(this, this.stateMachine, this.deadLetterQueue, this.encryptionKey);
    const target = { arn: this.stateMachine.stateMachineArn, role, input: options.input, deadLetterConfig: { arn: this.deadLetterQueue.queueArn } };
    return new scheduler.Schedule(this, id, {
      schedule,
      target: { bind: () => target },
      enabled: options.enabled ?? true,
      timeWindow: scheduler.TimeWindow.off(),
      key: this.encryptionKey,
    });
  }

  /**
   * Starts the workflow with the messages of a queue, through a pipe and without a function. The input is a list of messages, each with its `body`.
   * A message is deleted as soon as its execution has started.
   *
   * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-sqs.html
   * @param id name of the pipe within this construct
   * @param queue the queue, with a dead-letter queue of its own, such as that of a `QueueWithDlq`
   * @param options how many messages at a time
   */
  public startFromQueue(id: string, queue: sqs.IQueue, options: QueueStartOptions = {}): pipes.CfnPipe {
    check(`StepFunctionsWorkflow.startFromQueue('${id}') of '${this.node.path}'`, [...childIdRules(this, id), ...queueStartRules(queue, options)]);
    return pipeFrom(this, id, this.stateMachine, queue, options);
  }

  /**
   * Tells somebody of every execution that fails, times out or is aborted. Several may be told, of the same rule. What cannot be told ends in the
   * dead-letter queue. Input and output of the execution are not in the event, because the executions are encrypted.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
   * @param target who is told
   */
  public notifyFailures(target: FailureTarget): events.Rule {
    check(`StepFunctionsWorkflow.notifyFailures of '${this.node.path}'`, [...target._rules(), {
      prop: 'stateMachineType',
      value: this.stateMachine.stateMachineType,
      holds: (type: sfn.StateMachineType) => type === sfn.StateMachineType.STANDARD,
      must: 'must be STANDARD, because Step Functions sends no events of express executions: use the alarm ExecutionsFailed',
    }]);
    const { rule, role } = this.failures ??= failureRule(this, this.stateMachine);
    const config = { ...target._connect(this, role), ...deadLettersOf(this, rule, this.deadLetterQueue) };
    rule.addTarget({ bind: () => config });
    return rule;
  }

  /**
   * Publishes every change of the workflow as a version, and goes over to it in a deployment that the alarms ExecutionsFailed and ExecutionsTimedOut take back.
   * Callers start the alias; rules, schedules and queues start the newest definition. Versions are retained; a state machine has 1,000 at the most.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-cd-aliasing-versioning.html
   * @param deployment how executions go over
   */
  public addAlias(deployment: WorkflowDeployment): sfn.CfnStateMachineAlias {
    check(`StepFunctionsWorkflow.addAlias of '${this.node.path}'`, childIdRules(this, 'Alias'));
    const version = new sfn.CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.stateMachine.stateMachineArn, stateMachineRevisionId: this.stateMachine.stateMachineRevisionId,
    });
    version.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    const alarms = this.alarms.all.filter(({ node }) => ROLLBACK_ALARMS.includes(node.id)).map(({ alarmName }) => alarmName);
    const alias = new sfn.CfnStateMachineAlias(this, 'Alias', { deploymentPreference: deployment._preference(version.attrArn, alarms) });
    this.starters.forEach((grantee) => this.grantStart(grantee, alias.attrArn));
    this.alias = alias;
    return alias;
  }

  /**
   * Lets a grantee start executions: of an express workflow also wait for them, for which it may decrypt with the key.
   *
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/encryption-at-rest.html
   * @param grantee a role, or something that has one, such as a function
   */
  public grantStartExecution(grantee: iam.IGrantable): iam.Grant {
    this.starters.push(grantee);
    const grants = [this.stateMachine.stateMachineArn, ...this.alias ? [this.alias.attrArn] : []].map((arn) => this.grantStart(grantee, arn));
    const mayWait = this.isExpress ? [grantKey(this.encryptionKey, grantee, ['kms:Decrypt'], this, 'cdk-keel:StepFunctionsWorkflow.keyGrant')] : [];
    return [...grants, ...mayWait].reduce((all, grant) => all.combine(grant));
  }

  /**
   * Lets tasks use the key of an encrypted resource that the definition names by a text. Keys of resources of this app that it refers to need no such right.
   *
   * @param key the key
   */
  public grantTaskKey(key: kms.IKey): iam.Grant {
    return grantKey(key, this.role, ['kms:Decrypt', 'kms:GenerateDataKey'], this, 'cdk-keel:StepFunctionsWorkflow.taskKeyGrant');
  }

  private get isExpress(): boolean {
    return this.stateMachine.stateMachineType === sfn.StateMachineType.EXPRESS;
  }

  private grantStart(grantee: iam.IGrantable, arn: string): iam.Grant {
    const actions = ['states:StartExecution', ...this.isExpress ? ['states:StartSyncExecution'] : []];
    return iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [arn] });
  }
}
