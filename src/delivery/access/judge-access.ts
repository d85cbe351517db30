import { DELIVERS, least, most } from './answers';
import { calledBy, Edge, isSure, unknownReceiver, unknownRole } from './edge';
import { judgeElsewhere } from './judge-elsewhere';
import { Judgement } from './judgement';
import { AttachedPolicy } from './policy-index';
import { principalsOf, roleRequest, ServiceSender, serviceRequest } from './requests';
import { attachedPolicies } from './resource-policies';
import { boundaryOf, rolePolicies, trustPolicy } from './role-policies';
import { receiverStatement, roleStatement, trustStatement } from './statements';
import { same } from '../expression/match';
import { print, Text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Answer, evaluate, evaluateForRole } from '../policy/evaluate';
import { Statement } from '../policy/statement';

/** Do the policies let the sender call the receiver? */
export function judgeAccess(model: DeliveryModel, edge: Edge): Judgement {
  if (edge.role === 'unknown') return unknownRole(edge);
  const called = calledBy(edge);
  if (called === undefined) return edge.role && edge.elsewhere ? judgeElsewhere(model, edge, edge.role, edge.elsewhere) : unknownReceiver(edge.from);
  return edge.role ? judgeRole(model, edge, called, edge.role) : judgeService(model, edge, called);
}

/** Does the policy of what is called let the service in? */
function judgeService(model: DeliveryModel, edge: Edge, called: Resource): Judgement {
  const { from, to, sender, actions, calledArn = called.arn! } = edge;
  const policies = attachedPolicies(model, called);
  const answers = actions.map((action) => answerWith(policies, isSure(edge), (some) => {
    // The default policy that a topic has without one lets alarms of its account in, but neither S3 nor EventBridge.
    if (some.length === 0 && called.type === 'AWS::SNS::Topic' && print(sender.services[0]) === 'cloudwatch.amazonaws.com') return 'allowed';
    return serviceAnswer(statementsIn(some), sender, action, calledArn);
  }));
  const delivers = DELIVERS[least(answers)];
  const service = print(sender.services[0]);
  return {
    from,
    to,
    delivers,
    at: called,
    because: delivers === 'unknown'
      ? `whether its policy lets ${service} in depends on values that the template does not hold`
      : `its policy does not let ${service} in for this sender`,
    add: receiverStatement(edge, called),
  };
}

/** Do the policies of the role, and of what it calls, let the role in? */
function judgeRole(model: DeliveryModel, edge: Edge, called: Resource, role: Resource): Judgement {
  const { from, to, actions, isOneEnough, calledArn } = edge;
  const arns = calledArn ? [calledArn] : arnsInPolicies(called);
  const [identity, resource] = [rolePolicies(model, role), attachedPolicies(model, called)];
  const boundary = boundaryOf(model, role);
  type Choose = (policies: readonly AttachedPolicy[]) => readonly AttachedPolicy[];
  const answerOf = (some: Choose, action: string) => most(arns.map((arn) => evaluateForRole(
    { identity: statementsIn(some(identity)), boundary, resource: statementsIn(some(resource)) },
    { inSameAccount: same(role.account, called.account) },
    roleRequest(role, action, arn),
  )));
  const sure = [...identity, ...resource].every(isSure(edge));
  const answers = actions.map((action): Answer => {
    const all = answerOf((policies) => policies, action);
    return sure || all === answerOf((policies) => policies.filter(isSure(edge)), action) ? all : 'unknown';
  });
  const delivers = DELIVERS[isOneEnough ? most(answers) : least(answers)];
  const missing = actions.filter((_action, index) => answers[index] !== 'allowed');
  return {
    from,
    to,
    delivers,
    at: role,
    because: delivers === 'unknown'
      ? `whether its role may call ${missing.join(', ')} depends on values that the template does not hold`
      : `its role may not call ${missing.join(', ')}`,
    add: roleStatement(edge, missing, called, role),
  };
}

/**
 * What a policy may call it by. The ARN of an API destination ends with an id, and there is another without it for policies.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-events-apidestination.html
 */
function arnsInPolicies({ type, logicalId, arn, textOf }: Resource): Text[] {
  return type === 'AWS::Events::ApiDestination' ? [arn!, textOf({ 'Fn::GetAtt': [logicalId, 'ArnForPolicy'] })] : [arn!];
}

/** May the service assume the role? */
export function judgeTrust(edge: Edge): Judgement {
  const { from, to, role, sender } = edge;
  if (role === undefined) return { from, to, delivers: 'yes', at: from, because: 'it assumes no role' };
  if (role === 'unknown') return unknownRole(edge);
  const delivers = DELIVERS[serviceAnswer(trustPolicy(role), sender, 'sts:AssumeRole', role.arn!)];
  const service = print(sender.services[0]);
  return {
    from,
    to,
    delivers,
    at: role,
    because: delivers === 'unknown'
      ? `whether its trust policy lets ${service} assume it depends on values that the template does not hold`
      : `its trust policy does not let ${service} assume it`,
    add: trustStatement(sender),
  };
}

/** The same with and without the policies that may not be there, or it is unknown. */
function answerWith(
  policies: readonly AttachedPolicy[], sure: (policy: AttachedPolicy) => boolean, answerOf: (some: readonly AttachedPolicy[]) => Answer,
): Answer {
  if (policies.every(sure)) return answerOf(policies);
  const surely = answerOf(policies.filter(sure));
  return answerOf(policies) === surely ? surely : 'unknown';
}

/** Of the principals that the service may have, one is enough, and where none is let in there is no doubt. */
export function serviceAnswer(statements: readonly Statement[], sender: ServiceSender, action: string, resource: Text): Answer {
  const answers = principalsOf(sender).map((principal) => evaluate(statements, serviceRequest(sender, principal, action, resource)));
  if (answers.includes('allowed')) return 'allowed';
  return answers.every((one) => one === 'denied') ? 'denied' : 'unknown';
}

/** Put together once for each list, so that it is indexed once. */
const STATEMENTS = new WeakMap<readonly AttachedPolicy[], readonly Statement[]>();

function statementsIn(policies: readonly AttachedPolicy[]): readonly Statement[] {
  const statements = STATEMENTS.get(policies) ?? policies.flatMap((policy) => policy.statements);
  STATEMENTS.set(policies, statements);
  return statements;
}
