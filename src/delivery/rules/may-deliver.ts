import { isFifo } from './receiver';
import { AttachedPolicy, attachedPolicies, encryptionOf, keyPolicy } from './receiver-policies';
import { Judgement, Rule } from './rule';
import { ServiceSender, serviceRequest } from './service-request';
import { print, Text } from '../expression/text';
import { not, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { referenceToArn } from '../model/resource-kinds';
import { JsonObject } from '../model/template';
import { Answer, evaluate } from '../policy/evaluate';
import { Statement } from '../policy/statement';

/** An edge on which a service sends to a queue or publishes to a topic. */
export interface ServiceEdge {
  /** The resource that the service acts for. */
  readonly from: Resource;
  /** The resource that makes the edge, where it is neither of the two. */
  readonly by?: Resource;
  /** Undefined where it is in none of the templates. */
  readonly to?: Resource;
  readonly sender: ServiceSender;
  /** Whether the service takes on a role for it: then it is the role that has to be let in. */
  readonly withRole?: boolean;
  /** `sqs:SendMessage` or `sns:Publish`. */
  readonly action: string;
}

const DELIVERS: Record<Answer, Verdict> = { allowed: 'yes', denied: 'no', unknown: 'unknown' };

/** Does the policy of the receiver let the service in? */
function judgeResourcePolicy(model: DeliveryModel, edge: ServiceEdge): Judgement {
  const { from, to, sender, action } = edge;
  if (to === undefined) return unknownReceiver(from);
  if (edge.withRole) return unknownRole(from, to);
  const delivers = DELIVERS[policyAnswer(edge, to, attachedPolicies(model, to), action)];
  const service = print(sender.services[0]);
  return {
    from,
    to,
    delivers,
    at: to,
    because: delivers === 'unknown'
      ? `whether its policy lets ${service} in depends on values that the template does not hold`
      : `its policy does not let ${service} in for this sender`,
    add: receiverStatement(edge, to),
  };
}

/** The same with and without the policies that the receiver may not have, or it is unknown. */
function policyAnswer({ from, by, sender }: ServiceEdge, to: Resource, policies: readonly AttachedPolicy[], action: string): Answer {
  const given = [from, by, to].map((resource) => resource?.condition);
  const isSure = ({ certain, condition }: AttachedPolicy) => certain && (condition === undefined || given.includes(condition));
  const answerOf = (some: readonly AttachedPolicy[]): Answer => {
    // The default policy that a topic has without one lets alarms of its account in, but neither S3 nor EventBridge.
    if (some.length === 0 && to.type === 'AWS::SNS::Topic' && print(sender.services[0]) === 'cloudwatch.amazonaws.com') return 'allowed';
    return answer(some.flatMap(({ statements }) => statements), sender, action, to.arn!);
  };
  const sure = policies.filter(isSure);
  const least = answerOf(sure);
  return sure.length === policies.length || answerOf(policies) === least ? least : 'unknown';
}

/** Of the principals that the service may have, one is enough, and where none is let in there is no doubt. */
function answer(statements: readonly Statement[], sender: ServiceSender, action: string, resource: Text): Answer {
  const answers = sender.services.map((service) => evaluate(statements, serviceRequest(sender, service, action, resource)));
  if (answers.includes('allowed')) return 'allowed';
  return answers.every((one) => one === 'denied') ? 'denied' : 'unknown';
}

/** Does the key of the receiver let the service encrypt? */
function judgeKey(model: DeliveryModel, edge: ServiceEdge): Judgement {
  const { from, to, sender } = edge;
  if (to === undefined) return unknownReceiver(from);
  const encryption = encryptionOf(model, to);
  const judgement = { from, to, at: to };
  if (encryption.by === 'service') return { ...judgement, delivers: 'yes', because: 'no key of the account is needed' };
  if (edge.withRole) return unknownRole(from, to);
  const service = print(sender.services[0]);
  switch (encryption.by) {
    case 'unknown-key': return { ...judgement, delivers: 'unknown', because: 'its key is in none of the templates' };
    case 'aws-managed-key': return {
      ...judgement, delivers: 'no', because: `the policy of its AWS-managed key cannot be changed, and does not let ${service} in: use a key of your own`,
    };
    case 'key': {
      const { key } = encryption;
      const answers = ['kms:GenerateDataKey', 'kms:Decrypt'].map((action) => answer(keyPolicy(key), sender, action, key.arn!));
      const least = answers.find((one) => one === 'denied') ?? answers.find((one) => one === 'unknown') ?? 'allowed';
      return {
        ...judgement,
        at: key,
        delivers: DELIVERS[least],
        because: least === 'unknown'
          ? `whether the policy of its key lets ${service} in depends on values that the template does not hold`
          : `the policy of its key does not let ${service} use kms:GenerateDataKey and kms:Decrypt`,
        add: keyStatement(edge),
      };
    }
  }
}

/** The receiver's policies are elsewhere: an imported queue, for example. */
export function unknownReceiver(from: Resource): Judgement {
  return { from, delivers: 'unknown', at: from, because: 'the receiver is in none of the templates' };
}

function unknownRole(from: Resource, to: Resource): Judgement {
  return { from, to, delivers: 'unknown', at: to, because: 'it is reached with a role, and the policies of roles are not judged' };
}

/** Says of an edge whose receiver must not be FIFO whether it is not. */
export function judgeNotFifo({ from, to }: ServiceEdge, because: string): Judgement {
  return to === undefined ? unknownReceiver(from) : { from, to, delivers: not(isFifo(to)), at: to, because };
}

/** A statement for the policy of the receiver: for the one sender where both are in one template, and for the account. */
function receiverStatement({ from, sender, action }: ServiceEdge, to: Resource): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: print(sender.services[0]) },
    Action: action,
    Resource: referenceToArn(to),
    Condition: {
      StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
      ...(from.stackId === to.stackId && from.arn ? { ArnEquals: { 'aws:SourceArn': referenceToArn(from) } } : {}),
    },
  };
}

/** A statement for the policy of a key, which names no sender: that could close a dependency cycle. */
function keyStatement({ sender }: ServiceEdge): JsonObject {
  return {
    Effect: 'Allow',
    Principal: { Service: print(sender.services[0]) },
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
