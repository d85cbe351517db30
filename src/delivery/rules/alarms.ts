import { ServiceEdge, serviceRules, unknownReceiver } from './may-deliver';
import { receivers } from './receiver';
import { Rule } from './rule';
import { DeliveryModel } from '../model/delivery-model';
import { Resource } from '../model/resource';
import { listOf } from '../model/template';

const ALARM_TYPES = ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm'];
const ACTIONS = ['AlarmActions', 'OKActions', 'InsufficientDataActions'];

function alarms(model: DeliveryModel): Resource[] {
  return ALARM_TYPES.flatMap((type) => model.ofType(type));
}

function toTopics(model: DeliveryModel): ServiceEdge[] {
  return alarms(model).flatMap((alarm) => {
    const targets = ACTIONS.flatMap((action) => listOf(alarm.properties[action])).flatMap((target) => receivers(model, alarm, target, 'AWS::SNS::Topic'));
    return [...new Set(targets)].map((to) => ({
      from: alarm,
      to,
      sender: { service: 'cloudwatch.amazonaws.com', sourceArn: alarm.arn!, sourceAccount: alarm.account },
      action: 'sns:Publish',
    }));
  });
}

/** CloudWatch alarms to topics. */
export const ALARMS: Rule[] = [
  ...serviceRules('KEEL-ALARM-SNS', 'Alarm to topic', 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html', toTopics),
  {
    id: 'KEEL-ALARM-SNS-03',
    proves: 'Alarm to topic: the topic is not FIFO.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    judge: (model) => toTopics(model).map(({ from, to }) => (to === undefined ? unknownReceiver(from) : {
      from, to, delivers: `${to.properties.FifoTopic}` === 'true' ? 'no' : 'yes', at: to, because: 'an alarm cannot publish to a FIFO topic',
    })),
  },
  {
    id: 'KEEL-ALARM-01',
    proves: 'Alarm: somebody is told.',
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    judge: (model) => model.ofType('AWS::CloudWatch::Alarm').map((alarm) => ({
      from: alarm,
      delivers: listOf(alarm.properties.AlarmActions).length > 0 && alarm.properties.ActionsEnabled !== false ? 'yes' : 'no',
      at: alarm,
      because: 'it has no action that is enabled',
    })),
  },
];
