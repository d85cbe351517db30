import { Edge } from './edge';
import { ServiceSender } from './requests';
import { print } from '../expression/text';
import { Resource } from '../model/resource';
import { referenceToArn, serviceOf } from '../model/resource-kinds';
import { Json, JsonObject } from '../model/template';

const OWN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

/** A statement for the policy of the receiver: for the one sender where both are in one template, and for the account. */
export function receiverStatement(edge: Edge, to: Resource): JsonObject {
  const { from, sender, actions, calledReference } = edge;
  if (serviceOf(to.type) === 'lambda') return permission(edge, to);
  return {
    Effect: 'Allow',
    Principal: { Service: print(sender.services[0]) },
    Action: oneOrAll(actions),
    Resource: calledReference ?? referenceToArn(to),
    ...(sender.sourceAccount ? {
      Condition: { ...OWN_ACCOUNT, ...(from.stackId === to.stackId && from.arn ? { ArnEquals: { 'aws:SourceArn': referenceToArn(from) } } : {}) },
    } : {}),
  };
}

/** The resource that makes such a statement for a function. The ARN of a bucket does not name its account. */
function permission(edge: Edge, to: Resource): JsonObject {
  const { from, sender, actions } = edge;
  const source = from.stackId === to.stackId ? sourceOf(edge) : undefined;
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: actions[0],
      FunctionName: referenceToArn(to),
      Principal: print(sender.services[0]),
      ...(source === undefined || from.type === 'AWS::S3::Bucket' ? { SourceAccount: { Ref: 'AWS::AccountId' } } : {}),
      ...(source === undefined ? {} : { SourceArn: source }),
    },
  };
}

/** The expression for the ARN in whose name the service calls. */
function sourceOf({ from, sender, sourceReference }: Edge): Json {
  if (sourceReference !== undefined) return sourceReference;
  return from.arn && sender.sourceArn && print(from.arn) === print(sender.sourceArn) ? referenceToArn(from) : undefined;
}

/** A statement for the policies of the role. */
export function roleStatement({ calledArn, calledReference }: Edge, actions: readonly string[], called: Resource, role: Resource): JsonObject {
  const named = calledReference === undefined ? arnSeenFrom(role, called) : role.stackId === called.stackId ? calledReference : print(calledArn!);
  return { Effect: 'Allow', Action: oneOrAll(actions), Resource: named };
}

/** A statement for the trust policy of the role. */
export function trustStatement(sender: ServiceSender): JsonObject {
  return { Effect: 'Allow', Principal: { Service: print(sender.services[0]) }, Action: 'sts:AssumeRole', ...forOwnAccount(sender) };
}

/** A statement for the policy of a key, which names no sender: that could close a dependency cycle. */
export function keyStatement(sender: ServiceSender, actions: readonly string[]): JsonObject {
  return { Effect: 'Allow', Principal: { Service: print(sender.services[0]) }, Action: oneOrAll(actions), Resource: '*', ...forOwnAccount(sender) };
}

/** A statement for the policy of a key that does not leave it to the policies of roles. */
export function keyStatementForRole(actions: readonly string[], key: Resource, role: Resource): JsonObject {
  return { Effect: 'Allow', Principal: { AWS: arnSeenFrom(key, role) }, Action: oneOrAll(actions), Resource: '*' };
}

/** A statement for the policies of a role that lets it use the key. */
export function roleKeyStatement(actions: readonly string[], key: Resource, role: Resource): JsonObject {
  return { Effect: 'Allow', Action: oneOrAll(actions), Resource: arnSeenFrom(role, key) };
}

/** The condition on the account that a service acts for, where it says so. */
function forOwnAccount({ sourceAccount }: ServiceSender): JsonObject {
  return sourceAccount ? { Condition: OWN_ACCOUNT } : {};
}

/** The ARN as an expression where both are in one template, or as it prints. */
function arnSeenFrom(holder: Resource, named: Resource): Json {
  return holder.stackId === named.stackId ? referenceToArn(named) : print(named.arn!);
}

function oneOrAll(actions: readonly string[]): Json {
  return actions.length === 1 ? actions[0] : actions;
}
