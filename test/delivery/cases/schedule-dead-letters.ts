import { allow, att, DeliveryCase, key, resource, revoke, role } from './delivery-case';

export const SCHEDULE_DEAD_LETTERS: DeliveryCase = {
  resources: {
    Queue: resource('AWS::SQS::Queue'),
    Key: key(),
    DeadLetterQueue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key') }),
    Role: role('scheduler.amazonaws.com',
      allow('sqs:SendMessage', att('Queue')),
      allow('sqs:SendMessage', att('DeadLetterQueue')),
      allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Schedule: resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: att('Queue'), RoleArn: att('Role'), DeadLetterConfig: { Arn: att('DeadLetterQueue') } },
    }),
  },
  broken: {
    'KEEL-SCHEDULER-DLQ-01': { at: 'Role', by: ({ Role }) => { Role.Properties!.Policies[0].PolicyDocument.Statement.splice(1, 1); } },
    'KEEL-SCHEDULER-DLQ-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:Decrypt') },
    'KEEL-SCHEDULER-DLQ-03': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.FifoQueue = true; } },
  },
};
