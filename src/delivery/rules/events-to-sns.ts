import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to topic';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';
const edges = perModel((model) => edgesToTargets(model, TOPIC, ['sns:Publish']));

/** EventBridge rules to topics. */
export const EVENTS_TO_SNS: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-SNS-01', edge, source, edges }),
  keyRule({ id: 'KEEL-EVENTS-SNS-02', edge, source, edges }),
];
