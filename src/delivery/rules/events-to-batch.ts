import { Rule } from './rule';
import { roleRule } from './rule-of-edges';
import { Edge, roleOf } from '../access/edge';
import { text } from '../expression/text';
import { perModel } from '../model/per-model';
import { objectOf, possible } from '../model/template';
import { edgesToBatch } from '../senders/batch-jobs';
import { eventTargets } from '../senders/event-targets';

/** Without a role there is another finding. */
const edges = perModel((model): Edge[] => eventTargets(model).flatMap(({ rule, target }) => {
  const [sender, role] = [{ services: [text('events.amazonaws.com')] }, roleOf(model, rule, target.RoleArn)];
  return role === undefined ? [] : possible(target.BatchParameters).map(objectOf).flatMap(({ JobDefinition }) => (
    edgesToBatch(model, { from: rule, holder: rule, role, sender, queue: target.Arn, definition: JobDefinition })
  ));
}));

/** EventBridge rules to jobs of Batch. */
export const EVENTS_TO_BATCH: Rule[] = [
  roleRule({
    id: 'KEEL-EVENTS-BATCH-01',
    edge: 'Event rule to a job of Batch',
    source: 'https://docs.aws.amazon.com/batch/latest/userguide/CWE_IAM_role.html',
    edges,
  }),
];
