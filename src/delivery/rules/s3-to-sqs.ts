import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { QUEUE } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesIn } from '../senders/s3-notifications';

const edge = 'Bucket to queue';
const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html';

/** What S3 sends to queues. */
export const bucketsToQueues = perModel((model) => edgesIn(model, ['QueueConfigurations'], 'Queue', QUEUE, 'sqs:SendMessage'));

/** S3 events to queues. */
export const S3_TO_SQS: Rule[] = [
  policyRule({ id: 'KEEL-S3-SQS-01', edge, source, edges: bucketsToQueues }),
  keyRule({ id: 'KEEL-S3-SQS-02', edge, source, edges: bucketsToQueues }),
];
