import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { FUNCTION } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to function';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';
const edges = perModel((model) => edgesToTargets(model, FUNCTION, ['lambda:InvokeFunction']));

/** EventBridge rules to functions. */
export const EVENTS_TO_LAMBDA: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-LAMBDA-01', edge, source, edges }),
];
