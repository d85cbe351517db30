import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { listOf } from '../model/template';
import { parsePolicy } from '../policy/parse-policy';
import { Statement } from '../policy/statement';

/** The resource types that carry the policy of another, and the property that names it. */
const POLICIES: Readonly<Record<string, readonly { readonly type: string; readonly names: string }[]>> = {
  'AWS::SQS::Queue': [{ type: 'AWS::SQS::QueuePolicy', names: 'Queues' }, { type: 'AWS::SQS::QueueInlinePolicy', names: 'Queue' }],
  'AWS::SNS::Topic': [{ type: 'AWS::SNS::TopicPolicy', names: 'Topics' }, { type: 'AWS::SNS::TopicInlinePolicy', names: 'TopicArn' }],
};

/** The policy of a queue or topic as the templates give it; undefined where they give none. */
export function resourcePolicy(model: DeliveryModel, receiver: Resource): Statement[] | undefined {
  const policies = (POLICIES[receiver.type] ?? []).flatMap(({ type, names }) => model.ofType(type).filter((policy) => (
    listOf(policy.properties[names]).some((name) => model.find(policy, name) === receiver)
  )));
  return policies.length === 0 ? undefined : policies.flatMap((policy) => parsePolicy(policy.properties.PolicyDocument, policy.textOf));
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
  const key = model.find(receiver, KmsMasterKeyId) ?? aliased(model, receiver);
  if (key) return { by: 'key', key };
  const name = receiver.textOf(KmsMasterKeyId);
  const isManaged = name.some((piece) => typeof piece === 'string' && /(^|:)alias\/aws\//.test(piece));
  return { by: isManaged ? 'aws-managed-key' : 'unknown-key' };
}

/** The policy of a key. */
export function keyPolicy(key: Resource): Statement[] {
  return parsePolicy(key.properties.KeyPolicy, key.textOf);
}

/** A key that is named by an alias in the templates. */
function aliased(model: DeliveryModel, receiver: Resource): Resource | undefined {
  const wanted = JSON.stringify(receiver.textOf(receiver.properties.KmsMasterKeyId));
  const alias = model.ofType('AWS::KMS::Alias').find((one) => [one.textOf(one.properties.AliasName), text(one.textOf({ Ref: one.logicalId }))]
    .some((name) => JSON.stringify(name) === wanted));
  return alias && model.find(alias, alias.properties.TargetKeyId);
}
