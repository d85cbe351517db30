import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { protocolRule } from './sns-protocol';
import { unknownReceiver } from '../access/edge';
import { FUNCTION, isFifo } from '../access/receivers';
import { not } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { edgesBy } from '../senders/sns-subscriptions';

const edge = 'Topic to function';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/sns-lambda-as-subscriber.html';
const edges = perModel((model) => (
  // Only subscriptions of delivery streams have a role.
  edgesBy(model, 'lambda', FUNCTION, ['lambda:InvokeFunction']).map((one) => ({ ...one, role: undefined }))
));

/** Topics to functions. */
export const SNS_TO_LAMBDA: Rule[] = [
  policyRule({ id: 'KEEL-SNS-LAMBDA-01', edge, source, edges }),
  {
    id: 'KEEL-SNS-LAMBDA-02',
    proves: `${edge}: the topic is not FIFO.`,
    source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-delivery.html',
    judge: (model) => edges(model).filter(({ to }) => to !== undefined).map(({ from, to }) => (from.type !== 'AWS::SNS::Topic' ? unknownReceiver(from) : {
      from,
      to,
      delivers: not(isFifo(from)),
      at: from,
      because: 'a FIFO topic delivers to queues only, and not to functions',
      fix: 'Subscribe a queue from which the function is fed, or use a topic that is not FIFO.',
    })),
  },
  protocolRule('KEEL-SNS-LAMBDA-03', edge, 'lambda', FUNCTION),
];
