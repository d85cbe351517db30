/** Metrics of a namespace, and the sets of dimensions that each of them has; `?` stands after one that a set may leave out. */
interface MetricGroup {
  readonly dimensions: readonly string[];
  readonly names: ReadonlySet<string>;
}

const metrics = (dimensions: readonly string[], names: string): MetricGroup => ({ dimensions, names: new Set(names.trim().split(/\s+/)) });

const FUNCTION = ['', 'FunctionName Resource?', 'FunctionName Resource ExecutedVersion'];
const TABLE_OR_INDEX = ['TableName GlobalSecondaryIndexName?'];
const REST_API = ['ApiName', 'ApiName Stage', 'ApiName Stage Resource Method'];
const HTTP_API = ['ApiId', 'ApiId Stage', 'ApiId Stage Route', 'ApiId Stage Resource Method'];
const STATE_MACHINE = ['StateMachineArn Version? Alias?'];
const BALANCER = ['LoadBalancer AvailabilityZone?'];
const TARGETS = ['LoadBalancer TargetGroup AvailabilityZone?'];
const BALANCER_OR_TARGETS = ['LoadBalancer TargetGroup? AvailabilityZone?'];
const INSTANCES = ['', 'InstanceId', 'AutoScalingGroupName', 'ImageId', 'InstanceType'];

/**
 * What services send to CloudWatch, on 2026-11-21. Where their pages leave open which sets a metric has, it has all of them.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/aws-services-cloudwatch-metrics.html
 */
const NAMESPACES: Readonly<Record<string, readonly MetricGroup[]>> = {
  'AWS/ApiGateway': [
    metrics([...REST_API, ...HTTP_API], '4XXError 5XXError CacheHitCount CacheMissCount Count IntegrationLatency Latency'),
    metrics(HTTP_API, '4xx 5xx DataProcessed IntegrationError ConnectCount MessageCount ClientError ExecutionError'),
  ],
  'AWS/ApplicationELB': [
    metrics(BALANCER, `
      ActiveConnectionCount ClientTLSNegotiationErrorCount ConsumedLCUs DesyncMitigationMode_NonCompliant_Request_Count
      DroppedInvalidHeaderRequestCount ELBAuthError ELBAuthFailure ELBAuthLatency ELBAuthRefreshTokenSuccess ELBAuthSuccess
      ELBAuthUserClaimsSizeExceeded ForwardedInvalidHeaderRequestCount GrpcRequestCount HTTP_Fixed_Response_Count HTTP_Redirect_Count
      HTTP_Redirect_Url_Limit_Exceeded_Count HTTPCode_ELB_3XX_Count HTTPCode_ELB_4XX_Count HTTPCode_ELB_5XX_Count HTTPCode_ELB_500_Count
      HTTPCode_ELB_502_Count HTTPCode_ELB_503_Count HTTPCode_ELB_504_Count IPv6ProcessedBytes IPv6RequestCount NewConnectionCount PeakLCUs
      ProcessedBytes RejectedConnectionCount RuleEvaluations`),
    metrics(BALANCER_OR_TARGETS, `
      HTTPCode_Target_2XX_Count HTTPCode_Target_3XX_Count HTTPCode_Target_4XX_Count HTTPCode_Target_5XX_Count LambdaTargetProcessedBytes
      NonStickyRequestCount RequestCount TargetConnectionErrorCount TargetResponseTime TargetTLSNegotiationErrorCount`),
    metrics(TARGETS, 'HealthyHostCount UnHealthyHostCount'),
    metrics(['TargetGroup LoadBalancer? AvailabilityZone?'], 'LambdaInternalError LambdaUserError RequestCountPerTarget'),
  ],
  'AWS/CloudFront': [
    metrics(['DistributionId Region'], `
      Requests BytesDownloaded BytesUploaded TotalErrorRate 4xxErrorRate 5xxErrorRate CacheHitRate OriginLatency 401ErrorRate 403ErrorRate
      404ErrorRate 502ErrorRate 503ErrorRate 504ErrorRate LambdaExecutionError LambdaLimitExceededErrors LambdaValidationError`),
    metrics(['DistributionId? FunctionName Region'], `
      FunctionComputeUtilization FunctionExecutionErrors FunctionInvocations FunctionThrottles FunctionValidationErrors`),
  ],
  'AWS/Cognito': [
    metrics(['UserPool UserPoolClient'], `
      SignInSuccesses SignInThrottles SignUpSuccesses SignUpThrottles TokenRefreshSuccesses TokenRefreshThrottles`),
    metrics(['UserPool UserPoolClient IdentityProvider'], 'FederationSuccesses FederationThrottles'),
    metrics(['UserPoolId Operation? RiskLevel?'], 'AccountTakeoverRisk CompromisedCredentialsRisk NoRisk OverrideBlock Risk'),
  ],
  'AWS/DynamoDB': [
    metrics(TABLE_OR_INDEX, `
      ConsumedReadCapacityUnits ConsumedWriteCapacityUnits OnDemandMaxReadRequestUnits OnDemandMaxWriteRequestUnits ProvisionedReadCapacityUnits
      ProvisionedWriteCapacityUnits ReadAccountLimitThrottleEvents ReadKeyRangeThroughputThrottleEvents ReadMaxOnDemandThroughputThrottleEvents
      ReadProvisionedThroughputThrottleEvents ReadThrottleEvents WriteAccountLimitThrottleEvents WriteKeyRangeThroughputThrottleEvents
      WriteMaxOnDemandThroughputThrottleEvents WriteProvisionedThroughputThrottleEvents WriteThrottleEvents`),
    metrics(['TableName'], 'ConditionalCheckFailedRequests TimeToLiveDeletedItemCount TransactionConflict'),
    metrics(['TableName GlobalSecondaryIndexName'], 'OnlineIndexConsumedWriteCapacity OnlineIndexPercentageProgress OnlineIndexThrottleEvents'),
    metrics(['TableName? Operation StreamLabel? GlobalSecondaryIndexName? Verb?'], `
      FaultInjectionServiceInducedErrors ReturnedBytes ReturnedItemCount ReturnedRecordsCount SuccessfulRequestLatency ThrottledRequests`),
    metrics(['TableName Operation? StreamLabel? GlobalSecondaryIndexName? Verb?'], 'SystemErrors'),
    metrics(['TableName DelegatedOperation'], `
      AgeOfOldestUnreplicatedRecord ConsumedChangeDataCaptureUnits FailedToReplicateRecordCount ThrottledPutRecordCount`),
    metrics(['TableName ReceivingRegion'], 'PendingReplicationCount ReplicationLatency'),
    metrics([''], `
      AccountMaxReads AccountMaxTableLevelReads AccountMaxTableLevelWrites AccountMaxWrites AccountProvisionedReadCapacityUtilization
      AccountProvisionedWriteCapacityUtilization MaxProvisionedTableReadCapacityUtilization MaxProvisionedTableWriteCapacityUtilization`),
    metrics(['', 'Operation'], 'UserErrors'),
  ],
  'AWS/EC2': [
    metrics(INSTANCES, `
      CPUCreditBalance CPUCreditUsage CPUSurplusCreditBalance CPUSurplusCreditsCharged CPUUtilization DiskReadBytes DiskReadOps DiskWriteBytes
      DiskWriteOps EBSByteBalance% EBSIOBalance% EBSReadBytes EBSReadOps EBSWriteBytes EBSWriteOps MetadataNoToken MetadataNoTokenRejected NetworkIn
      NetworkOut NetworkPacketsIn NetworkPacketsOut StatusCheckFailed StatusCheckFailed_AttachedEBS StatusCheckFailed_Instance
      StatusCheckFailed_System`),
  ],
  'AWS/ECS': [
    metrics(['ClusterName ServiceName?'], 'CPUUtilization MemoryUtilization EBSFilesystemUtilization'),
    metrics(['ClusterName'], 'CPUReservation GPUReservation MemoryReservation'),
  ],
  'ECS/ContainerInsights': [
    metrics(['ClusterName ServiceName? TaskDefinitionFamily? TaskId? ContainerName? ContainerInstanceId? InstanceId? VolumeName? TaskSetId?'], `
      ContainerCpuUtilization ContainerInstanceCount ContainerMemoryUtilization CpuReserved CpuUtilized DeploymentCount DesiredTaskCount
      EBSFilesystemSize EBSFilesystemUtilized EphemeralStorageReserved EphemeralStorageUtilized MemoryReserved MemoryUtilized NetworkRxBytes
      NetworkTxBytes PendingTaskCount RestartCount RunningTaskCount ServiceCount StorageReadBytes StorageWriteBytes TaskCount TaskCpuUtilization
      TaskEphemeralStorageUtilization TaskMemoryUtilization TaskSetCount UnHealthyContainerHealthStatus instance_cpu_utilization
      instance_filesystem_utilization instance_memory_utilization instance_network_total_bytes instance_number_of_running_tasks`),
  ],
  'AWS/ElasticMapReduce': [
    metrics(['JobFlowId JobId?'], `
      AppsCompleted AppsFailed AppsKilled AppsPending AppsRunning AppsSubmitted BackupFailed CapacityRemainingGB ContainerAllocated ContainerPending
      ContainerPendingRatio ContainerReserved CoreNodesPending CoreNodesRunning CorruptBlocks HDFSBytesRead HDFSBytesWritten HDFSUtilization
      HbaseBackupFailed IsIdle JobsFailed JobsRunning LiveDataNodes LiveTaskTrackers MRActiveNodes MRDecommissionedNodes MRLostNodes MRRebootedNodes
      MRTotalNodes MRUnhealthyNodes MapSlotsOpen MemoryAllocatedMB MemoryAvailableMB MemoryReservedMB MemoryTotalMB MissingBlocks
      MostRecentBackupDuration MultiMasterInstanceGroupNodesRequested MultiMasterInstanceGroupNodesRunning
      MultiMasterInstanceGroupNodesRunningPercentage PendingDeletionBlocks ReduceSlotsOpen RemainingMapTasksPerSlot S3BytesRead S3BytesWritten
      TaskNodesPending TaskNodesRunning TimeSinceLastSuccessfulBackup TotalLoad UnderReplicatedBlocks YARNMemoryAvailablePercentage`),
  ],
  'AWS/EventBridge/Pipes': [
    metrics(['PipeName', 'AwsAccountId', 'PipeName AwsAccountId'], `
      Concurrency ConcurrentExecutions Duration EnrichmentStageDuration EnrichmentStageFailed EventCount EventSize ExecutionFailed
      ExecutionPartiallyFailed ExecutionThrottled ExecutionTimeout Invocations TargetStageDuration TargetStageFailed TargetStagePartiallyFailed
      TargetStageSkipped`),
  ],
  'AWS/Events': [
    metrics(['EventBusName? RuleName?', 'EventSourceName'], `
      DeadLetterInvocations Events FailedInvocations IngestiontoInvocationCompleteLatency IngestiontoInvocationStartLatency InvocationAttempts
      Invocations InvocationsCreated InvocationsFailedToBeSentToDlq InvocationsSentToDlq MatchedEvents PutEventsApproximateCallCount
      PutEventsApproximateFailedCount PutEventsApproximateSuccessCount PutEventsApproximateThrottledCount PutEventsEntriesCount
      PutEventsFailedEntriesCount PutEventsLatency PutEventsRequestSize RetryInvocationAttempts SuccessfulInvocationAttempts ThrottledRules
      TriggeredRules`),
  ],
  'AWS/Firehose': [
    metrics(['DeliveryStreamName'], `
      ActivePartitionsLimit BackupToS3.Bytes BackupToS3.DataFreshness BackupToS3.Records BackupToS3.Success BytesPerSecondLimit
      DataReadFromKinesisStream.Bytes DataReadFromKinesisStream.Records DeliveryToElasticsearch.Bytes DeliveryToElasticsearch.Records
      DeliveryToElasticsearch.Success DeliveryToHttpEndpoint.Bytes DeliveryToHttpEndpoint.DataFreshness DeliveryToHttpEndpoint.ProcessedBytes
      DeliveryToHttpEndpoint.ProcessedRecords DeliveryToHttpEndpoint.Records DeliveryToHttpEndpoint.Success DeliveryToRedshift.Bytes
      DeliveryToRedshift.Records DeliveryToRedshift.Success DeliveryToS3.Bytes DeliveryToS3.DataFreshness DeliveryToS3.ObjectCount
      DeliveryToS3.Records DeliveryToS3.Success DeliveryToSplunk.Bytes DeliveryToSplunk.DataAckLatency DeliveryToSplunk.DataFreshness
      DeliveryToSplunk.Records DeliveryToSplunk.Success ExecuteProcessing.Duration ExecuteProcessing.Success FailedConversion.Bytes
      FailedConversion.Records IncomingBytes IncomingPutRequests IncomingRecords JQProcessing.Duration KMSKeyAccessDenied KMSKeyDisabled
      KMSKeyInvalidState KMSKeyNotFound KinesisMillisBehindLatest PartitionCount PartitionCountExceeded PerPartitionThroughput PutRecord.Bytes
      PutRecord.Latency PutRecord.Requests PutRecordBatch.Bytes PutRecordBatch.Latency PutRecordBatch.Records PutRecordBatch.Requests
      PutRequestsPerSecondLimit RecordsPerSecondLimit SourceThrottled.Delay SucceedConversion.Bytes SucceedConversion.Records
      SucceedProcessing.Bytes SucceedProcessing.Records ThrottledDescribeStream ThrottledGetRecords ThrottledGetShardIterator ThrottledRecords`),
  ],
  'AWS/KMS': [metrics(['KeyId KeyMaterialId?'], 'SecondsUntilKeyMaterialExpiration')],
  'AWS/Kinesis': [
    metrics(['StreamName'], `
      GetRecords.Bytes GetRecords.IteratorAge GetRecords.IteratorAgeMilliseconds GetRecords.Latency GetRecords.Records GetRecords.Success
      PutRecord.Bytes PutRecord.Latency PutRecord.Success PutRecords.Bytes PutRecords.FailedRecords PutRecords.Latency PutRecords.Records
      PutRecords.Success PutRecords.SuccessfulRecords PutRecords.ThrottledRecords PutRecords.TotalRecords`),
    metrics(['StreamName ShardId?'], `
      IncomingBytes IncomingRecords IteratorAgeMilliseconds OutgoingBytes OutgoingRecords ReadProvisionedThroughputExceeded
      WriteProvisionedThroughputExceeded`),
    metrics(['StreamName ConsumerName ShardId?'], `
      SubscribeToShard.RateExceeded SubscribeToShard.Success SubscribeToShardEvent.Bytes SubscribeToShardEvent.MillisBehindLatest
      SubscribeToShardEvent.Records SubscribeToShardEvent.Success`),
  ],
  'AWS/Lambda': [
    metrics(FUNCTION, `
      AsyncEventAge AsyncEventsDropped AsyncEventsReceived ConcurrentExecutions DeadLetterErrors DestinationDeliveryFailures Duration Errors
      Invocations IteratorAge OffsetLag OversizedRecordCount PostRuntimeExtensionsDuration ProvisionedConcurrencyInvocations
      ProvisionedConcurrencySpilloverInvocations ProvisionedConcurrencyUtilization ProvisionedConcurrentExecutions RecursiveInvocationsDropped
      SignatureValidationErrors Throttles Url4xxCount Url5xxCount UrlRequestCount UrlRequestLatency`),
    metrics([''], 'ClaimedAccountConcurrency UnreservedConcurrentExecutions'),
    metrics(['EventSourceMappingUUID FunctionName?'], `
      DeletedEventCount DroppedEventCount FailedInvokeEventCount FilteredOutEventCount InvokedEventCount OnFailureDestinationDeliveredEventCount
      PolledEventCount ProvisionedPollers`),
  ],
  'AWS/Logs': [
    metrics(['LogGroupName? DestinationType? FilterName?'], `
      DeliveryErrors DeliveryThrottling EMFParsingErrors EMFValidationErrors ForwardedBytes ForwardedLogEvents IncomingBytes IncomingLogEvents
      LogEventsWithFindings ThrottleCount TransformationErrors TransformedBytes TransformedLogEvents`),
  ],
  'AWS/NetworkELB': [
    metrics(BALANCER, `
      ActiveFlowCount ActiveFlowCount_TCP ActiveFlowCount_TLS ActiveFlowCount_UDP ClientTLSNegotiationErrorCount ConsumedLCUs ConsumedLCUs_TCP
      ConsumedLCUs_TLS ConsumedLCUs_UDP NewFlowCount NewFlowCount_TCP NewFlowCount_TLS NewFlowCount_UDP PeakBytesPerSecond PeakPacketsPerSecond
      ProcessedBytes_TCP ProcessedBytes_TLS ProcessedBytes_UDP RejectedFlowCount RejectedFlowCount_TCP TargetTLSNegotiationErrorCount
      TCP_Client_Reset_Count TCP_ELB_Reset_Count`),
    metrics(BALANCER_OR_TARGETS, 'PortAllocationErrorCount ProcessedBytes ProcessedPackets TCP_Target_Reset_Count'),
    metrics(TARGETS, 'HealthyHostCount UnHealthyHostCount'),
  ],
  'AWS/RDS': [
    metrics(['', 'DBInstanceIdentifier', 'DBClusterIdentifier Role? EngineName?', 'DatabaseClass', 'EngineName', 'SourceRegion'], `
      BurstBalance CPUCreditBalance CPUCreditUsage CPUUtilization DatabaseConnections DiskQueueDepth FreeLocalStorage FreeStorageSpace
      FreeableMemory NetworkReceiveThroughput NetworkTransmitThroughput ReadIOPS ReadLatency ReadThroughput ReplicaLag ServerlessDatabaseCapacity
      SwapUsage VolumeBytesUsed WriteIOPS WriteLatency WriteThroughput`),
  ],
  'AWS/S3': [
    metrics(['BucketName StorageType'], 'BucketSizeBytes NumberOfObjects'),
    metrics(['BucketName FilterId'], `
      4xxErrors 5xxErrors AllRequests BytesDownloaded BytesUploaded DeleteRequests FirstByteLatency GetRequests HeadRequests ListRequests
      PostRequests PutRequests SelectBytesReturned SelectBytesScanned SelectRequests TotalRequestLatency`),
    metrics(['SourceBucket DestinationBucket RuleId'], `
      BytesPendingReplication OperationsFailedReplication OperationsPendingReplication ReplicationLatency`),
  ],
  'AWS/Scheduler': [
    metrics(['ScheduleGroup?'], `
      InvocationAttemptCount InvocationDroppedCount InvocationThrottleCount InvocationsFailedToBeSentToDeadLetterCount
      InvocationsSentToDeadLetterCount InvocationsSentToDeadLetterCount_Truncated_MessageSizeExceeded TargetErrorCount TargetErrorThrottledCount`),
  ],
  'AWS/SNS': [
    metrics(['TopicName', 'Application Platform?', 'Platform', 'PhoneNumber', 'Country SMSType?', 'SMSType'], `
      NumberOfMessagesPublished NumberOfNotificationsDelivered NumberOfNotificationsFailed NumberOfNotificationsFailedToRedriveToDlq
      NumberOfNotificationsFilteredOut NumberOfNotificationsFilteredOut-InvalidAttributes NumberOfNotificationsFilteredOut-InvalidMessageBody
      NumberOfNotificationsFilteredOut-MessageAttributes NumberOfNotificationsFilteredOut-MessageBody
      NumberOfNotificationsFilteredOut-NoMessageAttributes NumberOfNotificationsRedrivenToDlq PublishSize`),
    metrics(['TopicName?', 'PhoneNumber', 'Country? SMSType?'], 'SMSMonthToDateSpentUSD SMSSuccessRate'),
  ],
  'AWS/SQS': [
    metrics(['QueueName'], `
      ApproximateAgeOfOldestMessage ApproximateNumberOfGroupsWithInflightMessages ApproximateNumberOfMessagesDelayed
      ApproximateNumberOfMessagesNotVisible ApproximateNumberOfMessagesVisible NumberOfDeduplicatedSentMessages NumberOfEmptyReceives
      NumberOfMessagesDeleted NumberOfMessagesReceived NumberOfMessagesSent SentMessageSize`),
  ],
  'AWS/States': [
    metrics(STATE_MACHINE, `
      ExecutionThrottled ExecutionTime ExecutionsAborted ExecutionsFailed ExecutionsStarted ExecutionsSucceeded ExecutionsTimedOut
      ExpressExecutionBilledDuration ExpressExecutionBilledMemory ExpressExecutionMemory`),
    metrics(['ActivityArn'], `
      ActivitiesFailed ActivitiesHeartbeatTimedOut ActivitiesScheduled ActivitiesStarted ActivitiesSucceeded ActivitiesTimedOut ActivityRunTime
      ActivityScheduleTime ActivityTime`),
    metrics(['LambdaFunctionArn'], `
      LambdaFunctionRunTime LambdaFunctionScheduleTime LambdaFunctionTime LambdaFunctionsFailed LambdaFunctionsScheduled LambdaFunctionsStarted
      LambdaFunctionsSucceeded LambdaFunctionsTimedOut`),
    metrics(['ServiceIntegrationResourceArn'], `
      ServiceIntegrationRunTime ServiceIntegrationScheduleTime ServiceIntegrationTime ServiceIntegrationsFailed ServiceIntegrationsScheduled
      ServiceIntegrationsStarted ServiceIntegrationsSucceeded ServiceIntegrationsTimedOut`),
    metrics(['ServiceMetric', 'APIName'], 'ConsumedCapacity ProvisionedBucketSize ProvisionedRefillRate ThrottledEvents'),
  ],
};

/** Whether the table has the namespace. */
export function isKnownNamespace(namespace: string): boolean {
  return Object.hasOwn(NAMESPACES, namespace);
}

/** The sets of dimensions that a metric has; undefined for one that is not known. */
export function dimensionSets(namespace: string, metric: string): readonly string[] | undefined {
  return NAMESPACES[namespace].find(({ names }) => names.has(metric))?.dimensions;
}
