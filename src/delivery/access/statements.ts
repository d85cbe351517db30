import { Edge } from './edge';
import { ServiceSender } from './requests';
import { print } from '../expression/text';
import { Resource } from '../model/resource';
import { referenceToArn, serviceOf } from '../model/resource-kinds';
import { Json, JsonObject } from '../model/template';

const OWN_ACCOUNT = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };

/** A statement for the policy of the receiver: for the one sender where both are in one template, and for the account. */
export function receiverStatement(edge: Edge, to: Resource): JsonObject {
  const { from, sender, actions } = edge;
  if (serviceOf(to.type) === 'lambda') return permission(edge, to);
  return {
    Effect: 'Allow',
    Principal: { Service: print(sender.services[0]) },
    Action: oneOrAll(actions),
    Resource: referenceToArn(to),
    Condition: { ...OWN_ACCOUNT, ...(from.stackId === to.stackId && from.arn ? { ArnEquals: { 'aws:SourceArn': referenceToArn(from) } } : {}) },
  };
}

/** The resource that makes such a statement for a function. */
function permission({ from, sender, actions }: Edge, to: Resource): JsonObject {
  const isSource = from.arn !== undefined && sender.sourceArn !== undefined && print(from.arn) === print(sender.sourceArn);
  return {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: actions[0],
      FunctionName: referenceToArn(to),
      Principal: print(sender.services[0]),
      SourceAccount: { Ref: 'AWS::AccountId' },
      ...(isSource && from.stackId === to.stackId ? { SourceArn: referenceToArn(from) } : {}),
    },
  };
}

/** A statement for the policies of the role. */
export function roleStatement(actions: readonly string[], to: Resource, role: Resource): JsonObject {
  return { Effect: 'Allow', Action: oneOrAll(actions), Resource: arnSeenFrom(role, to) };
}

/** A statement for the trust policy of the role. */
export function trustStatement({ services }: ServiceSender): JsonObject {
  return { Effect: 'Allow', Principal: { Service: print(services[0]) }, Action: 'sts:AssumeRole', Condition: OWN_ACCOUNT };
}

/** A statement for the policy of a key, which names no sender: that could close a dependency cycle. */
export function keyStatement({ services }: ServiceSender, actions: readonly string[]): JsonObject {
  return { Effect: 'Allow', Principal: { Service: print(services[0]) }, Action: oneOrAll(actions), Resource: '*', Condition: OWN_ACCOUNT };
}

/** A statement for the policy of a key that does not leave it to the policies of roles. */
export function keyStatementForRole(actions: readonly string[], key: Resource, role: Resource): JsonObject {
  return { Effect: 'Allow', Principal: { AWS: arnSeenFrom(key, role) }, Action: oneOrAll(actions), Resource: '*' };
}

/** A statement for the policies of a role that lets it use the key. */
export function roleKeyStatement(actions: readonly string[], key: Resource, role: Resource): JsonObject {
  return { Effect: 'Allow', Action: oneOrAll(actions), Resource: arnSeenFrom(role, key) };
}

/** The ARN as an expression where both are in one template, or as it prints. */
function arnSeenFrom(holder: Resource, named: Resource): Json {
  return holder.stackId === named.stackId ? referenceToArn(named) : print(named.arn!);
}

function oneOrAll(actions: readonly string[]): Json {
  return actions.length === 1 ? actions[0] : actions;
}
