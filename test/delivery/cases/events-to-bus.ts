import { allow, att, DeliveryCase, resource, revoke, role } from './delivery-case';

export const EVENTS_TO_BUS: DeliveryCase = {
  resources: {
    Bus: resource('AWS::Events::EventBus', { Name: 'audit' }),
    Role: role('events.amazonaws.com', allow('events:PutEvents', att('Bus'))),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Bus', Arn: att('Bus'), RoleArn: att('Role') }],
    }),
  },
  broken: {
    'KEEL-EVENTS-BUS-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'events:PutEvents') },
  },
};
