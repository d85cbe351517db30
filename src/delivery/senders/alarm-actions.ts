import { Edge } from '../access/edge';
import { receivers } from '../access/receivers';
import { text } from '../expression/text';
import { DeliveryModel } from '../model/delivery-model';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { possibleMembers } from '../model/template';

const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

/** All alarms, composite ones too. */
export const alarms = perModel((model): Resource[] => ALARM_TYPES.flatMap((type) => model.ofType(type)));

/** What alarms do with the receivers of some types, once for each pair. */
export function edgesOfAlarms(model: DeliveryModel, types: readonly string[], service: string, actions: readonly string[]): Edge[] {
  return alarms(model).flatMap((alarm) => {
    const targets = ACTIONS.flatMap((action) => possibleMembers(alarm.properties[action]))
      .flatMap((target) => receivers(model, alarm, target, types));
    return [...new Set(targets)].map((to) => ({
      from: alarm,
      to,
      sender: { services: [text(service)], sourceArn: alarm.arn!, sourceAccount: alarm.account },
      actions,
    }));
  });
}
