import { Rule } from './rule';
import { bucketsToTopics } from './s3-to-sns';
import { bucketsToQueues } from './s3-to-sqs';
import { judgeNotFifo } from '../access/edge';

/** S3 events to FIFO queues and topics. */
export const S3_TO_FIFO: Rule[] = [
  {
    id: 'KEEL-S3-FIFO-01',
    proves: 'Bucket to queue or topic: the receiver is not FIFO.',
    source: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html',
    judge: (model) => [...bucketsToQueues(model), ...bucketsToTopics(model)].map((edge) => judgeNotFifo(edge, 'S3 cannot send to FIFO queues and topics')),
  },
];
