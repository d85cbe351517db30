import { Rule } from './rule';
import { keyRule, policyRule } from './rule-of-edges';
import { TOPIC } from '../access/receivers';
import { perModel } from '../model/per-model';
import { edgesIn } from '../senders/s3-notifications';

const edge = 'Bucket to topic';
const source = 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html';

/** What S3 publishes to topics. */
export const bucketsToTopics = perModel((model) => edgesIn(model, ['TopicConfigurations'], 'Topic', TOPIC, 'sns:Publish'));

/** S3 events to topics. */
export const S3_TO_SNS: Rule[] = [
  policyRule({ id: 'KEEL-S3-SNS-01', edge, source, edges: bucketsToTopics }),
  keyRule({ id: 'KEEL-S3-SNS-02', edge, source, edges: bucketsToTopics }),
];
