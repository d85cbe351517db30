import { att, DeliveryCase, resource, ResourceJson, role } from './delivery-case';

const DEFINITION = {
  StartAt: 'Route',
  States: {
    Route: { Type: 'Choice', Choices: [{ Variable: '$.late', BooleanEquals: true, Next: 'Both' }], Default: 'Each' },
    Both: {
      Type: 'Parallel',
      Branches: [{ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } }],
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed' }],
      Next: 'Each',
    },
    Each: { Type: 'Map', ItemProcessor: { StartAt: 'Keep', States: { Keep: { Type: 'Pass', End: true } } }, Next: 'Done' },
    Done: { Type: 'Succeed' },
    Failed: { Type: 'Fail' },
  },
};

const changed = ({ Properties }: ResourceJson, change: (definition: typeof DEFINITION) => void) => {
  const definition = structuredClone(DEFINITION);
  change(definition);
  Properties!.DefinitionString = JSON.stringify(definition);
};

export const SFN_DEFINITION: DeliveryCase = {
  resources: {
    Role: role('states.amazonaws.com'),
    StateMachine: resource('AWS::StepFunctions::StateMachine', { RoleArn: att('Role'), DefinitionString: JSON.stringify(DEFINITION) }),
  },
  broken: {
    'KEEL-SFN-DEF-01': { at: 'StateMachine', by: ({ StateMachine }) => { StateMachine.Properties!.DefinitionString = 'StartAt: Route'; } },
    'KEEL-SFN-DEF-02': {
      at: 'StateMachine', by: ({ StateMachine }) => changed(StateMachine, ({ States }) => { States.Both.Branches[0].StartAt = 'Each'; }),
    },
    'KEEL-SFN-DEF-03': {
      at: 'StateMachine', by: ({ StateMachine }) => changed(StateMachine, ({ States }) => { States.Each.ItemProcessor.States.Keep.End = false; }),
    },
    'KEEL-SFN-DEF-04': { at: 'StateMachine', by: ({ StateMachine }) => changed(StateMachine, ({ States }) => { States.Done.Type = 'Success'; }) },
    'KEEL-SFN-DEF-05': {
      at: 'StateMachine', by: ({ StateMachine }) => changed(StateMachine, ({ States }) => { Object.assign(States, { Lost: { Type: 'Succeed' } }); }),
    },
    'KEEL-SFN-DEF-06': {
      at: 'StateMachine',
      by: ({ StateMachine }) => changed(StateMachine, ({ States }) => {
        States.Done = Object.assign(States.Failed, { Type: 'Pass', Next: 'Route' });
      }),
    },
  },
};
