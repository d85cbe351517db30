import { deduplicationRule, gives, messageGroupRule, QueueEdge } from './fifo-rules';
import { Rule } from './rule';
import { keyRule, roleRule, trustRule } from './rule-of-edges';
import { Edge, judgeNotFifo } from '../access/edge';
import { judgeAccess } from '../access/judge-access';
import { DELIVERY_STREAM, EVENT_BUS, FUNCTION, QUEUE, STATE_MACHINE, STREAM, TOPIC } from '../access/receivers';
import { literal, segments } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { Json } from '../model/template';
import { edgesWithRole, withKeys } from '../senders/role-senders';
import { schedules } from '../senders/schedules';

const edge = 'Schedule to its target';
const source = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-templated.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';
const SQS_PARAMETERS = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-scheduler-schedule-target.html';
const TARGETS = [...QUEUE, ...TOPIC, ...FUNCTION, ...STATE_MACHINE, ...STREAM, ...DELIVERY_STREAM, ...EVENT_BUS];

const edgesToTargets = (types: readonly string[], parameters = '') => perModel((model: DeliveryModel): QueueEdge[] => (
  schedules(model).flatMap((schedule) => (
    edgesWithRole(model, schedule, schedule.target.Arn, types).map((one) => ({ ...one, parameters: schedule.target[parameters] }))
  ))
));
const queues = edgesToTargets(QUEUE, 'SqsParameters');
const topics = known(edgesToTargets(TOPIC));
const streams = known(edgesToTargets(STREAM, 'KinesisParameters'));

/** Receivers that are in a template: of others the first rule says that they are not known. */
function known(edgesOf: (model: DeliveryModel) => readonly QueueEdge[]): (model: DeliveryModel) => readonly QueueEdge[] {
  return (model) => edgesOf(model).filter(({ to }) => to !== undefined);
}

const edges = perModel((model: DeliveryModel) => (
  schedules(model).flatMap((schedule) => edgesWithRole(model, schedule, schedule.target.Arn, TARGETS))
));

/** One for each schedule, whatever it calls. */
const roles = perModel((model: DeliveryModel) => schedules(model).map((schedule): Edge => (
  { ...schedule, to: model.find(schedule.from, schedule.target.Arn, ...TARGETS), actions: [] }
)));

/** Schedules that call an API by its name: what that needs, the template does not say. */
const apiCalls = perModel((model: DeliveryModel) => schedules(model).filter(({ from, target }) => isApi(from, target.Arn)));

function isApi({ textOf }: Resource, target: Json): boolean {
  const service = segments(textOf(target))?.[2];
  return service !== undefined && literal(service) === 'scheduler';
}

/** Schedules to their targets. */
export const SCHEDULE_TARGETS: Rule[] = [
  {
    ...roleRule({ id: 'KEEL-SCHEDULER-01', edge, source, edges }),
    judge: (model) => [
      ...edges(model).map((one) => judgeAccess(model, one)),
      ...apiCalls(model).map(({ from, role }) => (
        { from, delivers: 'unknown' as const, at: role === 'unknown' ? from : role, because: 'its target is an API, and what its role needs for that is not known' }
      )),
    ],
  },
  keyRule({ id: 'KEEL-SCHEDULER-02', edge, source: KEYS, edges: (model) => withKeys(edges(model)) }),
  trustRule({
    id: 'KEEL-SCHEDULER-03',
    edge: 'Schedule',
    source: 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html',
    edges: roles,
  }),
  messageGroupRule({ id: 'KEEL-SCHEDULER-04', edge: 'Schedule to queue', source: SQS_PARAMETERS, edges: queues }),
  deduplicationRule({ id: 'KEEL-SCHEDULER-05', edge: 'Schedule to queue', source: SQS_PARAMETERS, edges: queues }),
  {
    id: 'KEEL-SCHEDULER-06',
    proves: 'Schedule to topic: the topic is not FIFO.',
    source: 'https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html',
    judge: (model) => topics(model).map((one) => judgeNotFifo(one, 'what is published to a FIFO topic needs a group, and a schedule cannot name one')),
  },
  {
    id: 'KEEL-SCHEDULER-07',
    proves: 'Schedule to stream: its records have a partition key.',
    source: 'https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html',
    judge: (model) => streams(model).map(({ from, to, parameters }) => ({
      from,
      to,
      delivers: gives(parameters, 'PartitionKey'),
      at: from,
      because: 'a stream takes no record without a partition key, and the target names none',
      fix: 'Set KinesisParameters.PartitionKey of the target.',
    })),
  },
];
