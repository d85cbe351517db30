import { Rule } from './rule';
import { EdgeRule } from './rule-of-edges';
import { Edge, unknownReceiver } from '../access/edge';
import { isFifo } from '../access/receivers';
import { not, some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { inEachBranch, isGiven, isOn } from '../model/property';
import { isIntrinsic, Json, objectOf } from '../model/template';

/** An edge to a queue or topic, with what the sender sets on its messages. */
export interface QueueEdge extends Edge {
  readonly parameters: Json;
}

type QueueEdgeRule = Omit<EdgeRule, 'edges'> & {
  readonly edges: (model: DeliveryModel) => readonly QueueEdge[];
  /** Where the sender names the group of its messages. */
  readonly group?: string;
};

/** A FIFO queue takes no message without a group. */
export function messageGroupRule({ id, edge, source, edges, group = 'SqsParameters.MessageGroupId of the target' }: QueueEdgeRule): Rule {
  return {
    id,
    source,
    proves: `${edge}: messages to a FIFO queue have a group.`,
    judge: (model) => edges(model).map(({ from, to, parameters }) => {
      const isGrouped = gives(parameters, 'MessageGroupId');
      return to === undefined && isGrouped !== 'yes' ? unknownReceiver(from) : {
        from,
        to,
        delivers: some([isGrouped, to ? not(isFifo(to)) : 'unknown'], (verdict) => verdict),
        at: from,
        because: 'what is FIFO takes no message without a group, and none is named',
        fix: `Set ${group}.`,
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
    judge: (model) => edges(model).map(({ from, to, parameters }) => (to === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: some([not(isFifo(to)), isOn(to, to.properties.ContentBasedDeduplication), gives(parameters, 'MessageDeduplicationId')], (verdict) => verdict),
      at: to,
      because: 'it is FIFO and does not tell duplicates by their content, and the service that sends does not say what is one',
      fix: 'Set its ContentBasedDeduplication to true.',
    })),
  };
}

/** Is there a value for the parameter? */
export function gives(parameters: Json, name: string): Verdict {
  return inEachBranch(parameters, (one) => (isIntrinsic(one) ? 'unknown' : isGiven(objectOf(one)[name])));
}
