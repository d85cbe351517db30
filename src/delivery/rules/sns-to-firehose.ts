import { Rule } from './rule';
import { roleRule, trustRule } from './rule-of-edges';
import { protocolRule } from './sns-protocol';
import { unknownReceiver } from '../access/edge';
import { DELIVERY_STREAM, isFifo } from '../access/receivers';
import { certain, not } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { edgesBy } from '../senders/sns-subscriptions';

const edge = 'Topic to delivery stream';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/prereqs-kinesis-data-firehose.html';
const edges = perModel((model) => edgesBy(model, 'firehose', DELIVERY_STREAM, ['firehose:PutRecord', 'firehose:PutRecordBatch']));
const withRole = perModel((model) => edges(model).filter(({ role }) => role !== undefined));

/** Topics to delivery streams. */
export const SNS_TO_FIREHOSE: Rule[] = [
  roleRule({ id: 'KEEL-SNS-FIREHOSE-01', edge, source, edges: withRole }),
  trustRule({ id: 'KEEL-SNS-FIREHOSE-02', edge, source, edges: withRole }),
  {
    id: 'KEEL-SNS-FIREHOSE-03',
    proves: `${edge}: the subscription has a role.`,
    source,
    judge: (model) => edges(model).map(({ from, by, to, role }) => (to === undefined ? unknownReceiver(from) : {
      from,
      to,
      delivers: certain(role !== undefined),
      at: by ?? from,
      because: 'the subscription has no role, without which SNS cannot put records',
      fix: 'Set its SubscriptionRoleArn to a role that sns.amazonaws.com may assume and that may put records.',
    })),
  },
  {
    id: 'KEEL-SNS-FIREHOSE-04',
    proves: `${edge}: the topic is not FIFO.`,
    source,
    judge: (model) => edges(model).map(({ from, to }) => (to === undefined || from.type !== 'AWS::SNS::Topic' ? unknownReceiver(from) : {
      from,
      to,
      delivers: not(isFifo(from)),
      at: from,
      because: 'a FIFO topic cannot deliver to a delivery stream',
      fix: 'Use a topic that is not FIFO.',
    })),
  },
  protocolRule('KEEL-SNS-FIREHOSE-05', edge, 'firehose', DELIVERY_STREAM),
];
