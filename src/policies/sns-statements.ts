import { IResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { RegionInfo } from 'aws-cdk-lib/region-info';

/**
 * The topic may send to the queue, and no other topic.
 * @see https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html
 */
export function topicMaySend(topic: sns.ITopic, queue: sqs.IQueue): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [snsPrincipal(topic, queue)],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': topic.topicArn } },
  });
}

/**
 * SNS may encrypt what it delivers to a queue under this key, on behalf of topics of the topic's account and Region.
 *
 * The condition names no single topic: a key that refers to a topic which refers to the key is a dependency cycle.
 * The queue's own policy lets only the one topic in.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 */
export function snsMayUseKey(topic: sns.ITopic, queue: sqs.IQueue): iam.PolicyStatement {
  const { account, region } = topic.env;
  return new iam.PolicyStatement({
    principals: [snsPrincipal(topic, queue)],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: {
      StringEquals: { 'aws:SourceAccount': account },
      ArnLike: { 'aws:SourceArn': Stack.of(topic).formatArn({ service: 'sns', account, region, resource: '*' }) },
    },
  });
}

/**
 * A topic in a Region that accounts have to opt in to delivers to other Regions as `sns.<region>.amazonaws.com`.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-cross-region-delivery.html
 */
export function snsPrincipal(topic: sns.ITopic, receiver: IResource): iam.IPrincipal {
  const { region } = topic.env;
  const leavesOptInRegion = region !== receiver.env.region && RegionInfo.get(region).isOptInRegion;
  return new iam.ServicePrincipal(leavesOptInRegion ? `sns.${region}.amazonaws.com` : 'sns.amazonaws.com');
}
