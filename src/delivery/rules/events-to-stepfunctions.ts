import { Rule } from './rule';
import { roleRule } from './rule-of-edges';
import { STATE_MACHINE } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to state machine';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html';
const edges = perModel((model) => edgesToTargets(model, STATE_MACHINE, ['states:StartExecution']).filter(({ role }) => role !== undefined));

/** EventBridge rules to state machines. */
export const EVENTS_TO_STEPFUNCTIONS: Rule[] = [
  roleRule({ id: 'KEEL-EVENTS-SFN-01', edge, source, edges }),
];
