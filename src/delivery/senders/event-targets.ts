import { Edge, roleOf } from '../access/edge';
import { elsewhere, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json, JsonObject, objectOf, possibleMembers } from '../model/template';

/** The targets of all event rules. */
export const eventTargets = perModel((model): { rule: Resource; target: JsonObject }[] => (
  model.ofType('AWS::Events::Rule').flatMap((rule) => possibleMembers(rule.properties.Targets).map((target) => ({ rule, target: objectOf(target) })))
));

/** What EventBridge does for a rule with the receiver that an expression names, with a role if one is named too. */
export function edgesOfRule(
  model: DeliveryModel, rule: Resource, receiver: Json, types: readonly string[], actions: readonly string[], roleArn?: Json,
): Edge[] {
  return receivers(model, rule, receiver, types).map((to) => ({
    from: rule,
    to,
    elsewhere: to ? undefined : elsewhere(rule, receiver, types),
    sender: { services: [text('events.amazonaws.com')], sourceArn: rule.arn!, sourceAccount: rule.account },
    role: roleOf(model, rule, roleArn),
    actions,
  }));
}

/** What EventBridge does with the targets of all rules that are of some types. */
export function edgesToTargets(model: DeliveryModel, types: readonly string[], actions: readonly string[]): Edge[] {
  return eventTargets(model).flatMap(({ rule, target }) => edgesOfRule(model, rule, target.Arn, types, actions, target.RoleArn));
}
