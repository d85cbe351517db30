import { Rule } from './rule';
import { Edge } from '../access/edge';
import { judgeAccess } from '../access/judge-access';
import { Judgement } from '../access/judgement';
import { EVENT_BUS } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { edgesToTargets } from '../senders/event-targets';

/** Of a bus that is a target without a role, the pages disagree on what lets EventBridge in. */
function judge(model: DeliveryModel, edge: Edge): Judgement {
  const { from, to, role } = edge;
  if (role !== undefined || to === undefined) return judgeAccess(model, edge);
  return { from, to, delivers: 'unknown', at: from, because: 'the target names no role, without which EventBridge does not take every event bus' };
}

/** EventBridge rules to other event buses. */
export const EVENTS_TO_BUS: Rule[] = [
  {
    id: 'KEEL-EVENTS-BUS-01',
    proves: 'Event rule to event bus: its role may put events there.',
    source: 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-bus-to-bus.html',
    judge: (model) => edgesToTargets(model, EVENT_BUS, ['events:PutEvents']).map((edge) => judge(model, edge)),
  },
];
