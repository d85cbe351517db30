import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { judgeNotFifo } from '../access/edge';
import { QUEUE } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { edgesWithRole } from '../senders/role-senders';
import { schedules } from '../senders/schedules';

const edge = 'Schedule to its dead-letter queue';
const source = 'https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';
const edges = perModel((model: DeliveryModel) => schedules(model).flatMap((schedule) => (
  possible(schedule.target.DeadLetterConfig).flatMap((config) => edgesWithRole(model, schedule, objectOf(config).Arn, QUEUE))
)));

/** The dead letters of schedules. */
export const SCHEDULE_DEAD_LETTERS: Rule[] = [
  roleRule({ id: 'KEEL-SCHEDULER-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-SCHEDULER-DLQ-02', edge, source: KEYS, edges }),
  {
    id: 'KEEL-SCHEDULER-DLQ-03',
    proves: `${edge}: it is not FIFO.`,
    source,
    judge: (model) => edges(model).map((one) => judgeNotFifo(one, 'Scheduler cannot send dead letters to FIFO queues')),
  },
];
