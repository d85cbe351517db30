import { Rule } from './rule';
import { EdgeRule } from './rule-of-edges';
import { Edge, unknownReceiver } from '../access/edge';
import { isFifo } from '../access/receivers';
import { not, some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { inEachBranch, isGiven, isOn } from '../model/property';
import { isIntrinsic, Json, objectOf } from '../model/template';

/** An edge to a queue, with what the sender sets on its messages. */
export interface QueueEdge extends Edge {
  readonly parameters: Json;
}

type QueueEdgeRule = Omit<EdgeRule, 'edges'> & { readonly edges: (model: DeliveryModel) => readonly QueueEdge[] };

/** A FIFO queue takes no message without a group. */
export function messageGroupRule({ id, edge, source, edges }: QueueEdgeRule): Rule {
  return {
    id,
    source,
    proves: `${edge}: messages to a FIFO queue have a group.`,
    judge: (model) => edges(model).map(({ from, to, parameters }) => {
      const isGrouped = hasMessageGroup(parameters);
      return to === undefined && isGrouped !== 'yes' ? unknownReceiver(from) : {
        from,
        to,
        delivers: some([isGrouped, to ? not(isFifo(to)) : 'unknown'], (verdict) => verdict),
        at: from,
        because: 'a FIFO queue takes no message without a group, and the target names none',
        fix: 'Set SqsParameters.MessageGroupId of the target.',
      };
    }),
  };
}

/** A FIFO queue has to tell duplicates by their content where the sender does not say what is one. */
export function deduplicationRule({ id, edge, source, edges }: QueueEdgeRule): Rule {
  return {
    id,
    source,
    proves: `${edge}: a FIFO queue tells duplicates by their content.`,
    judge: (model) => edges(model).map(({ from, to }) => (to === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: some([not(isFifo(to)), isOn(to, to.properties.ContentBasedDeduplication)], (verdict) => verdict),
      at: to,
      because: 'it is FIFO and does not tell duplicates by their content, and the service that sends does not say what is one',
      fix: 'Set its ContentBasedDeduplication to true.',
    })),
  };
}

function hasMessageGroup(parameters: Json): Verdict {
  return inEachBranch(parameters, (one) => (isIntrinsic(one) ? 'unknown' : isGiven(objectOf(one).MessageGroupId)));
}
