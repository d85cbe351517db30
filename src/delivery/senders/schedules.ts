import { RoleSender } from './role-senders';
import { roleOf } from '../access/edge';
import { Text, text } from '../expression/text';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { JsonObject, objectOf, possible } from '../model/template';

/** All schedules, with their targets. */
export const schedules = perModel((model): (RoleSender & { readonly target: JsonObject })[] => (
  model.ofType('AWS::Scheduler::Schedule').flatMap((schedule) => possible(schedule.properties.Target).map(objectOf).map((target) => ({
    from: schedule,
    target,
    sender: { services: [text('scheduler.amazonaws.com')], sourceArn: groupArn(schedule), sourceAccount: schedule.account },
    role: roleOf(model, schedule, target.RoleArn) ?? 'unknown',
  })))
));

/**
 * Scheduler says for which group of schedules it acts, not for which schedule.
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
function groupArn({ partition, region, account, properties, textOf }: Resource): Text {
  return text('arn:', partition, ':scheduler:', region, ':', account, ':schedule-group/', textOf(properties.GroupName ?? 'default'));
}
