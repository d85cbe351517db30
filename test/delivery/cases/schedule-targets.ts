import { allow, att, DeliveryCase, key, ref, resource, revoke, role, trustAnother } from './delivery-case';

export const SCHEDULE_TARGETS: DeliveryCase = {
  resources: {
    Group: resource('AWS::Scheduler::ScheduleGroup'),
    Key: key(),
    Queue: resource('AWS::SQS::Queue', { KmsMasterKeyId: att('Key'), FifoQueue: true, ContentBasedDeduplication: true }),
    Topic: resource('AWS::SNS::Topic'),
    Stream: resource('AWS::Kinesis::Stream'),
    Role: role('scheduler.amazonaws.com',
      allow('sqs:SendMessage', att('Queue')),
      allow(['kms:GenerateDataKey', 'kms:Decrypt'], att('Key')),
      allow('sns:Publish', ref('Topic')),
      allow('kinesis:PutRecord', att('Stream'))),
    Schedule: resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      GroupName: ref('Group'),
      Target: { Arn: att('Queue'), RoleArn: att('Role'), SqsParameters: { MessageGroupId: 'hourly' } },
    }),
    TopicSchedule: resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)', FlexibleTimeWindow: { Mode: 'OFF' }, Target: { Arn: ref('Topic'), RoleArn: att('Role') },
    }),
    StreamSchedule: resource('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: att('Stream'), RoleArn: att('Role'), KinesisParameters: { PartitionKey: 'hourly' } },
    }),
  },
  broken: {
    'KEEL-SCHEDULER-01': { at: 'Role', by: ({ Role }) => revoke(Role, 'sqs:SendMessage') },
    'KEEL-SCHEDULER-02': { at: 'Role', by: ({ Role }) => revoke(Role, 'kms:GenerateDataKey') },
    'KEEL-SCHEDULER-03': { at: 'Role', by: ({ Role }) => trustAnother(Role), others: ['KEEL-SCHEDULER-03', 'KEEL-SCHEDULER-03'] },
    'KEEL-SCHEDULER-04': { at: 'Schedule', by: ({ Schedule }) => { delete Schedule.Properties!.Target.SqsParameters; } },
    'KEEL-SCHEDULER-05': { at: 'Queue', by: ({ Queue }) => { delete Queue.Properties!.ContentBasedDeduplication; } },
    'KEEL-SCHEDULER-06': { at: 'Topic', by: ({ Topic }) => { Topic.Properties!.FifoTopic = true; } },
    'KEEL-SCHEDULER-07': { at: 'StreamSchedule', by: ({ StreamSchedule }) => { delete StreamSchedule.Properties!.Target.KinesisParameters; } },
  },
};
