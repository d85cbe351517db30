import { encryptionOf, keyPolicy, resourcePolicy } from './receiver-policies';
import { Judgement, Rule } from './rule';
import { ServiceSender, serviceRequest } from './service-request';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { JsonObject } from '../model/template';
import { Answer, evaluate } from '../policy/evaluate';

/** An edge on which a service sends to a queue or publishes to a topic. */
export interface ServiceEdge {
  /** The resource that the service acts for. */
  readonly from: Resource;
  /** Undefined where it is in none of the templates. */
  readonly to?: Resource;
  readonly sender: ServiceSender;
  /** `sqs:SendMessage` or `sns:Publish`. */
  readonly action: string;
}

const DELIVERS: Record<Answer, Verdict> = { allowed: 'yes', denied: 'no', unknown: 'unknown' };

/** Does the policy of the receiver let the service in? */
export function judgeResourcePolicy(model: DeliveryModel, edge: ServiceEdge): Judgement {
  const { from, to, sender, action } = edge;
  if (to === undefined) return unknownReceiver(from);
  const policy = resourcePolicy(model, to);
  // The default policy that a topic has without one lets alarms of its account in, but neither S3 nor EventBridge.
  const ownDefault = policy === undefined && to.type === 'AWS::SNS::Topic' && sender.service === 'cloudwatch.amazonaws.com';
  const delivers = ownDefault ? 'yes' : DELIVERS[evaluate(policy ?? [], serviceRequest(sender, action, to.arn!))];
  return {
    from,
    to,
    delivers,
    at: to,
    because: delivers === 'unknown'
      ? `whether its policy lets ${sender.service} in depends on values that the template does not hold`
      : `its policy does not let ${sender.service} in for this sender`,
    add: receiverStatement(edge, to),
  };
}

/** Does the key of the receiver let the service encrypt? */
export function judgeKey(model: DeliveryModel, edge: ServiceEdge): Judgement {
  const { from, to, sender } = edge;
  if (to === undefined) return unknownReceiver(from);
  const encryption = encryptionOf(model, to);
  const judgement = { from, to, at: to };
  switch (encryption.by) {
    case 'service': return { ...judgement, delivers: 'yes', because: 'no key of the account is needed' };
    case 'unknown-key': return { ...judgement, delivers: 'unknown', because: 'its key is in none of the templates' };
    case 'aws-managed-key': return {
      ...judgement, delivers: 'no', because: `the policy of its AWS-managed key cannot be changed, and does not let ${sender.service} in: use a key of your own`,
    };
    case 'key': {
      const { key } = encryption;
      const answers = ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => evaluate(keyPolicy(key), serviceRequest(sender, action, key.arn!)));
      const answer = answers.find((one) => one === 'denied') ?? answers.find((one) => one === 'unknown') ?? 'allowed';
      return {
        ...judgement,
        at: key,
        delivers: DELIVERS[answer],
        because: answer === 'unknown'
          ? `whether the policy of its key lets ${sender.service} in depends on values that the template does not hold`
          : `the policy of its key does not let ${sender.service} use kms:GenerateDataKey and kms:Decrypt`,
        add: keyStatement(edge),
      };
    }
  }
}

/** The receiver's policies are elsewhere: an imported queue, for example. */
export function unknownReceiver(from: Resource): Judgement {
  return { from, delivers: 'unknown', at: from, because: 'the receiver is in none of the templates' };
}

/** A statement for the policy of the receiver: for the one sender where both are in one template, and for the account. */
function receiverStatement({ from, sender, action }: ServiceEdge, to: Resource): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: sender.service },
    Action: action,
    Resource: referenceToArn(to),
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ...(from.stackName === to.stackName && from.arn ? { ArnEquals: { 'aws:SourceArn': referenceToArn(from) } } : {}),
    },
  };
}

/** A statement for the policy of a key, which names no sender: that could close a dependency cycle. */
function keyStatement({ sender }: ServiceEdge): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: sender.service },
    Action: ['kms:GenerateDataKey', 'kms:Decrypt'],
    Resource: '*',
    Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
  };
}

/** The two rules that every edge of this kind has to pass. */
export function serviceRules(prefix: string, edge: string, source: string, edgesOf: (model: DeliveryModel) => ServiceEdge[]): Rule[] {
  return [
    {
      id: `${prefix}-01`,
      proves: `${edge}: the receiver's policy lets the sender in.`,
      source,
      judge: (model) => edgesOf(model).map((one) => judgeResourcePolicy(model, one)),
    },
    {
      id: `${prefix}-02`,
      proves: `${edge}: the receiver's key lets the sender's service encrypt.`,
      source,
      judge: (model) => edgesOf(model).map((one) => judgeKey(model, one)),
    },
  ];
}
