import { Encryption } from './encryption';
import { Judgement } from './judgement';
import { AttachedPolicy } from './policy-index';
import { Elsewhere, isFifo, ROLE } from './receivers';
import { EncryptionContext, ServiceSender } from './requests';
import { Text } from '../expression/text';
import { not } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json, possible } from '../model/template';

/** A role that a service assumes: one of the templates, or one that is in none of them. */
export type AssumedRole = Resource | 'unknown';

/** An edge on which messages go from one resource to another because a service calls one of them, by itself or with a role. */
export interface Edge {
  /** Where the messages come from. */
  readonly from: Resource;
  /** The resource that makes the edge, where it is neither of the two. */
  readonly by?: Resource;
  /** Where they go to. Undefined where it is in none of the templates. */
  readonly to?: Resource;
  /** What its ARN says of a receiver that is in none of the templates. */
  readonly elsewhere?: Elsewhere;
  /** Which of the two is called: the receiver, unless a service fetches what it sends. */
  readonly calls?: 'from';
  /** The expression for the ARN in whose name the service calls, where it is not that of `from`. */
  readonly sourceReference?: Json;
  /** The service that calls. */
  readonly sender: ServiceSender;
  /** The role that the service assumes for it; then it is the role that has to be let in. */
  readonly role?: AssumedRole;
  /** What is called, all of it, for example `sqs:SendMessage`. */
  readonly actions: readonly string[];
  /** One of the actions is enough, where AWS does not say which of them it calls. */
  readonly isOneEnough?: boolean;
  /** The ARN in the call, where it is not that of the resource. */
  readonly calledArn?: Text;
  /** The expression of that ARN in the template of the resource, where a statement has to name it. */
  readonly calledReference?: Json;
  /** What the key of what is called has to allow, unless `kms:GenerateDataKey` and `kms:Decrypt`. */
  readonly keyActions?: readonly string[];
  /** How what is sent is encrypted, where not as what is called is. */
  readonly encryption?: Encryption;
  /** What the key of what is called is told of what is encrypted, where that is not the resource itself. */
  readonly encryptionContext?: EncryptionContext;
}

/** The resource that is called; undefined where it is in none of the templates. */
export function calledBy({ from, to, calls }: Edge): Resource | undefined {
  return calls === 'from' ? from : to;
}

/** The role that an expression in the properties of a resource names. Undefined where none is named. */
export function roleOf(model: DeliveryModel, holder: Resource, expression: Json): AssumedRole | undefined {
  const named = possible(expression);
  if (named.length === 0) return undefined;
  return (named.length === 1 && model.find(holder, named[0], ...ROLE)) || 'unknown';
}

/** The receiver's policies are elsewhere: an imported queue, for example. */
export function unknownReceiver(from: Resource): Judgement {
  return { from, delivers: 'unknown', at: from, because: 'the receiver is in none of the templates' };
}

/** The role's policies are elsewhere. */
export function unknownRole({ from, to }: Edge): Judgement {
  return { from, to, delivers: 'unknown', at: from, because: 'it assumes a role that is in none of the templates' };
}

/** Says of an edge whose receiver must not be FIFO whether it is not. */
export function judgeNotFifo({ from, to }: Edge, because: string): Judgement {
  return to === undefined ? unknownReceiver(from) : { from, to, delivers: not(isFifo(to)), at: to, because, fix: 'Use one that is not FIFO.' };
}

/** Whether a policy is there whenever the edge is: it names its resource for certain, and has no condition but one that the edge has too. */
export function isSure({ from, by, to, role }: Edge): (policy: AttachedPolicy) => boolean {
  const given = [from, by, to, role === 'unknown' ? undefined : role].map((resource) => resource?.condition);
  return ({ certain, condition }) => certain && (condition === undefined || given.includes(condition));
}
