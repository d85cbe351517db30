import { Rule } from './rule';
import { DeliveryModel } from '../model/delivery-model';
import { subscriptionsTo } from '../senders/sns-subscriptions';

/** A subscription of a resource has the protocol of its type. */
export function protocolRule(id: string, edge: string, protocol: string, types: readonly string[]): Rule {
  return {
    id,
    proves: `${edge}: the protocol of the subscription is ${protocol}.`,
    source: 'https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html',
    judge: (model: DeliveryModel) => subscriptionsTo(model, types).map(({ from, by, to, given }) => ({
      from,
      to,
      delivers: given === undefined ? 'unknown' : given === protocol ? 'yes' : 'no',
      at: by,
      because: `the endpoint of its subscription is one for the protocol ${protocol}, which is not its own`,
      fix: `Set its Protocol to ${protocol}.`,
    })),
  };
}
