import { Rule } from './rule';
import { EdgeRule } from './rule-of-edges';
import { Edge, unknownReceiver } from '../access/edge';
import { DeliveryModel } from '../model/delivery-model';
import { isGiven } from '../model/property';
import { EventSource } from '../senders/event-sources';

type SourceRule = Omit<EdgeRule, 'edges' | 'source'> & { readonly edges: (model: DeliveryModel) => readonly (Edge & EventSource)[] };

/** An event source of a stream has to say where it starts to read. */
export function startingPositionRule({ id, edge, edges }: SourceRule): Rule {
  return {
    id,
    proves: `${edge}: the event source says where it starts to read.`,
    source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-eventsourcemapping.html',
    judge: (model) => edges(model).map(({ from, to, calls, mapping }) => (calls === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: isGiven(mapping.properties.StartingPosition),
      at: mapping,
      because: 'its event source does not say where it starts to read, which Lambda refuses',
      fix: 'Set StartingPosition of the event source, for example to LATEST.',
    })),
  };
}
