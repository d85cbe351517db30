import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { protocolRule } from './sns-protocol';
import { unknownReceiver } from '../access/edge';
import { isFifo, QUEUE } from '../access/receivers';
import { not, some } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { edgesBy } from '../senders/sns-subscriptions';

const edge = 'Topic to queue';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html';
const edges = perModel((model) => edgesBy(model, 'sqs', QUEUE, ['sqs:SendMessage']));

/** Topics to queues. */
export const SNS_TO_SQS: Rule[] = [
  policyRule({ id: 'KEEL-SNS-SQS-01', edge, source, edges }),
  keyRule({ id: 'KEEL-SNS-SQS-02', edge, source, edges }),
  {
    id: 'KEEL-SNS-SQS-03',
    proves: `${edge}: a standard topic has no FIFO queue.`,
    source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
    judge: (model) => edges(model).map(({ from, to }) => (to === undefined || from.type !== 'AWS::SNS::Topic' ? unknownReceiver(from) : {
      from,
      to,
      delivers: some([not(isFifo(to)), isFifo(from)], (verdict) => verdict),
      at: to,
      because: 'a standard topic cannot deliver to a FIFO queue',
      fix: 'Make both FIFO, or neither.',
    })),
  },
  protocolRule('KEEL-SNS-SQS-04', edge, 'sqs', QUEUE),
];
