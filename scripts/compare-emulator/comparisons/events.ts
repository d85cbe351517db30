import { CASES } from '../../../test/delivery/cases';
import { Resources, revoke } from '../../../test/delivery/cases/delivery-case';
import { broken, Comparison } from '../comparison';
import { inBucket, inExecutionsOf, inQueue } from '../look';
import { ARRIVALS, behindTopic, queueBehindBus, reporting } from '../observe';
import { nothing, putEvents, setAlarm } from '../send';

/** The emulator looks every 10 s for what is due. */
const SCHEDULE_SECONDS = 15;

/** A schedule for a time that has passed: the emulator sends at once. */
function dueSchedule(): Resources {
  const resources = structuredClone(CASES['schedule-targets'].resources);
  resources.Schedule.Properties!.ScheduleExpression = `at(${new Date().toISOString().slice(0, 19)})`;
  return resources;
}

export const EVENTS: Comparison[] = [
  {
    edge: 'events-to-sqs',
    resources: CASES['events-to-sqs'].resources,
    send: putEvents,
    look: inQueue('Queue'),
    changes: [
      broken('events-to-sqs', 'KEEL-EVENTS-SQS-01', 'no queue policy'),
      broken('events-to-sqs', 'KEEL-EVENTS-SQS-02', 'no use of the key for EventBridge'),
    ],
  },
  {
    edge: 'events-to-fifo',
    resources: CASES['events-to-fifo'].resources,
    send: putEvents,
    look: inQueue('Queue'),
    changes: [
      broken('events-to-fifo', 'KEEL-EVENTS-FIFO-01', 'no message group'),
      broken('events-to-fifo', 'KEEL-EVENTS-FIFO-02', 'no deduplication by content'),
    ],
  },
  {
    edge: 'events-to-sns',
    resources: behindTopic(CASES['events-to-sns'].resources),
    send: putEvents,
    look: inQueue(ARRIVALS),
    changes: [broken('events-to-sns', 'KEEL-EVENTS-SNS-01', 'no topic policy')],
  },
  {
    edge: 'events-to-lambda',
    resources: reporting(CASES['events-to-lambda'].resources),
    send: putEvents,
    look: inQueue(ARRIVALS),
    changes: [broken('events-to-lambda', 'KEEL-EVENTS-LAMBDA-01', 'permission for another service')],
  },
  {
    edge: 'events-to-stepfunctions',
    resources: CASES['events-to-stepfunctions'].resources,
    send: putEvents,
    look: inExecutionsOf('Machine'),
    changes: [broken('events-to-stepfunctions', 'KEEL-EVENTS-SFN-01', 'role may not start executions')],
  },
  {
    edge: 'events-to-bus',
    resources: { ...CASES['events-to-bus'].resources, ...queueBehindBus('shop.orders') },
    send: putEvents,
    look: inQueue(ARRIVALS),
    changes: [broken('events-to-bus', 'KEEL-EVENTS-BUS-01', 'role may not put events')],
  },
  {
    edge: 'events-to-streams (to a delivery stream)',
    resources: CASES['events-to-streams'].resources,
    send: putEvents,
    look: inBucket,
    missing: 'its event buses send nothing to streams',
    changes: [{ what: 'role may not put records', rule: 'KEEL-EVENTS-STREAM-01', by: ({ Role }) => revoke(Role, 'firehose:PutRecordBatch') }],
  },
  {
    edge: 'alarm-to-sns',
    resources: behindTopic(CASES['alarm-to-sns'].resources),
    send: setAlarm,
    look: inQueue(ARRIVALS),
    changes: [
      broken('alarm-to-sns', 'KEEL-ALARM-SNS-01', 'topic policy for another service'),
      broken('alarm-to-sns', 'KEEL-ALARM-SNS-02', 'no use of the key for CloudWatch'),
    ],
  },
  {
    edge: 'alarm-to-lambda',
    missing: 'its alarms act on topics only',
    resources: reporting(CASES['alarm-to-lambda'].resources),
    send: setAlarm,
    look: inQueue(ARRIVALS),
    changes: [broken('alarm-to-lambda', 'KEEL-ALARM-LAMBDA-01', 'permission for another principal')],
  },
  {
    edge: 'schedule-targets',
    resources: dueSchedule(),
    send: nothing,
    look: inQueue('Queue'),
    sent: 1,
    unmarked: true,
    seconds: SCHEDULE_SECONDS,
    changes: [
      broken('schedule-targets', 'KEEL-SCHEDULER-01', 'role may not send'),
      broken('schedule-targets', 'KEEL-SCHEDULER-04', 'no message group'),
    ],
  },
];
