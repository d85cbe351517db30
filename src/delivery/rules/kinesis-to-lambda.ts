import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { startingPositionRule } from './starting-position';
import { Edge } from '../access/edge';
import { receivers, STREAM } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { edgesFrom, EventSource } from '../senders/event-sources';

const edge = 'Kinesis stream to function';
const source = 'https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html';
const CONSUMER = 'AWS::Kinesis::StreamConsumer';

/** Without `DescribeStreamSummary` and `ListShards`, which the page lists too, Lambda reads a stream all the same. */
const sources = perModel((model) => (
  edgesFrom(model, [...STREAM, CONSUMER], ['kinesis:DescribeStream', 'kinesis:GetShardIterator', 'kinesis:GetRecords'])
));

/** Streams, also those that Lambda reads through a consumer. */
const streams = perModel((model) => sources(model).flatMap((one) => (one.from.type === CONSUMER ? streamsBehind(model, one) : [one])));

const consumers = perModel((model) => sources(model).filter(({ from }) => from.type === CONSUMER)
  .map((one) => ({ ...one, actions: ['kinesis:SubscribeToShard'] })));

function streamsBehind(model: DeliveryModel, one: Edge & EventSource): Edge[] {
  return receivers(model, one.from, one.from.properties.StreamARN, STREAM).map((stream) => ({
    ...one,
    from: stream ?? one.from,
    to: stream && one.to,
    calls: stream && 'from',
    actions: ['kinesis:DescribeStreamSummary', 'kinesis:ListShards'],
  }));
}

/** Kinesis streams to functions. */
export const KINESIS_TO_LAMBDA: Rule[] = [
  roleRule({ id: 'KEEL-KINESIS-LAMBDA-01', edge, source, edges: (model) => [...streams(model), ...consumers(model)] }),
  keyRule({
    id: 'KEEL-KINESIS-LAMBDA-02', edge, source: 'https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html', edges: streams,
  }),
  trustRule({
    id: 'KEEL-KINESIS-LAMBDA-03', edge, source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-intro-execution-role.html', edges: sources,
  }),
  startingPositionRule({ id: 'KEEL-KINESIS-LAMBDA-04', edge, edges: sources }),
];
