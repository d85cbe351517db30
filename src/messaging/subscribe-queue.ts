import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { placeOf, SubscriptionEdge, SubscriptionEnd, warnOfConfirmation } from './subscription-edge';
import { addStatement } from '../policies/add-statement';
import { snsMayUseKey, topicMaySend } from '../policies/sns-statements';
import { Rule } from '../validation/check-props';

/** What a queue must fulfil to get messages of the topic. */
export function queueRules(topic: sns.ITopic, queue: sqs.IQueue): Rule[] {
  return [
    {
      prop: 'subscriber',
      value: `the FIFO queue ${queue.node.path}`,
      holds: () => topic.fifo || !queue.fifo,
      must: 'must be a standard queue, because the topic is standard: make both FIFO, or neither',
    },
    {
      prop: 'subscriber',
      value: `${queue.node.path} with the AWS-managed key`,
      holds: () => queue.encryptionType !== sqs.QueueEncryption.KMS_MANAGED,
      must: 'must not be encrypted with alias/aws/sqs, whose policy cannot let SNS in: use a customer-managed key or SSE-SQS',
    },
  ];
}

/** Lets the topic, and no other, send to the queue. */
export function subscribeQueue(edge: SubscriptionEdge, queue: sqs.IQueue, rawMessageDelivery: boolean): SubscriptionEnd {
  const { fanOut, topic } = edge;
  const { policyDependable } = addStatement(queue, topicMaySend(topic, queue), fanOut, 'cdk-keel:SnsSqsFanOut.queuePolicy');
  if (queue.encryptionMasterKey) {
    addStatement(queue.encryptionMasterKey, snsMayUseKey(topic, queue), fanOut, 'cdk-keel:SnsSqsFanOut.keyPolicy');
  }
  warnOfConfirmation(edge, queue);
  return {
    place: placeOf(edge, queue),
    dependsOn: policyDependable,
    protocol: sns.SubscriptionProtocol.SQS,
    endpoint: queue.queueArn,
    rawMessageDelivery,
  };
}
