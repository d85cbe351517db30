import { RemovalPolicy, Validations } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { keyRules } from '../encryption/key-rules';
import { addStatement } from '../policies/add-statement';
import { alarmsMayPublish, alarmsMayUseKey } from '../policies/cloudwatch-statements';
import { checkProps, matches, removalRule } from '../validation/check-props';
import { deniesPlainHttp, hasCustomerManagedKey, promise } from '../validation/promise';

/** Properties of an AlarmTopic. */
export interface AlarmTopicProps {
  /**
   * E-mail addresses that are told. Each gets a message with a link that has to be followed once.
   *
   * @default - none; subscribe to `topic` yourself
   */
  readonly emails?: string[];

  /**
   * The customer-managed key that encrypts the topic.
   *
   * @default - a new key that rotates every year
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * What happens to a key that this construct makes, when it is removed from the stack.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * An encrypted topic that CloudWatch alarms can really publish to.
 *
 * `AlarmRouting` sends alarms there.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
export class AlarmTopic extends Construct {
  /** The topic. */
  public readonly topic: sns.Topic;
  /** The key that encrypts the topic. */
  public readonly encryptionKey: kms.IKey;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings; each has a default
   */
  constructor(scope: Construct, id: string, props: AlarmTopicProps = {}) {
    checkProps('AlarmTopic', scope, id, [
      ...keyRules(scope, props.encryptionKey),
      removalRule(props.removalPolicy),
      ...(props.emails ?? []).map((email) => matches('emails', email, /^\S+@\S+$/, 'be e-mail addresses')),
      { prop: 'emails', value: props.emails, holds: (emails: string[]) => new Set(emails).size === emails.length, must: 'must name each address once' },
    ]);
    super(scope, id);

    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    this.topic = new sns.Topic(this, 'Topic', { masterKey: this.encryptionKey, enforceSSL: true });
    addStatement(this.topic, alarmsMayPublish(this.topic), this, 'cdk-keel:AlarmTopic.topicPolicy');
    addStatement(this.encryptionKey, alarmsMayUseKey(this.topic), this, 'cdk-keel:AlarmTopic.keyPolicy');
    for (const email of props.emails ?? []) {
      Validations.of(this.topic.addSubscription(new EmailSubscription(email))).acknowledge({
        id: 'Serverless-SNSRedrivePolicy',
        reason: 'Nobody would look into the dead-letter queue of an e-mail.',
      });
    }

    promise(this, [
      {
        kept: () => hasCustomerManagedKey(this.topic),
        message: 'AlarmTopic promises an encrypted topic: something in the app has removed its key',
      },
      {
        kept: () => deniesPlainHttp(this.topic),
        message: 'AlarmTopic promises a topic that refuses plain HTTP: something in the app has removed that statement from its policy',
      },
    ]);
  }
}
