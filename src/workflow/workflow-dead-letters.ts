import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';
import { AlarmDefinition } from '../alarms/alarm-set';
import { deadLetterAlarms } from '../alarms/queue-alarms';
import { addStatement } from '../policies/add-statement';
import { eventBridgeMayUseKey, ruleMaySendDeadLetters } from '../policies/events-statements';

const RETENTION = Duration.days(14);

/** Keys of the alarms of `eventDeadLetterAlarms`. */
export const EVENT_DEAD_LETTER_KEYS = ['EventDeadLetter', 'EventDeadLetterExpiry'];

/** The queue for events that EventBridge cannot deliver. */
export function eventDeadLetterQueue(workflow: Construct, key: kms.IKey, removalPolicy: RemovalPolicy): sqs.Queue {
  const queue = new sqs.Queue(workflow, 'DeadLetterQueue', {
    retentionPeriod: RETENTION,
    receiveMessageWaitTime: Duration.seconds(20),
    encryption: sqs.QueueEncryption.KMS,
    encryptionMasterKey: key,
    enforceSSL: true,
    removalPolicy,
  });
  addStatement(key, eventBridgeMayUseKey(queue), workflow, 'cdk-keel:StepFunctionsWorkflow.keyPolicy');
  const reason = 'This queue is the dead-letter queue of events: it needs none of its own.';
  Validations.of(queue).acknowledge({ id: 'AwsSolutions-SQS3', reason }, { id: 'Serverless-SQSRedrivePolicy', reason });
  return queue;
}

/** Alarms on that queue. */
export function eventDeadLetterAlarms(queue: sqs.IQueue): AlarmDefinition[] {
  return deadLetterAlarms('EventDeadLetter', queue, { retention: RETENTION, spentBefore: Duration.seconds(0) });
}

/** Lets a rule send dead letters to that queue, and gives that part of its target. */
export function deadLettersOf(workflow: IConstruct, rule: events.IRule, queue: sqs.Queue): Pick<events.RuleTargetConfig, 'deadLetterConfig'> {
  addStatement(queue, ruleMaySendDeadLetters(rule, queue), workflow, 'cdk-keel:StepFunctionsWorkflow.queuePolicy');
  return { deadLetterConfig: { arn: queue.queueArn } };
}
