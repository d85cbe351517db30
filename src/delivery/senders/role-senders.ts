import { BATCH_ACTIONS, SEND_ACTIONS, SEND_KEY_ACTIONS } from '../access/actions';
import { AssumedRole, Edge } from '../access/edge';
import { elsewhere, receivers } from '../access/receivers';
import { ServiceSender } from '../access/requests';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { Json } from '../model/template';

/** A resource for which a service calls others with a role. */
export interface RoleSender {
  readonly from: Resource;
  readonly sender: ServiceSender;
  readonly role: AssumedRole;
}

/** What is sent, one message at a time, to the receivers of some types that an expression names. */
export function edgesWithRole(model: DeliveryModel, sender: RoleSender, receiver: Json, types: readonly string[]): Edge[] {
  return receivers(model, sender.from, receiver, types).map((to) => {
    const outside = to ? undefined : elsewhere(sender.from, receiver, types);
    const type = to?.type ?? outside?.type;
    const actions = type === undefined ? [] : [SEND_ACTIONS[type]];
    return { ...sender, to, elsewhere: outside, actions, keyActions: to && SEND_KEY_ACTIONS[to.type] };
  });
}

/** The same edge, if the service may send several messages at once. */
export function orInBatches(edge: Edge): Edge {
  const type = edge.to?.type ?? edge.elsewhere?.type;
  const batch = type === undefined ? undefined : BATCH_ACTIONS[type];
  return batch ? { ...edge, actions: [...edge.actions, batch], isOneEnough: true } : edge;
}

/** The edges on which the role uses the key of what is called, those to unknown receivers among them. */
export function withKeys(edges: readonly Edge[]): Edge[] {
  return edges.filter(({ to, elsewhere: outside }) => {
    const called = to ?? outside;
    return called === undefined || Object.hasOwn(SEND_KEY_ACTIONS, called.type);
  });
}
