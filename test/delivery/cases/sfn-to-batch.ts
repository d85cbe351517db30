import { allow, att, DeliveryCase, ref, resource, role } from './delivery-case';

export const SFN_TO_BATCH: DeliveryCase = {
  resources: {
    Queue: resource('AWS::Batch::JobQueue', { ComputeEnvironmentOrder: [], Priority: 1 }),
    Definition: resource('AWS::Batch::JobDefinition', { Type: 'container' }),
    Role: role('states.amazonaws.com', allow('batch:SubmitJob', [ref('Queue'), ref('Definition')])),
    Machine: resource('AWS::StepFunctions::StateMachine', {
      RoleArn: att('Role'),
      Definition: {
        StartAt: 'Submit',
        States: {
          Submit: {
            Type: 'Task',
            Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:states:::batch:submitJob' },
            Parameters: { JobName: 'report', JobQueue: ref('Queue'), JobDefinition: ref('Definition') },
            End: true,
          },
        },
      },
    }),
  },
  broken: {
    'KEEL-SFN-BATCH-01': { at: 'Role', by: ({ Role }) => { Role.Properties!.Policies[0].PolicyDocument.Statement[0].Resource.pop(); } },
    'KEEL-SFN-BATCH-02': { at: 'Machine', by: ({ Machine }) => { delete Machine.Properties!.Definition.States.Submit.Parameters.JobName; } },
  },
};
