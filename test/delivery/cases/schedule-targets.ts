import { allow, att, DeliveryCase, key, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const SCHEDULE_TARGETS: DeliveryCase = {
  resources: {
    Group: resource('AWS::Scheduler::ScheduleGroup'),
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key'), FifoQueue: true, ContentBasedDeduplication: true }),
    Role: role('scheduler.amazonaws.com', allow('sqs:SendMessage', att('Queue')), allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key'))),
    Schedule: resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: ref('Group'),
      Target: { Arn: att('Queue'), RoleArn: att('Role'), SqsParameters: { MessageGroupId: 'hourly' } },
    }),
  },
  broken: {
    'KEEL-SCHEDULER-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sqs:SendMessage') },
    'KEEL-SCHEDULER-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-SCHEDULER-03': { at: 'Role', by: ({ Role }) => trustAnother(Role) },
    'KEEL-SCHEDULER-04': { at: 'Schedule', by: ({ Schedule }) => { delete Schedule.Properties!.Target.SqsParameters; } },
    'KEEL-SCHEDULER-05': { at: 'Queue', by: ({ Queue }) => { delete Queue.Properties!.ContentBasedDeduplication; } },
  },
};
