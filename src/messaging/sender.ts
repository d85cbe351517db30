import { Aws } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { check, matches, Rule } from '../validation/check-props';

/** Narrows down which resources of a service may send. */
export interface ServiceSenderOptions {
  /**
   * ARN of the resource that may send, `*` and `?` allowed.
   *
   * @default - every resource of the account
   */
  readonly sourceArn?: string;

  /**
   * The account that the resource belongs to.
   *
   * @default - the account of the receiver
   */
  readonly sourceAccount?: string;
}

/** Narrows down who in another account may send. */
export interface AccountSenderOptions {
  /**
   * ARN of the role or user that may send, `*` and `?` allowed.
   *
   * @default - every identity whose own policy allows it
   */
  readonly principalArn?: string;
}

/**
 * Somebody outside who may send messages: to the queue of a `QueueWithDlq` or to the topic of an `SnsSqsFanOut`.
 *
 * Each kind has a condition, so that no service can be tricked into sending for somebody else.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export class Sender {
  /**
   * An AWS service, acting for resources of one account.
   *
   * EventBridge does not tell a topic for which rule or account it publishes, so to a topic `events.amazonaws.com` cannot be narrowed down: any rule that
   * names the topic may publish.
   * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services
   *
   * @param servicePrincipal for example `events.amazonaws.com`
   * @param options which resources
   */
  public static service(servicePrincipal: string, options: ServiceSenderOptions = {}): Sender {
    check('Sender.service', [matches('servicePrincipal', servicePrincipal, /^[a-z0-9.-]+\.amazonaws\.com(\.cn)?$/, 'end in .amazonaws.com')]);
    const sameAccount = { StringEquals: { 'aws:SourceAccount': options.sourceAccount ?? Aws.ACCOUNT_ID } };
    const conditions = options.sourceArn === undefined ? sameAccount : { ...sameAccount, ArnLike: { 'aws:SourceArn': options.sourceArn } };
    const tellsNoTopic = /^events\.amazonaws\.com(\.cn)?$/.test(servicePrincipal);
    return new Sender(
      new iam.ServicePrincipal(servicePrincipal),
      (receivingService) => (tellsNoTopic && receivingService === 'sns' ? {} : conditions),
      // The exact source stays in the policy of the queue or topic: in the key's policy it could close a dependency cycle.
      (receivingService) => (tellsNoTopic && receivingService === 'sns' ? TOPICS_OF_THIS_ACCOUNT : sameAccount),
      tellsNoTopic ? options.sourceArn ?? options.sourceAccount : undefined,
    );
  }

  /**
   * Another AWS account. Its identities also need policies of their own: to send, and for `kms:Decrypt` and `kms:GenerateDataKey` on the key.
   *
   * @param accountId twelve digits
   * @param options which identities
   */
  public static account(accountId: string, options: AccountSenderOptions = {}): Sender {
    check('Sender.account', [matches('accountId', accountId, /^\d{12}$/, 'have 12 digits')]);
    const conditions = {
      StringEquals: { 'aws:PrincipalAccount': accountId },
      ...(options.principalArn === undefined ? {} : { ArnLike: { 'aws:PrincipalArn': options.principalArn } }),
    };
    return new Sender(new iam.AccountPrincipal(accountId), () => conditions, viaService(conditions));
  }

  /**
   * Every account of an organization in AWS Organizations.
   *
   * @param organizationId for example `o-1234567890`
   */
  public static organization(organizationId: string): Sender {
    check('Sender.organization', [matches('organizationId', organizationId, /^o-[a-z0-9]{10,32}$/, 'be o- and 10 to 32 letters and digits')]);
    const conditions = { StringEquals: { 'aws:PrincipalOrgID': organizationId } };
    return new Sender(new iam.AnyPrincipal(), () => conditions, viaService(conditions));
  }

  private constructor(
    private readonly principal: iam.IPrincipal,
    private readonly conditions: (receivingService: string) => Conditions,
    private readonly keyConditions: (receivingService: string) => Conditions,
    private readonly narrowedForTopics?: string,
  ) {}

  /**
   * What must hold before it may publish to a topic.
   * @internal
   */
  public _topicRules(): Rule[] {
    return [{
      prop: 'sender',
      value: this.narrowedForTopics,
      holds: () => false,
      must: 'must be Sender.service(\'events.amazonaws.com\') without sourceArn and sourceAccount: EventBridge tells a topic neither',
    }];
  }

  /**
   * The sender may do this to the queue or topic.
   * @internal
   */
  public _may(action: string, resourceArn: string): iam.PolicyStatement {
    return new iam.PolicyStatement({ principals: [this.principal], actions: [action], resources: [resourceArn], conditions: this.conditions(action.split(':')[0]) });
  }

  /**
   * The sender may encrypt what it sends with the key of the queue or topic.
   * @internal
   */
  public _mayUseKey(receivingService: 'sqs' | 'sns'): iam.PolicyStatement {
    return new iam.PolicyStatement({
      principals: [this.principal],
      actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      resources: ['*'],
      conditions: this.keyConditions(receivingService),
    });
  }
}

type Conditions = Record<string, Record<string, string>>;

/**
 * SNS encrypts with the ARN of the topic as context.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 */
const TOPICS_OF_THIS_ACCOUNT: Conditions = {
  ArnLike: { 'kms:EncryptionContext:aws:sns:topicArn': `arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:*` },
};

/** Identities use the key only through SQS or SNS, never directly. */
function viaService(conditions: { StringEquals: Record<string, string> }): (receivingService: string) => Conditions {
  return (receivingService) => ({
    ...conditions,
    StringEquals: { ...conditions.StringEquals, 'kms:ViaService': `${receivingService}.${Aws.REGION}.amazonaws.com` },
  });
}
