/** What CloudWatch has for a namespace. An alarm on anything else is accepted and never goes off. */
interface Namespace {
  /** Names of the dimensions, and what their values are: an attribute of a resource, or `Ref`. */
  readonly dimensions: { readonly [name: string]: string };
  readonly names: readonly string[];
}

/**
 * The metrics that alarms may be on.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 */
export const METRICS: { readonly [namespace: string]: Namespace } = {
  'AWS/SQS': {
    dimensions: { QueueName: 'AWS::SQS::Queue.QueueName' },
    // Without NumberOfMessagesSent: it does not count what SQS moves to a dead-letter queue.
    names: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
    ],
  },
  'AWS/SNS': {
    dimensions: { TopicName: 'AWS::SNS::Topic.TopicName' },
    names: [
      'NumberOfNotificationsFailed',
      'NumberOfNotificationsFailedToRedriveToDlq',
      'NumberOfNotificationsFilteredOut-InvalidAttributes',
      'NumberOfNotificationsFilteredOut-InvalidMessageBody',
      'NumberOfNotificationsRedrivenToDlq',
    ],
  },
};
