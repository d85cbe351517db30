import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { FUNCTION } from '../access/receivers';
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
];
