import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { judgeNotFifo } from '../access/edge';
import { QUEUE } from '../access/receivers';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { edgesOfRule, eventTargets } from '../senders/event-targets';

const edge = 'Event rule to its dead-letter queue';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html';
const edges = perModel((model) => eventTargets(model).flatMap(({ rule, target }) => (
  possible(target.DeadLetterConfig).flatMap((config) => edgesOfRule(model, rule, objectOf(config).Arn, QUEUE, ['sqs:SendMessage']))
)));

/** The dead letters of EventBridge rules. */
export const EVENTS_DEAD_LETTERS: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-EVENTS-DLQ-02', edge, source, edges }),
  {
    id: 'KEEL-EVENTS-DLQ-03',
    proves: `${edge}: it is not FIFO.`,
    source,
    judge: (model) => edges(model).map((one) => judgeNotFifo(one, 'EventBridge cannot send dead letters to FIFO queues')),
  },
];
