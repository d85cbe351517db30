import { allow, att, DeliveryCase, ref, resource, role } from './delivery-case';

export const EVENTS_TO_BATCH: DeliveryCase = {
  resources: {
    Queue: resource('AWS::Batch::JobQueue', { ComputeEnvironmentOrder: [], Priority: 1 }),
    Definition: resource('AWS::Batch::JobDefinition', { Type: 'container' }),
    Role: role('events.amazonaws.com', allow('batch:SubmitJob', [ref('Queue'), ref('Definition')])),
    Rule: resource('AWS::Events::Rule', {
      EventPattern: { source: ['shop'] },
      Targets: [{ Id: 'Report', Arn: ref('Queue'), RoleArn: att('Role'), BatchParameters: { JobDefinition: ref('Definition'), JobName: 'report' } }],
    }),
  },
  broken: {
    'KEEL-EVENTS-BATCH-01': { at: 'Role', by: ({ Role }) => { Role.Properties!.Policies[0].PolicyDocument.Statement[0].Resource.pop(); } },
  },
};
