import { same } from '../expression/match';
import { literal, text, Text } from '../expression/text';
import { isOptIn } from '../model/opt-in-regions';
import { Resource } from '../model/resource';
import { serviceOf } from '../model/resource-kinds';
import { listOf, objectOf } from '../model/template';
import { Principal, Request } from '../policy/request';

/** A service that acts for one resource. */
export interface ServiceSender {
  /** Its principal, and others that it may have instead where the Regions are not known. */
  readonly services: readonly Text[];
  /** Accounts of the service that it may call from instead. */
  readonly accounts?: readonly Text[];
  /** ARN of the resource that it acts for, where the service says so to the policies that it meets. */
  readonly sourceArn?: Text;
  /** Account of that resource, where the service says so. */
  readonly sourceAccount?: Text;
  /** What else it says to them, by condition key in lower case. */
  readonly context?: ReadonlyMap<string, readonly Text[]>;
}

/** All principals that the service may have. */
export function principalsOf({ services, accounts = [] }: ServiceSender): Principal[] {
  return [...services.map((service) => ({ service })), ...accounts.map((account) => ({ arn: text('arn:aws:iam::', account, ':root'), account }))];
}

/**
 * The principal of SNS on its way from one Region to another: one of its own where it leaves a Region that accounts have to opt in to.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
export function snsServices(topicRegion: Text, receiverRegion: Text | undefined): Text[] {
  const everywhere = text('sns.amazonaws.com');
  const region = literal(topicRegion);
  const together = receiverRegion === undefined ? 'unknown' : same(topicRegion, receiverRegion);
  if (together === 'yes' || (region !== undefined && !isOptIn(region))) return [everywhere];
  const ofRegion = text('sns.', topicRegion, '.amazonaws.com');
  return together === 'no' && region !== undefined ? [ofRegion] : [everywhere, ofRegion];
}

/**
 * What a service's request looks like to the policies of the receiver. Keys of the global context that only identities have are absent; what else a
 * service may send is unknown.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
export function serviceRequest(sender: ServiceSender, principal: Principal, action: string, resource: Text): Request {
  const { sourceArn, sourceAccount, context = [] } = sender;
  return {
    principal,
    action,
    resource,
    context: new Map<string, readonly Text[]>([
      ...(sourceArn ? [['aws:sourcearn', [sourceArn]] as const] : []),
      ...(sourceAccount ? [['aws:sourceaccount', [sourceAccount]] as const] : []),
      ['aws:securetransport', [text('true')]],
      ['aws:principalisawsservice', [text(`${'service' in principal}`)]],
      ['aws:principalaccount', []],
      ['aws:principalarn', []],
      ['aws:principalorgid', []],
      ['aws:sourceip', []],
      ['aws:sourcevpc', []],
      ['aws:sourcevpce', []],
      ...context,
    ]),
  };
}

/** What the call of a role looks like to its own policies and those of what it calls. What else it may hold, such as tags, is unknown. */
export function roleRequest(role: Resource, action: string, resource: Text): Request {
  return {
    principal: { arn: role.arn!, account: role.account },
    action,
    resource,
    context: new Map<string, readonly Text[]>([
      ['aws:principalaccount', [role.account]],
      ['aws:principalarn', [role.arn!]],
      ['aws:principalisawsservice', [text('false')]],
      ['aws:principaltype', [text('AssumedRole')]],
      ['aws:securetransport', [text('true')]],
      ['aws:sourceaccount', []],
      ['aws:sourcearn', []],
    ]),
  };
}

/** What a key is told of what is encrypted, by condition key in lower case. */
export type EncryptionContext = readonly (readonly [key: string, values: readonly Text[]])[];

/** The condition key with which services that encrypt name what they encrypt. */
const ENCRYPTION_CONTEXTS: Readonly<Record<string, string>> = {
  events: 'aws:events:event-bus:arn',
  kinesis: 'aws:kinesis:arn',
  sns: 'aws:sns:topicarn',
  sqs: 'aws:sqs:arn',
  states: 'aws:states:statemachinearn',
};

/** What the service that a resource belongs to says to a key of what it encrypts. */
export function encryptionContextOf(encrypted: Resource): EncryptionContext {
  const service = serviceOf(encrypted.type) ?? '';
  if (service === 's3') return [['kms:encryptioncontext:aws:s3:arn', [encryptedInS3(encrypted)]]];
  return Object.hasOwn(ENCRYPTION_CONTEXTS, service) ? [[`kms:encryptioncontext:${ENCRYPTION_CONTEXTS[service]}`, [encrypted.arn!]]] : [];
}

/**
 * What it looks like to the policy of a key when a role calls a service that encrypts with it.
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
export function roleKeyRequest(
  role: Resource, action: string, key: Resource, encrypted: Resource, encryptionContext: EncryptionContext = encryptionContextOf(encrypted),
): Request {
  const request = roleRequest(role, action, key.arn!);
  return {
    ...request,
    context: new Map<string, readonly Text[]>([
      ...request.context,
      ['kms:viaservice', [text(serviceOf(encrypted.type)!, '.', encrypted.region, '.amazonaws.com')]],
      ['kms:calleraccount', [role.account]],
      ...encryptionContext,
    ]),
  };
}

/** With a bucket key it is the bucket, otherwise each object. */
function encryptedInS3({ arn, properties, textOf, stackId, logicalId }: Resource): Text {
  const [rule] = listOf(objectOf(properties.BucketEncryption).ServerSideEncryptionConfiguration);
  const hasBucketKey = literal(textOf(objectOf(rule).BucketKeyEnabled ?? false)) === 'true';
  return hasBucketKey ? arn! : text(arn!, '/', { name: `${stackId}.${logicalId}.object`, kind: 'any' });
}
