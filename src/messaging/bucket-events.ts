import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { addStatement } from '../policies/add-statement';
import { bucketMayPublish, s3MayUseKey } from '../policies/s3-statements';
import { isOf, Rule } from '../validation/check-props';

/** Which events of a bucket are published. */
export interface BucketEventsOptions {
  /**
   * Kinds of events.
   *
   * @default - objects that are created, in whichever way
   */
  readonly events?: s3.EventType[];

  /**
   * Only objects whose key begins so.
   *
   * @default - any
   */
  readonly prefix?: string;

  /**
   * Only objects whose key ends so.
   *
   * @default - any
   */
  readonly suffix?: string;
}

/** What a bucket must fulfil to publish to the topic. */
export function bucketRules(topic: sns.Topic, bucket: s3.IBucket, { events }: BucketEventsOptions): Rule[] {
  return [
    {
      prop: 'bucket',
      value: bucket.node.path,
      holds: () => !topic.fifo,
      must: 'must not be added to a FIFO topic, because S3 publishes to standard topics only',
    },
    { prop: 'bucket.env.region', value: bucket.env.region, holds: isOf(topic.env.region), must: `must be the Region of the topic, ${topic.env.region}` },
    { prop: 'bucket.env.account', value: bucket.env.account, holds: isOf(topic.env.account), must: `must be the account of the topic, ${topic.env.account}` },
    { prop: 'events', value: events, holds: () => events!.length > 0, must: 'must name at least one kind of event, or be left out' },
  ];
}

/** Publishes events of the bucket to the topic. S3 tries the topic when the notification is set, so the policy must be there before. */
export function publishEvents(fanOut: Construct, topic: sns.Topic, key: kms.IKey, bucket: s3.IBucket, options: BucketEventsOptions): void {
  const destination: s3.IBucketNotificationDestination = {
    bind: (_scope, source) => {
      const topicPolicy = addStatement(topic, bucketMayPublish(source, topic), fanOut, 'cdk-keel:SnsSqsFanOut.topicPolicy');
      addStatement(key, s3MayUseKey(topic), fanOut, 'cdk-keel:SnsSqsFanOut.keyPolicy');
      return {
        arn: topic.topicArn,
        type: s3.BucketNotificationDestinationType.TOPIC,
        dependencies: [topicPolicy.policyDependable!],
      };
    },
  };
  const { prefix, suffix } = options;
  const filters = prefix || suffix ? [{ prefix, suffix }] : [];
  for (const event of options.events ?? [s3.EventType.OBJECT_CREATED]) {
    bucket.addEventNotification(event, destination, ...filters);
  }
}
