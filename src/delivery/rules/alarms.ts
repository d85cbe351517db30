import { judgeNotFifo, ServiceEdge, serviceRules } from './may-deliver';
import { receivers } from './receiver';
import { Rule } from './rule';
import { literal, print, text } from '../expression/text';
import { every, some, Verdict } from '../expression/verdict';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { isIntrinsic, listOf, possibleMembers } from '../model/template';

const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

function toTopics(model: DeliveryModel): ServiceEdge[] {
  return ALARM_TYPES.flatMap((type) => model.ofType(type)).flatMap((alarm) => {
    const targets = ACTIONS.flatMap((action) => possibleMembers(alarm.properties[action]))
      .flatMap((target) => receivers(model, alarm, target, 'AWS::SNS::Topic'));
    return [...new Set(targets)].map((to) => ({
      from: alarm,
      to,
      sender: { services: [text('cloudwatch.amazonaws.com')], sourceArn: alarm.arn!, sourceAccount: alarm.account },
      action: 'sns:Publish',
    }));
  });
}

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
function watched(model: DeliveryModel): ReadonlySet<string | undefined> {
  return new Set(model.ofType('AWS::CloudWatch::CompositeAlarm').flatMap(({ properties, textOf }) => {
    const rule = textOf(properties.AlarmRule);
    const names = [...print(rule).matchAll(/(?:ALARM|OK|INSUFFICIENT_DATA)\s*\(\s*["']?([^"')]*?)["']?\s*\)/g)].map(([, name]) => name);
    return rule.some((piece) => typeof piece !== 'string' && piece.kind === 'any') ? [...names, undefined] : names;
  }));
}

/** Somebody may look at a composite alarm of it. */
function isWatched(alarm: Resource, names: ReadonlySet<string | undefined>): Verdict {
  if (alarm.identifiers.some((identifier) => names.has(print(identifier)))) return 'yes';
  return names.has(undefined) ? 'unknown' : 'no';
}

/** CloudWatch alarms to topics. */
export const ALARMS: Rule[] = [
  ...serviceRules('KEEL-ALARM-SNS', 'Alarm to topic', 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html', toTopics),
  {
    id: 'KEEL-ALARM-SNS-03',
    proves: 'Alarm to topic: the topic is not FIFO.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    judge: (model) => toTopics(model).map((edge) => judgeNotFifo(edge, 'an alarm cannot publish to a FIFO topic')),
  },
  {
    id: 'KEEL-ALARM-01',
    proves: 'Alarm: it has an action, or a composite alarm watches it.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    severity: 'warning',
    judge: (model) => {
      const names = watched(model);
      return model.ofType('AWS::CloudWatch::Alarm').map((alarm) => ({
        from: alarm,
        delivers: some([acts(alarm), isWatched(alarm, names)], (verdict) => verdict),
        at: alarm,
        because: 'it has no action that is enabled, and no composite alarm watches it',
      }));
    },
  },
];
