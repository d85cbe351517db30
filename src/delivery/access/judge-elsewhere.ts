import { DELIVERS, least, most } from './answers';
import { Edge, isSure, unknownReceiver } from './edge';
import { Judgement } from './judgement';
import { API_DESTINATION, DELIVERY_STREAM, Elsewhere, STATE_MACHINE } from './receivers';
import { roleRequest } from './requests';
import { boundaryOf, rolePolicies } from './role-policies';
import { matches, same } from '../expression/match';
import { print, text } from '../expression/text';
import { Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Answer, Called, evaluateForRole } from '../policy/evaluate';
import { Statement } from '../policy/statement';

const EVERYTHING: Statement = { effect: 'Allow', certain: true, action: [text('*')], conditions: [] };

/** Nothing but the policies of roles lets anybody call these. */
const WITHOUT_POLICY: readonly string[] = [...STATE_MACHINE, ...DELIVERY_STREAM, ...API_DESTINATION];

/**
 * Do the policies of the role let it call what is in none of the templates? What the policy of that says is not known, but the default event bus has none
 * that its own account needs, and some types have none at all.
 */
export function judgeElsewhere(model: DeliveryModel, edge: Edge, role: Resource, called: Elsewhere): Judgement {
  const { from, actions, isOneEnough } = edge;
  const all = isOneEnough ? most : least;
  const inSameAccount = same(role.account, called.account);
  const isOpen = !WITHOUT_POLICY.includes(called.type) && !(isDefaultBus(called) && inSameAccount === 'yes');
  const answersWith = (resource: readonly Statement[], where: Called) => answersOf(model, edge, role, called, resource, where);

  const byRole = answersWith([], { inSameAccount: 'yes' });
  if (all(byRole) === 'allowed') {
    return isOpen || inSameAccount !== 'yes' ? unknownReceiver(from) : { from, delivers: 'yes', at: role, because: 'its role may call it' };
  }
  const delivers: Verdict = DELIVERS[all(byRole) === 'denied' ? all(answersWith(isOpen ? [EVERYTHING] : [], { inSameAccount })) : 'unknown'];
  const missing = actions.filter((_action, index) => byRole[index] !== 'allowed');
  return {
    from,
    delivers: delivers === 'no' ? 'no' : 'unknown',
    at: role,
    because: delivers === 'no'
      ? `its role may not call ${missing.join(', ')}`
      : `whether its role may call ${missing.join(', ')} depends on what the templates do not hold`,
    add: {
      Effect: 'Allow',
      Action: missing.length === 1 ? missing[0] : missing,
      Resource: role.stackId === called.holder.stackId ? called.reference : print(called.arn),
    },
  };
}

function answersOf(
  model: DeliveryModel, edge: Edge, role: Resource, { arn }: Elsewhere, resource: readonly Statement[], where: Called,
): Answer[] {
  const identity = rolePolicies(model, role).flatMap((policy) => (
    isSure(edge)(policy) ? policy.statements : policy.statements.map((one) => ({ ...one, certain: false }))
  ));
  const policies = { identity, boundary: boundaryOf(model, role), resource };
  return edge.actions.map((action) => evaluateForRole(policies, where, roleRequest(role, action, arn)));
}

function isDefaultBus({ type, arn }: Elsewhere): boolean {
  return type === 'AWS::Events::EventBus' && matches(text('*:event-bus/default'), arn) === 'yes';
}
