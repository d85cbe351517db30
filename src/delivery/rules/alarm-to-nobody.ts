import { Rule } from './rule';
import { literal, print } from '../expression/text';
import { every, some, Verdict } from '../expression/verdict';
import { perModel } from '../model/per-model';
import { Resource } from '../model/resource';
import { isIntrinsic, listOf } from '../model/template';

/** Has the alarm an action that is enabled? */
function acts({ properties, textOf }: Resource): Verdict {
  const { AlarmActions, ActionsEnabled } = properties;
  const enabled = literal(textOf(ActionsEnabled ?? true));
  return every<Verdict>([
    enabled === undefined ? 'unknown' : enabled === 'true' ? 'yes' : 'no',
    isIntrinsic(AlarmActions) ? 'unknown' : some(listOf(AlarmActions), (action) => ('Fn::If' in Object(action) ? 'unknown' : 'yes')),
  ], (verdict) => verdict);
}

/** What the rules of composite alarms name; undefined among them where one of them cannot be read. */
const watched = perModel((model): ReadonlySet<string | undefined> => (
  new Set(model.ofType('AWS::CloudWatch::CompositeAlarm').flatMap(({ properties, textOf }) => {
    const rule = textOf(properties.AlarmRule);
    const names = [...print(rule).matchAll(/(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(([^()]*)\)/g)].map(([, name]) => name.trim().replace(/^["']|["']$/g, ''));
    return rule.some((piece) => typeof piece !== 'string' && piece.kind === 'any') ? [...names, undefined] : names;
  }))
));

/** Somebody may look at a composite alarm of it. */
function isWatched(alarm: Resource, names: ReadonlySet<string | undefined>): Verdict {
  if (alarm.identifiers.some((identifier) => names.has(print(identifier)))) return 'yes';
  return names.has(undefined) ? 'unknown' : 'no';
}

/** Alarms that tell nobody. */
export const ALARM_TO_NOBODY: Rule[] = [
  {
    id: 'KEEL-ALARM-01',
    proves: 'Alarm: it has an action, or a composite alarm watches it.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    severity: 'warning',
    judge: (model) => model.ofType('AWS::CloudWatch::Alarm').map((alarm) => ({
      from: alarm,
      delivers: some([acts(alarm), isWatched(alarm, watched(model))], (verdict) => verdict),
      at: alarm,
      because: 'it has no action that is enabled, and no composite alarm watches it',
      fix: 'Give it an action in AlarmActions.',
    })),
  },
];
