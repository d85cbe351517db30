import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { unknownReceiver } from '../access/edge';
import { deadLetterTargets, isFifo, QUEUE } from '../access/receivers';
import { not, some } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { edgesTo, subscriptions } from '../senders/sns-subscriptions';

const edge = 'Subscription to its dead-letter queue';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';
const edges = perModel((model) => subscriptions(model).flatMap((subscription) => (
  deadLetterTargets(subscription.properties.RedrivePolicy).flatMap((queue) => (
    // The topic itself sends dead letters, also where it delivers with a role.
    edgesTo(model, subscription, queue, QUEUE, ['sqs:SendMessage']).map((one) => ({ ...one, role: undefined }))
  ))
)));

/** The dead letters of subscriptions. */
export const SNS_DEAD_LETTERS: Rule[] = [
  policyRule({ id: 'KEEL-SNS-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-SNS-DLQ-02', edge, source, edges }),
  {
    id: 'KEEL-SNS-DLQ-03',
    proves: `${edge}: a subscription of a standard topic has no FIFO queue.`,
    source,
    judge: (model) => edges(model).map(({ from, to }) => (to === undefined || from.type !== 'AWS::SNS::Topic' ? unknownReceiver(from) : {
      from,
      to,
      delivers: some([not(isFifo(to)), isFifo(from)], (verdict) => verdict),
      at: to,
      because: 'it is FIFO, and subscriptions of standard topics have standard queues for their dead letters',
      fix: 'Use a queue that is not FIFO.',
    })),
  },
];
