import { Duration, PhysicalName, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { Fifo } from './fifo';
import { checkConsumer, connectConsumer, QueueConsumerOptions } from './queue-consumer';
import { DEAD_LETTER_RETENTION, queuePropsRules } from './queue-props-rules';
import { QueueVisibility } from './queue-visibility';
import { Sender } from './sender';
import { AlarmOverride } from '../alarms/alarm-override';
import { AlarmSet } from '../alarms/alarm-set';
import { deadLetterAlarms, queueAlarms } from '../alarms/queue-alarms';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { addStatement } from '../policies/add-statement';
import { grantKey } from '../policies/grant-key';
import { checkProps } from '../validation/check-props';
import { deniesPlainHttp, hasCustomerManagedKey, promise, templateProperty } from '../validation/promise';

/** Properties of a QueueWithDlq. */
export interface QueueWithDlqProps {
  /**
   * Keep messages in order within each message group, and take each once.
   *
   * @default - a standard queue: any order, at least once
   */
  readonly fifo?: Fifo;

  /**
   * How long a received message stays hidden from other consumers: 0 to 43,200 whole seconds.
   *
   * @default - 30 seconds, or once there is an `addConsumer` six times the function's timeout plus the batching window
   */
  readonly visibilityTimeout?: Duration;

  /**
   * How long a message is kept that nobody consumes: 60 to 1,209,600 whole seconds (14 days). On a standard queue at most 13 days, because the 14 days of its
   * dead-letter queue count from the first send too.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/setting-up-dead-letter-queue-retention.html
   * @default Duration.days(4)
   */
  readonly retentionPeriod?: Duration;

  /**
   * How often a message may be received before it becomes a dead letter: 1 to 1,000 times.
   *
   * @default 5
   */
  readonly maxReceiveCount?: number;

  /**
   * How long a new message stays hidden: 0 to 900 whole seconds.
   *
   * @default Duration.seconds(0)
   */
  readonly deliveryDelay?: Duration;

  /**
   * The largest message that is taken: 1,024 to 1,048,576 bytes.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-messages.html
   * @default 1_048_576
   */
  readonly maxMessageSizeBytes?: number;

  /**
   * The customer-managed key that encrypts both queues.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Changes to alarms, by key: `OldestMessageAge`, `InFlight`, `DeadLetter`, `DeadLetterExpiry`.
   *
   * @default - all four, with thresholds that follow from the other props
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to the queues, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * A name for the queue, with the suffix `.fifo` if it is FIFO. It lets the dead-letter queue accept dead letters of this queue only.
   * Changing it replaces the queue.
   *
   * @default - CloudFormation makes a name, and other queues of the account may name the dead-letter queue as theirs
   */
  readonly queueName?: string;
}

/**
 * An encrypted queue whose failed messages end in a dead-letter queue, with alarms that say so.
 */
export class QueueWithDlq extends Construct {
  /** The queue. */
  public readonly queue: sqs.Queue;
  /** Keeps messages that were received too often, for 14 days. */
  public readonly deadLetterQueue: sqs.Queue;
  /** The key that encrypts both queues. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  private readonly visibility: QueueVisibility;

  constructor(scope: Construct, id: string, props: QueueWithDlqProps = {}) {
    checkProps('QueueWithDlq', scope, id, queuePropsRules(props));
    super(scope, id);

    const retentionPeriod = props.retentionPeriod ?? Duration.days(4);
    const maxReceiveCount = props.maxReceiveCount ?? 5;
    const deliveryDelay = props.deliveryDelay ?? Duration.seconds(0);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.visibility = new QueueVisibility(props.visibilityTimeout);
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, removalPolicy);
    const both: sqs.QueueProps = {
      ...props.fifo?._queueProps(),
      maxMessageSizeBytes: props.maxMessageSizeBytes ?? 1_048_576,
      receiveMessageWaitTime: Duration.seconds(20),
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: this.encryptionKey,
      enforceSSL: true,
      removalPolicy,
    };

    this.deadLetterQueue = new sqs.Queue(this, 'DeadLetterQueue', {
      ...both,
      retentionPeriod: DEAD_LETTER_RETENTION,
      redriveAllowPolicy: props.queueName === undefined ? undefined : { sourceQueues: [this.queueNamed(props.queueName)] },
    });
    this.queue = new sqs.Queue(this, 'Queue', {
      ...both,
      queueName: props.queueName ?? (props.fifo ? undefined : PhysicalName.GENERATE_IF_NEEDED),
      visibilityTimeout: this.visibility.timeout,
      retentionPeriod,
      deliveryDelay,
      deadLetterQueue: { queue: this.deadLetterQueue, maxReceiveCount },
      redriveAllowPolicy: { redrivePermission: sqs.RedrivePermission.DENY_ALL },
    });
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'queue-with-dlq',
      overrides: props.alarms,
      definitions: [
        ...queueAlarms(this.queue, () => ({ visibilitySeconds: this.visibility.seconds, maxReceiveCount, deliveryDelay, retentionPeriod })),
        // A standard queue counts from the first send, a FIFO queue from the move.
        ...deadLetterAlarms('DeadLetter', this.deadLetterQueue,
          { retention: DEAD_LETTER_RETENTION, spentBefore: props.fifo ? Duration.seconds(0) : retentionPeriod }),
      ],
    });
    Validations.of(this.deadLetterQueue).acknowledge({
      id: 'Serverless-SQSRedrivePolicy',
      reason: 'This queue is the dead-letter queue: it needs none of its own.',
    });

    promise(this, [
      {
        kept: () => [this.queue, this.deadLetterQueue].every((queue) => hasCustomerManagedKey(queue)),
        message: 'QueueWithDlq promises queues that are encrypted with a customer-managed key: something in the app has removed it',
      },
      {
        kept: () => [this.queue, this.deadLetterQueue].every(deniesPlainHttp),
        message: 'QueueWithDlq promises queues that refuse plain HTTP: something in the app has removed that statement from their policies',
      },
      {
        kept: () => templateProperty(this.queue, 'RedrivePolicy') !== undefined,
        message: 'QueueWithDlq promises a dead-letter queue: something in the app has removed the redrive policy',
      },
    ]);
  }

  /**
   * Lets a Lambda function work on the queue, with partial batch responses: the function returns `batchItemFailures` and only those messages
   * are tried again. The function's role may receive and decrypt. The visibility timeout follows from the function's timeout unless you set it.
   *
   * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
   * @param fn the function; the visibility timeout of an imported one is yours to set, because its timeout is not known
   * @param options how Lambda reads from the queue
   * @returns the event source mapping, made below the function
   */
  public addConsumer(fn: lambda.IFunction, options: QueueConsumerOptions = {}): lambda.EventSourceMapping {
    checkConsumer(this.queue, options);
    this.visibility.serve(this, fn, options);
    const mapping = connectConsumer(this.queue, fn, options);
    if (fn.role) {
      this.grantConsumeMessages(fn).applyBefore(mapping);
    }
    return mapping;
  }

  /**
   * Lets a grantee send messages, and use the key for it. For an AWS service or another account use `allowSendFrom`, which adds conditions.
   *
   * @param grantee a role, or something that has one, such as a function
   */
  public grantSendMessages(grantee: iam.IGrantable): iam.Grant {
    return this.queue.grant(grantee, 'sqs:SendMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl')
      .combine(this.grantKey(grantee, 'kms:Decrypt', 'kms:GenerateDataKey'));
  }

  /**
   * Lets a grantee receive and delete messages, and use the key for it.
   *
   * @param grantee a role, or something that has one, such as a function
   */
  public grantConsumeMessages(grantee: iam.IGrantable): iam.Grant {
    return this.queue.grant(grantee,
      'sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility', 'sqs:GetQueueUrl', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes',
    ).combine(this.grantKey(grantee, 'kms:Decrypt'));
  }

  /**
   * Lets a grantee move dead letters back to the queue with `StartMessageMoveTask`, watch and cancel that, and use the key for it.
   *
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-dead-letter-queue-redrive.html
   * @param grantee an operator's role
   */
  public grantRedrive(grantee: iam.IGrantable): iam.Grant {
    return this.deadLetterQueue.grant(grantee,
      'sqs:StartMessageMoveTask', 'sqs:ListMessageMoveTasks', 'sqs:CancelMessageMoveTask',
      'sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes',
    ).combine(this.queue.grant(grantee, 'sqs:SendMessage', 'sqs:GetQueueAttributes'))
      .combine(this.grantKey(grantee, 'kms:Decrypt', 'kms:GenerateDataKey'));
  }

  /**
   * Lets an AWS service, another account or an organization send messages: in the policy of the queue and in the policy of the key.
   *
   * @param sender who may send
   */
  public allowSendFrom(sender: Sender): void {
    addStatement(this.queue, sender._may('sqs:SendMessage', this.queue.queueArn), this, 'cdk-keel:QueueWithDlq.queuePolicy');
    addStatement(this.encryptionKey, sender._mayUseKey('sqs'), this, 'cdk-keel:QueueWithDlq.keyPolicy');
  }

  private grantKey(grantee: iam.IGrantable, ...actions: string[]): iam.Grant {
    return grantKey(this.encryptionKey, grantee, actions, this, 'cdk-keel:QueueWithDlq.keyGrant');
  }

  /** The queue by its name: a reference to the resource would close a dependency cycle with its dead-letter queue. */
  private queueNamed(name: string): sqs.IQueue {
    return sqs.Queue.fromQueueArn(this, 'QueueByName', Stack.of(this).formatArn({ service: 'sqs', resource: name }));
  }
}
