import { Duration, PhysicalName, RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { BucketEventsOptions, bucketRules, publishEvents } from './bucket-events';
import { DeliveryLogging, logDeliveries } from './delivery-logging';
import { Fifo } from './fifo';
import { FilterPolicy } from './filter-policy';
import { QueueWithDlq } from './queue-with-dlq';
import { DEAD_LETTER_RETENTION, QueueWithDlqProps } from './queue-with-dlq-props';
import { Sender } from './sender';
import { RawDeliveryOptions, Subscriber } from './subscriber';
import { AlarmOverride, alarmOverrideRules } from '../alarms/alarm-override';
import { AlarmSet } from '../alarms/alarm-set';
import { deadLetterAlarms } from '../alarms/queue-alarms';
import { TOPIC_ALARM_KEYS, topicAlarms } from '../alarms/topic-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { keyRules } from '../encryption/key-rules';
import { addStatement } from '../policies/add-statement';
import { grantKey } from '../policies/grant-key';
import { snsMayUseKey } from '../policies/sns-statements';
import { check, checkProps, removalRule, Rule } from '../validation/check-props';
import { deniesPlainHttp, hasCustomerManagedKey, promise } from '../validation/promise';

/** Keys of the alarms of an SnsSqsFanOut. */
const FAN_OUT_ALARM_KEYS = [...TOPIC_ALARM_KEYS, 'SubscriptionDeadLetter', 'SubscriptionDeadLetterExpiry'];

/** Properties of an SnsSqsFanOut. */
export interface SnsSqsFanOutProps {
  /**
   * Keep messages in order within each message group from the publisher to the queues, and deliver each once. Only queues can subscribe then.
   *
   * CloudFormation makes no names for FIFO topics, so the topic gets one from its place in the app.
   *
   * @default - a standard topic: any order, at least once
   */
  readonly fifo?: Fifo;

  /**
   * The customer-managed key that encrypts the topic and its queues.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Write deliveries to queues, functions, delivery streams and HTTPS endpoints to CloudWatch Logs, encrypted with the key and kept for a month.
   *
   * @default - no delivery is logged
   */
  readonly deliveryLogging?: DeliveryLogging;

  /**
   * Changes to alarms, by key: `NotificationsFailed`, `RedrivenToDeadLetterQueue`, `FailedToRedriveToDeadLetterQueue`,
   * `FilteredOutInvalidAttributes`, `FilteredOutInvalidMessageBody`, `SubscriptionDeadLetter`, `SubscriptionDeadLetterExpiry`.
   *
   * @default - all seven
   */
  readonly alarms?: { [key: string]: AlarmOverride };

  /**
   * What happens to queues, and to a key that this construct makes, when they are removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** Which messages a subscriber gets. */
export interface SubscribeOptions {
  /**
   * Only messages that match.
   *
   * @default - every message
   */
  readonly filterPolicy?: FilterPolicy;
}

/** A queue of the fan-out, and which messages it gets. */
export interface FanOutQueueOptions extends QueueWithDlqProps, SubscribeOptions, RawDeliveryOptions {}

/**
 * A topic that delivers every message to several queues and other subscribers, encrypted throughout, with nothing lost in between unseen.
 */
export class SnsSqsFanOut extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;
  /** Keeps messages that could not be delivered to a subscriber, for 14 days. */
  public readonly subscriptionDeadLetterQueue: sqs.Queue;
  /** The key that encrypts the topic and its queues. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  private readonly fifo?: Fifo;
  private readonly removalPolicy: RemovalPolicy;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings; each has a default
   */
  constructor(scope: Construct, id: string, props: SnsSqsFanOutProps = {}) {
    checkProps('SnsSqsFanOut', scope, id, [
      ...keyRules(scope, props.encryptionKey), removalRule(props.removalPolicy), ...alarmOverrideRules(props.alarms, FAN_OUT_ALARM_KEYS),
    ]);
    super(scope, id);

    this.fifo = props.fifo;
    this.removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, this.removalPolicy);
    this.topic = new sns.Topic(this, 'Topic', {
      ...(props.fifo?._topicProps() ?? { topicName: PhysicalName.GENERATE_IF_NEEDED }),
      masterKey: this.encryptionKey,
      enforceSSL: true,
      signatureVersion: '2',
    });
    this.subscriptionDeadLetterQueue = new sqs.Queue(this, 'SubscriptionDeadLetterQueue', {
      ...(props.fifo?._queueProps() ?? { queueName: PhysicalName.GENERATE_IF_NEEDED }),
      retentionPeriod: DEAD_LETTER_RETENTION,
      receiveMessageWaitTime: Duration.seconds(20),
      encryption: sqs.QueueEncryption.KMS,
      encryptionMasterKey: this.encryptionKey,
      enforceSSL: true,
      removalPolicy: this.removalPolicy,
    });
    addStatement(this.encryptionKey, snsMayUseKey(this.topic, this.subscriptionDeadLetterQueue), this, 'cdk-keel:SnsSqsFanOut.keyPolicy');
    if (props.deliveryLogging !== undefined) {
      logDeliveries(this, this.topic, props.deliveryLogging, this.encryptionKey);
    }
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'sns-sqs-fan-out',
      overrides: props.alarms,
      definitions: [
        ...topicAlarms(this.topic),
        ...deadLetterAlarms('SubscriptionDeadLetter', this.subscriptionDeadLetterQueue, {
          retention: DEAD_LETTER_RETENTION, spentBefore: Duration.seconds(0),
        }),
      ],
    });
    Validations.of(this.subscriptionDeadLetterQueue).acknowledge(
      { id: 'AwsSolutions-SQS3', reason: 'This queue is the dead-letter queue of the subscriptions: it needs none of its own.' },
      { id: 'Serverless-SQSRedrivePolicy', reason: 'This queue is the dead-letter queue of the subscriptions: it needs none of its own.' },
    );

    promise(this, [
      {
        kept: () => [this.topic, this.subscriptionDeadLetterQueue].every((part) => hasCustomerManagedKey(part)),
        message: 'SnsSqsFanOut promises a topic and a queue that are encrypted with a customer-managed key: something in the app has removed it',
      },
      {
        kept: () => [this.topic, this.subscriptionDeadLetterQueue].every(deniesPlainHttp),
        message: 'SnsSqsFanOut promises a topic and a queue that refuse plain HTTP: something in the app has removed that statement from their policies',
      },
    ]);
    promiseDelivery(this);
  }

  /**
   * Makes a queue with a dead-letter queue of its own, and subscribes it. It is FIFO if the topic is, and shares the topic's key and removal
   * policy unless told otherwise. To give a FIFO topic a standard queue, make a `QueueWithDlq` and `subscribe` it.
   *
   * @param id name of the queue within this construct
   * @param options the queue, and which messages it gets
   */
  public addQueue(id: string, options: FanOutQueueOptions = {}): QueueWithDlq {
    check(`SnsSqsFanOut.addQueue('${id}') of '${this.node.path}'`, [this.isFree(id, id), this.isFree(id, `${id}Subscription`), {
      prop: 'fifo',
      value: options.fifo && 'a FIFO queue',
      holds: () => this.topic.fifo,
      must: 'must be left out, because the topic is standard: set fifo on the SnsSqsFanOut',
    }]);
    const queue = new QueueWithDlq(this, id, {
      ...options,
      fifo: options.fifo ?? this.fifo,
      encryptionKey: options.encryptionKey ?? this.encryptionKey,
      removalPolicy: options.removalPolicy ?? this.removalPolicy,
    });
    this.subscribe(id, Subscriber.queue(queue.queue, options), options);
    return queue;
  }

  /**
   * Subscribes somebody else: an existing queue, a function, a delivery stream, an HTTPS endpoint, an e-mail address or a telephone.
   * What cannot be delivered ends in the subscription dead-letter queue.
   *
   * @param id name of the subscription within this construct
   * @param subscriber who gets the messages
   * @param options which messages
   */
  public subscribe(id: string, subscriber: Subscriber, options: SubscribeOptions = {}): sns.Subscription {
    check(`SnsSqsFanOut.subscribe('${id}') of '${this.node.path}'`, [this.isFree(id, `${id}Subscription`), ...subscriber._rules(this.topic)]);
    const { place, dependsOn, ...end } = subscriber._connect({ fanOut: this, topic: this.topic, id });
    const subscription = new sns.Subscription(place.scope, place.id, {
      ...end,
      region: place.region,
      ...options.filterPolicy?._subscriptionOptions(),
      topic: this.topic,
      deadLetterQueue: this.subscriptionDeadLetterQueue,
    });
    if (dependsOn) {
      subscription.node.addDependency(dependsOn);
    }
    return subscription;
  }

  /**
   * Publishes events of a bucket to the topic. The policies of the topic and of its key let this bucket in.
   *
   * @param bucket a bucket of the same account and Region
   * @param options which events
   */
  public addBucket(bucket: s3.IBucket, options: BucketEventsOptions = {}): void {
    check(`SnsSqsFanOut.addBucket of '${this.node.path}'`, bucketRules(this.topic, bucket, options));
    publishEvents(this, this.topic, this.encryptionKey, bucket, options);
  }

  /**
   * Lets a grantee publish, and use the key for it. For an AWS service or another account use `allowPublishFrom`, which adds conditions.
   *
   * @param grantee a role, or something that has one, such as a function
   */
  public grantPublish(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipalOrResource({ grantee, actions: ['sns:Publish'], resourceArns: [this.topic.topicArn], resource: this.topic })
      .combine(grantKey(this.encryptionKey, grantee, ['kms:Decrypt', 'kms:GenerateDataKey'], this, 'cdk-keel:SnsSqsFanOut.keyGrant'));
  }

  /**
   * Lets an AWS service, another account or an organization publish: in the policy of the topic and in the policy of the key.
   *
   * @param sender who may publish
   */
  public allowPublishFrom(sender: Sender): void {
    check(`SnsSqsFanOut.allowPublishFrom of '${this.node.path}'`, sender._topicRules());
    addStatement(this.topic, sender._may('sns:Publish', this.topic.topicArn), this, 'cdk-keel:SnsSqsFanOut.topicPolicy');
    addStatement(this.encryptionKey, sender._mayUseKey('sns'), this, 'cdk-keel:SnsSqsFanOut.keyPolicy');
  }

  private isFree(id: string, childId: string): Rule {
    return { prop: 'id', value: id, holds: () => !this.node.tryFindChild(childId), must: `must be free, and '${childId}' is there already` };
  }
}
