import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { unknownReceiver } from '../access/edge';
import { QUEUE } from '../access/receivers';
import { Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { compare, numberIn } from '../model/property';
import { Resource } from '../model/resource';
import { edgesFrom } from '../senders/event-sources';

const edge = 'Queue to function';
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html';
const edges = perModel((model) => edgesFrom(model, QUEUE, ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes']));

function outlastsTheFunction(queue: Resource, code: Resource): Verdict {
  const [visible, runs] = timeouts(queue, code);
  return compare(visible, runs, (longer, shorter) => longer >= shorter);
}

function outlastsRetries(queue: Resource, code: Resource, mapping: Resource): Verdict {
  const [visible, runs] = timeouts(queue, code);
  const waits = numberIn(mapping, mapping.properties.MaximumBatchingWindowInSeconds, 0);
  return compare(visible, runs === undefined || waits === undefined ? undefined : 6 * runs + waits, (longer, shorter) => longer >= shorter);
}

/** Seconds that a message is invisible, and that the function runs at most. */
function timeouts(queue: Resource, code: Resource): [number | undefined, number | undefined] {
  return [numberIn(queue, queue.properties.VisibilityTimeout, 30), numberIn(code, code.properties.Timeout, 3)];
}

/** Queues to functions. */
export const SQS_TO_LAMBDA: Rule[] = [
  roleRule({ id: 'KEEL-SQS-LAMBDA-01', edge, source, edges }),
  keyRule({ id: 'KEEL-SQS-LAMBDA-02', edge, source, edges }),
  trustRule({ id: 'KEEL-SQS-LAMBDA-03', edge, source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html', edges }),
  {
    id: 'KEEL-SQS-LAMBDA-04',
    proves: `${edge}: a message stays invisible for as long as the function may run.`,
    source,
    judge: (model) => edges(model).map(({ from, to, calls, code }) => (calls === undefined || code === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: outlastsTheFunction(from, code),
      at: from,
      because: 'its visibility timeout is shorter than the timeout of the function, which Lambda refuses',
      fix: 'Set its VisibilityTimeout to six times the Timeout of the function.',
    })),
  },
  {
    id: 'KEEL-SQS-LAMBDA-05',
    proves: `${edge}: a message stays invisible while Lambda tries again what was throttled.`,
    source,
    severity: 'warning',
    judge: (model) => edges(model).map(({ from, to, calls, code, mapping }) => (calls === undefined || code === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: outlastsRetries(from, code, mapping),
      at: from,
      because: 'its visibility timeout is shorter than six times the timeout of the function and its batching window, so that messages are received again '
        + 'while Lambda still tries, and end as dead letters too soon',
      fix: 'Set its VisibilityTimeout to six times the Timeout of the function and the MaximumBatchingWindowInSeconds of the event source.',
    })),
  },
];
