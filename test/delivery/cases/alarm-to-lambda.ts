import { ALARM_TO_SNS } from './alarm-to-sns';
import { att, DeliveryCase, lambda, permission, ref, resource, role } from './delivery-case';

const { Queue, Alarm } = ALARM_TO_SNS.resources;

export const ALARM_TO_LAMBDA: DeliveryCase = {
  resources: {
    Queue,
    Role: role('lambda.amazonaws.com'),
    Function: lambda('Role'),
    Version: resource('AWS::Lambda::Version', { FunctionName: ref('Function') }),
    Live: resource('AWS::Lambda::Alias', { Name: 'live', FunctionName: ref('Function'), FunctionVersion: att('Version', 'Version') }),
    Permission: permission(ref('Live'), 'lambda.alarms.cloudwatch.amazonaws.com', att('Alarm')),
    Alarm: resource(Alarm.Type, { ...Alarm.Properties, AlarmActions: [ref('Live')] }),
  },
  broken: {
    'KEEL-ALARM-LAMBDA-01': { at: 'Live', by: ({ Permission }) => { Permission.Properties!.Principal = 'cloudwatch.amazonaws.com'; } },
  },
};
