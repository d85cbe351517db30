import { same } from '../expression/match';
import { Text } from '../expression/text';
import { some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { listOf, possibleMembers } from '../model/template';
import { parsePolicy } from '../policy/parse-policy';
import { Statement } from '../policy/statement';

/** A policy of a queue or topic that the templates hold. */
export interface AttachedPolicy {
  readonly statements: readonly Statement[];
  /** The condition under which it is made. */
  readonly condition?: string;
  /** Whether it is this receiver that it names. */
  readonly certain: boolean;
}

/** The resource types that carry the policy of another, and the property that names it. */
const POLICIES: readonly { readonly type: string; readonly names: string; readonly of: string }[] = [
  { type: 'AWS::SQS::QueuePolicy', names: 'Queues', of: 'AWS::SQS::Queue' },
  { type: 'AWS::SQS::QueueInlinePolicy', names: 'Queue', of: 'AWS::SQS::Queue' },
  { type: 'AWS::SNS::TopicPolicy', names: 'Topics', of: 'AWS::SNS::Topic' },
  { type: 'AWS::SNS::TopicInlinePolicy', names: 'TopicArn', of: 'AWS::SNS::Topic' },
];

interface PolicyIndex {
  readonly named: ReadonlyMap<Resource, readonly AttachedPolicy[]>;
  /** Policies of which the template does not say whose they are. */
  readonly open: readonly { readonly type: string; readonly name: Text; readonly policy: AttachedPolicy }[];
}

/** Built once for each model. */
const INDEXES = new WeakMap<DeliveryModel, PolicyIndex>();

/** Parsed once for each key. */
const KEY_POLICIES = new WeakMap<Resource, Statement[]>();

/** The policies that a queue or topic has, or may have, by the templates. */
export function attachedPolicies(model: DeliveryModel, receiver: Resource): AttachedPolicy[] {
  const index = INDEXES.get(model) ?? indexOf(model);
  INDEXES.set(model, index);
  const mayBeOf = (name: Text): Verdict => some(receiver.identifiers, (identifier) => same(identifier, name));
  return [
    ...index.named.get(receiver) ?? [],
    ...index.open.filter(({ type, name }) => type === receiver.type && mayBeOf(name) !== 'no').map(({ policy }) => policy),
  ];
}

function indexOf(model: DeliveryModel): PolicyIndex {
  const named = new Map<Resource, AttachedPolicy[]>();
  const open: PolicyIndex['open'][number][] = [];
  for (const { type, names, of } of POLICIES) {
    for (const holder of model.ofType(type)) {
      const list = holder.properties[names];
      const policy = { statements: parsePolicy(holder.properties.PolicyDocument, holder.textOf), condition: holder.condition };
      for (const name of possibleMembers(list)) {
        const certain = listOf(list).includes(name);
        const receiver = model.find(holder, name, of);
        if (receiver) named.set(receiver, [...named.get(receiver) ?? [], { ...policy, certain }]);
        else open.push({ type: of, name: holder.textOf(name), policy: { ...policy, certain: false } });
      }
    }
  }
  return { named, open };
}

/** How a resource is encrypted at rest. */
export type Encryption =
  | { readonly by: 'key'; readonly key: Resource }
  | { readonly by: 'aws-managed-key' }
  | { readonly by: 'unknown-key' }
  | { readonly by: 'service' };

/** How a queue or topic is encrypted. */
export function encryptionOf(model: DeliveryModel, receiver: Resource): Encryption {
  const { KmsMasterKeyId } = receiver.properties;
  if (KmsMasterKeyId === undefined || KmsMasterKeyId === '') return { by: 'service' };
  const key = model.find(receiver, KmsMasterKeyId, 'AWS::KMS::Key') ?? aliased(model, receiver);
  if (key) return { by: 'key', key };
  const name = receiver.textOf(KmsMasterKeyId);
  const isManaged = name.some((piece) => typeof piece === 'string' && /(^|:)alias\/aws\//.test(piece));
  return { by: isManaged ? 'aws-managed-key' : 'unknown-key' };
}

/** The policy of a key. */
export function keyPolicy(key: Resource): Statement[] {
  const statements = KEY_POLICIES.get(key) ?? parsePolicy(key.properties.KeyPolicy, key.textOf);
  KEY_POLICIES.set(key, statements);
  return statements;
}

/** A key that is named by an alias in the templates. */
function aliased(model: DeliveryModel, receiver: Resource): Resource | undefined {
  const alias = model.find(receiver, receiver.properties.KmsMasterKeyId, 'AWS::KMS::Alias');
  return alias && model.find(alias, alias.properties.TargetKeyId, 'AWS::KMS::Key');
}
