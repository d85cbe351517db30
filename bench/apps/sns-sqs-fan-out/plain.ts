import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { alarms } from '../alarms';
import { failureQueue, queue } from '../queue';

export function build(stack: Stack, id: string): void {
  const scope = new Construct(stack, id);
  const masterKey = new kms.Key(scope, 'Key', { enableKeyRotation: true });
  const topic = new sns.Topic(scope, 'Topic', { masterKey, enforceSSL: true, signatureVersion: '2' });
  masterKey.addToResourcePolicy(new iam.PolicyStatement({
    principals: [new iam.ServicePrincipal('sns.amazonaws.com')],
    actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    resources: ['*'],
    conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
  }));
  const deadLetterQueue = failureQueue(scope, 'SubscriptionDeadLetterQueue', masterKey);
  topic.addSubscription(new SqsSubscription(queue(new Construct(scope, 'Billing'), masterKey), { deadLetterQueue, rawMessageDelivery: true }));
  alarms(scope, {
    NotificationsFailed: [topic.metricNumberOfNotificationsFailed(), 1],
    RedrivenToDeadLetterQueue: [topic.metric('NumberOfNotificationsRedrivenToDlq', { statistic: 'Sum' }), 1],
    FailedToRedriveToDeadLetterQueue: [topic.metric('NumberOfNotificationsFailedToRedriveToDlq', { statistic: 'Sum' }), 1],
    FilteredOutInvalidAttributes: [topic.metricNumberOfNotificationsFilteredOutInvalidAttributes(), 1],
    FilteredOutInvalidMessageBody: [topic.metric('NumberOfNotificationsFilteredOut-InvalidMessageBody', { statistic: 'Sum' }), 1],
    SubscriptionDeadLetter: [deadLetterQueue.metricApproximateNumberOfMessagesVisible(), 1],
    SubscriptionDeadLetterExpiry: [deadLetterQueue.metricApproximateAgeOfOldestMessage(), 907_200],
  });
}
