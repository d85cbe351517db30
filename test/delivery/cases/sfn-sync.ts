import { allow, att, DeliveryCase, ref, resource, revoke, role } from './delivery-case';

const arnOf = (resourcePart: string) => ({ 'Fn::Sub': `arn:\${AWS::Partition}:${resourcePart}` });

export const SFN_SYNC: DeliveryCase = {
  resources: {
    ChildRole: role('states.amazonaws.com'),
    Child: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('ChildRole'), Definition: { StartAt: 'Done', States: { Done: { Type: 'Succeed' } } },
    }),
    Role: role('states.amazonaws.com',
      allow('states:StartExecution', ref('Child')),
      allow(['states:DescribeExecution', 'states:StopExecution'], arnOf('states:${AWS::Region}:${AWS::AccountId}:execution:${Child.Name}:*')),
      allow(['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        arnOf('events:${AWS::Region}:${AWS::AccountId}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule'))),
    Parent: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('Role'),
      Definition: {
        StartAt: 'Run',
        States: {
          Run: { Type: 'Task', Resource: arnOf('states:::states:startExecution.sync:2'), Parameters: { StateMachineArn: '${Child}' }, End: true },
        },
      },
      DefinitionSubstitutions: { Child: ref('Child') },
    }),
  },
  broken: {
    'KEEL-SFN-SYNC-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'events:PutRule') },
    'KEEL-SFN-SYNC-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'states:DescribeExecution') },
  },
};
