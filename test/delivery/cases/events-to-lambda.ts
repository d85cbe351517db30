import { att, DeliveryCase, lambda, permission, resource, role } from './delivery-case';

export const EVENTS_TO_LAMBDA: DeliveryCase = {
  resources: {
    Role: role('lambda.amazonaws.com'),
    Function: lambda('Role'),
    Permission: permission(att('Function'), 'events.amazonaws.com', att('Rule')),
    Rule: resource('AWS::Events::Rule', { EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Function', Arn: att('Function') }] }),
  },
  broken: {
    'KEEL-EVENTS-LAMBDA-01': { at: 'Function', by: ({ Permission }) => { Permission.Properties!.Principal = 'scheduler.amazonaws.com'; } },
  },
};
