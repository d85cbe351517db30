import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { judgeNotFifo } from '../access/edge';
import { TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesOfAlarms } from '../senders/alarm-actions';

const edge = 'Alarm to topic';
const source = 'https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html';
const edges = perModel((model) => edgesOfAlarms(model, TOPIC, 'cloudwatch.amazonaws.com', ['sns:Publish']));

/** CloudWatch alarms to topics. */
export const ALARM_TO_SNS: Rule[] = [
  policyRule({ id: 'KEEL-ALARM-SNS-01', edge, source, edges }),
  keyRule({ id: 'KEEL-ALARM-SNS-02', edge, source, edges }),
  {
    id: 'KEEL-ALARM-SNS-03',
    proves: `${edge}: the topic is not FIFO.`,
    source: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html',
    judge: (model) => edges(model).map((one) => judgeNotFifo(one, 'an alarm cannot publish to a FIFO topic')),
  },
];
