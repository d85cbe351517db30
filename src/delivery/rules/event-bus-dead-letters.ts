import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { Edge, judgeNotFifo } from '../access/edge';
import { QUEUE, receivers } from '../access/receivers';
import { text } from '../expression/text';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';

const edge = 'Event bus to its dead-letter queue';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html';

/** In whose name EventBridge sends what it could not encrypt or decrypt is not documented. */
const edges = perModel((model) => model.ofType('AWS::Events::EventBus').flatMap((bus) => (
  possible(bus.properties.DeadLetterConfig).flatMap((config) => receivers(model, bus, objectOf(config).Arn, QUEUE)).map((to): Edge => (
    { from: bus, to, sender: { services: [text('events.amazonaws.com')] }, actions: ['sqs:SendMessage'] }
  ))
)));

/** The dead letters of event buses. */
export const EVENT_BUS_DEAD_LETTERS: Rule[] = [
  policyRule({ id: 'KEEL-EVENTS-BUS-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-EVENTS-BUS-DLQ-02', edge, source, edges }),
  {
    id: 'KEEL-EVENTS-BUS-DLQ-03',
    proves: `${edge}: it is not FIFO.`,
    source,
    judge: (model) => edges(model).map((one) => judgeNotFifo(one, 'EventBridge cannot send dead letters to FIFO queues')),
  },
];
