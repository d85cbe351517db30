import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { SEND_KEY_ACTIONS } from '../access/actions';
import { DELIVERY_STREAM, STREAM } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { edgesToTargets } from '../senders/event-targets';

const edge = 'Event rule to stream';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html';

const streams = perModel((model) => edgesToTargets(model, STREAM, ['kinesis:PutRecord']).filter(({ role }) => role !== undefined)
  .map((one) => ({ ...one, keyActions: SEND_KEY_ACTIONS[STREAM[0]] })));

/** No page says which of the two EventBridge calls. */
const deliveryStreams = perModel((model: DeliveryModel) => edgesToTargets(model, DELIVERY_STREAM, ['firehose:PutRecord', 'firehose:PutRecordBatch'])
  .filter(({ role }) => role !== undefined).map((one) => ({ ...one, isOneEnough: true })));

/** EventBridge rules to Kinesis streams and Firehose delivery streams. */
export const EVENTS_TO_STREAMS: Rule[] = [
  roleRule({ id: 'KEEL-EVENTS-STREAM-01', edge, source, edges: (model) => [...streams(model), ...deliveryStreams(model)] }),
  keyRule({ id: 'KEEL-EVENTS-STREAM-02', edge, source: 'https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html', edges: streams }),
];
