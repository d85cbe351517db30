const BALANCER = { LoadBalancer: ['AWS::ElasticLoadBalancingV2::LoadBalancer.LoadBalancerFullName'] };
const TARGETS = { ...BALANCER, TargetGroup: ['AWS::ElasticLoadBalancingV2::TargetGroup.TargetGroupFullName'] };
const SERVICE = { ClusterName: ['AWS::ECS::Cluster.Ref'], ServiceName: ['AWS::ECS::Service.Name'] };
const USER_POOL = ['AWS::Cognito::UserPool.Ref', 'AWS::Cognito::UserPool.UserPoolId'];
const BUCKET = ['AWS::S3::Bucket.Ref'];

/** What gives the values of dimensions, by namespace and dimension: an attribute of a resource, or its `Ref`. */
const DIMENSION_VALUES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'AWS/ApiGateway': { ApiId: ['AWS::ApiGatewayV2::Api.Ref', 'AWS::ApiGatewayV2::Api.ApiId', 'AWS::ApiGateway::RestApi.Ref'] },
  'AWS/ApplicationELB': TARGETS,
  'AWS/CloudFront': { DistributionId: ['AWS::CloudFront::Distribution.Ref', 'AWS::CloudFront::Distribution.Id'] },
  'AWS/Cognito': { UserPool: USER_POOL, UserPoolId: USER_POOL, UserPoolClient: ['AWS::Cognito::UserPoolClient.Ref'] },
  'AWS/DynamoDB': { TableName: ['AWS::DynamoDB::Table.Ref', 'AWS::DynamoDB::GlobalTable.Ref'] },
  'AWS/EC2': {
    InstanceId: ['AWS::EC2::Instance.Ref', 'AWS::EC2::Instance.InstanceId'], AutoScalingGroupName: ['AWS::AutoScaling::AutoScalingGroup.Ref'],
  },
  'AWS/ECS': SERVICE,
  'ECS/ContainerInsights': SERVICE,
  'AWS/ElasticMapReduce': { JobFlowId: ['AWS::EMR::Cluster.Ref', 'AWS::EMR::Cluster.Id'] },
  'AWS/EventBridge/Pipes': { PipeName: ['AWS::Pipes::Pipe.Ref'] },
  'AWS/Events': { EventBusName: ['AWS::Events::EventBus.Ref', 'AWS::Events::EventBus.Name'] },
  'AWS/Firehose': { DeliveryStreamName: ['AWS::KinesisFirehose::DeliveryStream.Ref'] },
  'AWS/KMS': { KeyId: ['AWS::KMS::Key.Ref', 'AWS::KMS::Key.KeyId'] },
  'AWS/Kinesis': { StreamName: ['AWS::Kinesis::Stream.Ref'] },
  'AWS/Lambda': { FunctionName: ['AWS::Lambda::Function.Ref'] },
  'AWS/Logs': { LogGroupName: ['AWS::Logs::LogGroup.Ref'] },
  'AWS/NetworkELB': TARGETS,
  'AWS/RDS': { DBInstanceIdentifier: ['AWS::RDS::DBInstance.Ref'], DBClusterIdentifier: ['AWS::RDS::DBCluster.Ref'] },
  'AWS/S3': { BucketName: BUCKET, SourceBucket: BUCKET, DestinationBucket: BUCKET },
  'AWS/Scheduler': { ScheduleGroup: ['AWS::Scheduler::ScheduleGroup.Ref'] },
  'AWS/SNS': { TopicName: ['AWS::SNS::Topic.TopicName'] },
  'AWS/SQS': { QueueName: ['AWS::SQS::Queue.QueueName'] },
  'AWS/States': {
    StateMachineArn: ['AWS::StepFunctions::StateMachine.Ref', 'AWS::StepFunctions::StateMachine.Arn'],
    ActivityArn: ['AWS::StepFunctions::Activity.Ref', 'AWS::StepFunctions::Activity.Arn'],
  },
};

/** What gives the value of a dimension, the best first; undefined for dimensions that name no resource. */
export function sourcesOf(namespace: string, dimension: string): readonly string[] | undefined {
  const ofNamespace = DIMENSION_VALUES[namespace];
  return Object.hasOwn(ofNamespace, dimension) ? ofNamespace[dimension] : undefined;
}
