/** What CloudWatch has for a namespace. An alarm on anything else is accepted and never goes off. */
interface Namespace {
  /** Names of the dimensions, and what their values are: an attribute of a resource, or `Ref`. */
  readonly dimensions: { readonly [name: string]: string };
  readonly names: readonly string[];
  /** Metrics that have other dimensions. */
  readonly others?: readonly Pick<Namespace, 'dimensions' | 'names'>[];
}

/**
 * The metrics that alarms may be on.
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html
 * @see https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html
 * @see https://docs.aws.amazon.com/firehose/latest/dev/monitoring-with-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/metrics-for-cognito-user-pools.html
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html
 * @see https://docs.aws.amazon.com/emr/latest/ManagementGuide/UsingEMR_ViewingMetrics.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
export const METRICS: { readonly [namespace: string]: Namespace } = {
  'AWS/Cognito': {
    dimensions: { UserPool: 'AWS::Cognito::UserPool.Ref', UserPoolClient: 'AWS::Cognito::UserPoolClient.Ref' },
    names: ['SignInThrottles', 'SignUpThrottles', 'TokenRefreshThrottles'],
    others: [
      { dimensions: { UserPool: 'AWS::Cognito::UserPool.Ref', UserPoolClient: 'Admin' }, names: ['SignInThrottles', 'SignUpThrottles'] },
      {
        dimensions: {
          UserPool: 'AWS::Cognito::UserPool.Ref',
          UserPoolClient: 'AWS::Cognito::UserPoolClient.Ref',
          IdentityProvider: 'AWS::Cognito::UserPoolIdentityProvider.Ref',
        },
        names: ['FederationThrottles'],
      },
      { dimensions: { UserPoolId: 'AWS::Cognito::UserPool.Ref', Operation: 'SignIn' }, names: ['Risk'] },
    ],
  },
  'AWS/SQS': {
    dimensions: { QueueName: 'AWS::SQS::Queue.QueueName' },
    // Without NumberOfMessagesSent: it does not count what SQS moves to a dead-letter queue.
    names: [
      'ApproximateAgeOfOldestMessage',
      'ApproximateNumberOfMessagesNotVisible',
      'ApproximateNumberOfMessagesVisible',
    ],
  },
  'AWS/States': {
    dimensions: { StateMachineArn: 'AWS::StepFunctions::StateMachine.Ref' },
    names: ['ExecutionThrottled', 'ExecutionTime', 'ExecutionsAborted', 'ExecutionsFailed', 'ExecutionsTimedOut'],
  },
  'AWS/ApplicationELB': {
    dimensions: { LoadBalancer: 'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName' },
    names: ['HTTPCode_ELB_5XX_Count', 'RejectedConnectionCount'],
    others: [{
      dimensions: {
        LoadBalancer: 'AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName',
        TargetGroup: 'AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName',
      },
      names: ['HTTPCode_Target_5XX_Count', 'RequestCount', 'TargetResponseTime', 'UnHealthyHostCount'],
    }],
  },
  'AWS/ECS': {
    dimensions: { ClusterName: 'AWS::ECS::Cluster.Ref', ServiceName: 'AWS::ECS::Service.Name' },
    names: ['CPUUtilization', 'MemoryUtilization'],
    others: [{ dimensions: { ClusterName: 'shared', ServiceName: 'AWS::ECS::Service.Name' }, names: ['CPUUtilization', 'MemoryUtilization'] }],
  },
  'ECS/ContainerInsights': {
    dimensions: { ClusterName: 'AWS::ECS::Cluster.Ref', ServiceName: 'AWS::ECS::Service.Name' },
    names: ['RunningTaskCount'],
    others: [{ dimensions: { ClusterName: 'shared', ServiceName: 'AWS::ECS::Service.Name' }, names: ['RunningTaskCount'] }],
  },
  'AWS/Events': { dimensions: { RuleName: 'AWS::Events::Rule.Ref' }, names: ['TriggeredRules'] },
  'AWS/ApiGateway': {
    dimensions: { ApiName: 'AWS::ApiGateway::RestApi.Name', Stage: 'AWS::ApiGateway::Stage.Ref' },
    names: ['4XXError', '5XXError', 'Latency'],
  },
  'AWS/Lambda': {
    dimensions: { FunctionName: 'AWS::Lambda::Function.Ref' },
    names: ['Duration', 'Errors', 'Invocations', 'IteratorAge', 'Throttles'],
  },
  'AWS/DynamoDB': {
    dimensions: { TableName: 'AWS::DynamoDB::Table.Ref' },
    names: ['ReadThrottleEvents', 'SystemErrors', 'WriteThrottleEvents'],
  },
  'AWS/ElasticMapReduce': {
    dimensions: { JobFlowId: 'AWS::EMR::Cluster.Ref' },
    names: [
      'AppsPending',
      'ContainerPending',
      'HDFSUtilization',
      'IsIdle',
      'MRLostNodes',
      'MRUnhealthyNodes',
      'MissingBlocks',
      'YARNMemoryAvailablePercentage',
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
  'AWS/Kinesis': {
    dimensions: { StreamName: 'AWS::Kinesis::Stream.Ref' },
    names: [
      'GetRecords.IteratorAgeMilliseconds',
      'PutRecords.FailedRecords',
      'ReadProvisionedThroughputExceeded',
      'WriteProvisionedThroughputExceeded',
    ],
  },
  'AWS/Firehose': {
    dimensions: { DeliveryStreamName: 'AWS::KinesisFirehose::DeliveryStream.Ref' },
    names: [
      'BackupToS3.DataFreshness',
      'DeliveryToS3.DataFreshness',
      'DeliveryToS3.Success',
      'ExecuteProcessing.Success',
      'FailedConversion.Records',
      'KMSKeyAccessDenied',
      'KMSKeyDisabled',
      'KMSKeyInvalidState',
      'KMSKeyNotFound',
      'KinesisMillisBehindLatest',
      'PartitionCountExceeded',
      'ThrottledRecords',
    ],
  },
};
