import { Rule } from './rule';
import { roleRule } from './rule-of-edges';
import { API_DESTINATION } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to API destination';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html';
const edges = perModel((model) => edgesToTargets(model, API_DESTINATION, ['events:InvokeApiDestination']).filter(({ role }) => role !== undefined));

/** EventBridge rules to API destinations. */
export const EVENTS_TO_API_DESTINATION: Rule[] = [
  roleRule({ id: 'KEEL-EVENTS-API-01', edge, source, edges }),
];
