import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { Edge } from '../access/edge';
import { TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to topic';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';
const KEYS = 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html#compatibility-with-aws-services';

/** Whether a topic's policy learns for which rule EventBridge publishes, the pages do not say alike. */
const edges = perModel((model) => edgesToTargets(model, TOPIC, ['sns:Publish']).map((one): Edge => (
  { ...one, sender: { services: one.sender.services } }
)));

/** Its key does not. */
const keyEdges = perModel((model) => edges(model).map((one): Edge => (
  { ...one, sender: { ...one.sender, context: new Map([['aws:sourcearn', []], ['aws:sourceaccount', []]]) } }
)));

/** EventBridge rules to topics. */
export const EVENTS_TO_SNS: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-SNS-01', edge, source, edges }),
  keyRule({ id: 'KEEL-EVENTS-SNS-02', edge, source: KEYS, edges: keyEdges }),
];
