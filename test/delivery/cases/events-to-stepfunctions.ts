import { allow, att, DeliveryCase, ref, resource, revoke, role } from './delivery-case';

export const EVENTS_TO_STEPFUNCTIONS: DeliveryCase = {
  resources: {
    MachineRole: role('states.amazonaws.com'),
    Machine: resource('AWS::StepFunctions::StateMachine', {
      Definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } }, RoleArn: att('MachineRole'),
    }),
    Role: role('events.amazonaws.com', allow('states:StartExecution', ref('Machine'))),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop.orders'] }, Targets: [{ Id: 'Machine', Arn: ref('Machine'), RoleArn: att('Role') }],
    }),
  },
  broken: {
    'KEEL-EVENTS-SFN-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'states:StartExecution') },
  },
};
