import { Rule } from './rule';
import { roleOf, unknownReceiver } from '../access/edge';
import { judgeTrust } from '../access/judge-access';
import { API_DESTINATION, DELIVERY_STREAM, JOB_QUEUE, receivers, STATE_MACHINE, STREAM } from '../access/receivers';
import { text } from '../expression/text';
import { isGiven } from '../model/property';
import { eventTargets } from '../senders/event-targets';

const edge = 'Event rule to its target';
const source = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-iam-roles.html';

/** Targets that no policy of their own opens to EventBridge. */
const WITH_ROLE = [...STATE_MACHINE, ...STREAM, ...DELIVERY_STREAM, ...API_DESTINATION, ...JOB_QUEUE];

/** The roles with which EventBridge calls targets, whatever they are. */
export const EVENTS_ROLES: Rule[] = [
  {
    id: 'KEEL-EVENTS-ROLE-01',
    proves: `${edge}: the service may assume its role.`,
    source,
    judge: (model) => eventTargets(model).map(({ rule, target }) => judgeTrust({
      from: rule,
      to: model.find(rule, target.Arn, ...WITH_ROLE),
      sender: { services: [text('events.amazonaws.com')], sourceArn: rule.arn!, sourceAccount: rule.account },
      role: roleOf(model, rule, target.RoleArn),
      actions: [],
    })),
  },
  {
    id: 'KEEL-EVENTS-ROLE-02',
    proves: `${edge}: a state machine, stream, API destination or job queue is called with a role.`,
    source,
    judge: (model) => eventTargets(model).flatMap(({ rule, target }) => receivers(model, rule, target.Arn, WITH_ROLE).map((to) => {
      const delivers = isGiven(target.RoleArn);
      return to === undefined && delivers !== 'yes' ? unknownReceiver(rule) : {
        from: rule,
        to,
        delivers,
        at: rule,
        because: 'EventBridge needs a role to call it, and the target names none',
        fix: 'Set RoleArn of the target to a role that may call it.',
      };
    })),
  },
];
