import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { QUEUE } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to queue';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html';
const edges = perModel((model) => edgesToTargets(model, QUEUE, ['sqs:SendMessage']));

/** EventBridge rules to queues. */
export const EVENTS_TO_SQS: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-SQS-01', edge, source, edges }),
  keyRule({ id: 'KEEL-EVENTS-SQS-02', edge, source, edges }),
];
