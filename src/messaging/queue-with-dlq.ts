import { Duration, PhysicalName, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { checkConsumer, connectConsumer, QueueConsumerOptions } from './queue-consumer';
import { QueueVisibility } from './queue-visibility';
import { DEAD_LETTER_RETENTION, queuePropsRules, QueueWithDlqProps } from './queue-with-dlq-props';
import { Sender } from './sender';
import { AlarmSet } from '../alarms/alarm-set';
import { deadLetterAlarms, queueAlarms } from '../alarms/queue-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { addStatement } from '../policies/add-statement';
import { grantKey } from '../policies/grant-key';
import { checkProps } from '../validation/check-props';
import { deniesPlainHttp, hasCustomerManagedKey, promise, templateProperty } from '../validation/promise';

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

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings; each has a default
   */
  constructor(scope: Construct, id: string, props: QueueWithDlqProps = {}) {
    checkProps('QueueWithDlq', scope, id, queuePropsRules(scope, props));
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
    promiseDelivery(this);
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
    checkConsumer(this.queue, fn, options);
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
