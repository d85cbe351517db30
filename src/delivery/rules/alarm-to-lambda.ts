import { Rule } from './rule';
import { policyRule } from './rule-of-edges';
import { FUNCTION } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesOfAlarms } from '../senders/alarm-actions';

const edge = 'Alarm to function';
const source = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-actions-Lambda.html';
const edges = perModel((model) => edgesOfAlarms(model, FUNCTION, 'lambda.alarms.cloudwatch.amazonaws.com', ['lambda:InvokeFunction']));

/** CloudWatch alarms to functions. */
export const ALARM_TO_LAMBDA: Rule[] = [
  policyRule({ id: 'KEEL-ALARM-LAMBDA-01', edge, source, edges }),
];
