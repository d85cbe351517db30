import { deduplicationRule, messageGroupRule, QueueEdge } from './fifo-rules';
import { Rule } from './rule';
import { judgeNotFifo } from '../access/edge';
import { QUEUE, TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesOfRule, edgesToTargets, eventTargets } from '../senders/event-targets';

const edge = 'Event rule to queue';
const source = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-events-rule-target.html';
const edges = perModel((model) => eventTargets(model).flatMap(({ rule, target }): QueueEdge[] => (
  edgesOfRule(model, rule, target.Arn, QUEUE, ['sqs:SendMessage']).map((one) => ({ ...one, parameters: target.SqsParameters }))
)));

/** EventBridge rules to FIFO queues and topics. */
export const EVENTS_TO_FIFO: Rule[] = [
  messageGroupRule({ id: 'KEEL-EVENTS-FIFO-01', edge, source, edges }),
  deduplicationRule({ id: 'KEEL-EVENTS-FIFO-02', edge, source, edges }),
  {
    id: 'KEEL-EVENTS-FIFO-03',
    proves: 'Event rule to topic: the topic is not FIFO.',
    source,
    judge: (model) => edgesToTargets(model, TOPIC, ['sns:Publish'])
      .map((one) => judgeNotFifo(one, 'what is published to a FIFO topic needs a group, and the target of a rule cannot name one')),
  },
];
