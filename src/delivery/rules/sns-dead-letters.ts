import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { deadLetterTargets, QUEUE } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesTo, subscriptions } from '../senders/sns-subscriptions';

const edge = 'Subscription to its dead-letter queue';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/sns-dead-letter-queues.html';
const edges = perModel((model) => subscriptions(model).flatMap((subscription) => (
  deadLetterTargets(subscription.properties.RedrivePolicy).flatMap((queue) => (
    // The topic itself sends dead letters, also where it delivers with a role.
    edgesTo(model, subscription, queue, QUEUE, ['sqs:SendMessage']).map((one) => ({ ...one, role: undefined }))
  ))
)));

/** The dead letters of subscriptions. */
export const SNS_DEAD_LETTERS: Rule[] = [
  policyRule({ id: 'KEEL-SNS-DLQ-01', edge, source, edges }),
  keyRule({ id: 'KEEL-SNS-DLQ-02', edge, source, edges }),
];
