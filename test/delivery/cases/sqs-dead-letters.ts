import { att, DeliveryCase, resource } from './delivery-case';

export const SQS_DEAD_LETTERS: DeliveryCase = {
  where: { account: '111111111111', region: 'eu-west-1' },
  resources: {
    DeadLetterQueue: resource('AWS::SQS::Queue', { MessageRetentionPeriod: 1209600 }),
    Queue: resource('AWS::SQS::Queue', {
      MessageRetentionPeriod: 345600, RedrivePolicy: { deadLetterTargetArn: att('DeadLetterQueue'), maxReceiveCount: 5 },
    }),
  },
  broken: {
    'KEEL-SQS-DLQ-01': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.FifoQueue = true; } },
    'KEEL-SQS-DLQ-02': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.MessageRetentionPeriod = 60; } },
    'KEEL-SQS-DLQ-03': {
      at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.RedriveAllowPolicy = { redrivePermission: 'denyAll' }; },
    },
    'KEEL-SQS-DLQ-05': { at: 'DeadLetterQueue', by: ({ DeadLetterQueue }) => { DeadLetterQueue.Properties!.MessageRetentionPeriod = 345600; } },
    'KEEL-SQS-DLQ-04': {
      at: 'Queue',
      by: (resources) => {
        delete resources.DeadLetterQueue;
        resources.Queue.Properties!.RedrivePolicy.deadLetterTargetArn = 'arn:aws:sqs:us-east-1:111111111111:dead';
      },
    },
  },
};
