import { Rule } from './rule';
import { keyRule, roleRule } from './rule-of-edges';
import { QUEUE, TOPIC } from '../access/receivers';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { pipes } from '../senders/pipes';
import { edgesWithRole } from '../senders/role-senders';

const edge = 'Pipe to its dead-letter queue or topic';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html';
const KEYS = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html';

/** The parameters of sources that can have one. */
const STREAMS = ['KinesisStreamParameters', 'DynamoDBStreamParameters'];

const edges = perModel((model: DeliveryModel) => pipes(model).flatMap((pipe) => (
  possible(pipe.from.properties.SourceParameters).flatMap((parameters) => STREAMS.flatMap((name) => possible(objectOf(parameters)[name])))
    .flatMap((parameters) => possible(objectOf(parameters).DeadLetterConfig))
    .flatMap((config) => edgesWithRole(model, pipe, objectOf(config).Arn, [...QUEUE, ...TOPIC]))
)));

/** The dead letters of pipes. */
export const PIPE_DEAD_LETTERS: Rule[] = [
  roleRule({ id: 'KEEL-PIPE-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-PIPE-DLQ-02', edge, source: KEYS, edges }),
];
