import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { judgeNotFifo } from '../access/edge';
import { QUEUE, TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { executionRole } from '../senders/event-sources';
import { edgesToDestination } from '../senders/function-destinations';

const edge = 'Function to its dead-letter queue or topic';
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html';

const edges = perModel((model) => model.ofType('AWS::Lambda::Function').flatMap((code) => (
  possible(code.properties.DeadLetterConfig).flatMap((config) => (
    edgesToDestination(model, { from: code, by: code, role: executionRole(model, code) }, objectOf(config).TargetArn, [...QUEUE, ...TOPIC])
  ))
)));

/** The dead letters of functions that are invoked asynchronously. */
export const LAMBDA_DEAD_LETTERS: Rule[] = [
  roleRule({ id: 'KEEL-LAMBDA-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-LAMBDA-DLQ-02', edge, source, edges }),
  {
    id: 'KEEL-LAMBDA-DLQ-03',
    proves: `${edge}: it is not FIFO.`,
    source,
    judge: (model) => edges(model).map((one) => judgeNotFifo(one, 'Lambda cannot send dead letters to FIFO queues and topics')),
  },
];
