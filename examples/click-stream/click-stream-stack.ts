import { join } from 'path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, ConsumedStream, DeliverySource, DynamicPartitioning, KinesisToFirehoseToS3, StreamConsumer } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds records. */
const removalPolicy = RemovalPolicy.DESTROY;

/**
 * Clicks from devices go to a bucket, by device and without heartbeats, and to a function that keeps the journey of each device in order. A click
 * without a page is a poison record for that function.
 */
export class ClickStreamStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const pages = new AlarmTopic(this, 'Pages', { removalPolicy });
    AlarmRouting.of(this).notify(pages.topic);

    const cleaner = this.fn('Cleaner', 'cleaner');
    const clicks = new KinesisToFirehoseToS3(this, 'Clicks', {
      source: DeliverySource.provisionedStream(2),
      transform: { fn: cleaner },
      partitioning: DynamicPartitioning.byQuery({ device: '.device' }),
      removalPolicy,
    });

    const journeys = new dynamodb.Table(this, 'Journeys', {
      partitionKey: { name: 'device', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: clicks.encryptionKey,
      removalPolicy,
    });
    const tracker = this.fn('Tracker', 'journeys', { JOURNEYS_TABLE_NAME: journeys.tableName });
    journeys.grants.readWriteData(tracker);
    const tracking = new StreamConsumer(this, 'Tracking', {
      source: ConsumedStream.kinesis(clicks.stream!),
      fn: tracker,
      retryAttempts: 2,
      filters: [lambda.FilterCriteria.filter({ data: { kind: lambda.FilterRule.isEqual('click') } })],
      removalPolicy,
    });

    new CfnOutput(this, 'ClickStreamName', { value: clicks.stream!.streamName });
    new CfnOutput(this, 'BucketName', { value: clicks.bucket.bucketName });
    new CfnOutput(this, 'CleanerName', { value: cleaner.functionName });
    new CfnOutput(this, 'TrackerName', { value: tracker.functionName });
    new CfnOutput(this, 'TrackingId', { value: tracking.mapping.eventSourceMappingId });
    new CfnOutput(this, 'JourneysTableName', { value: journeys.tableName });
    new CfnOutput(this, 'FailureQueueUrl', { value: tracking.failureQueue.queue.queueUrl });
    new CfnOutput(this, 'PagesTopicArn', { value: pages.topic.topicArn });
    new CfnOutput(this, 'FailedBatchAlarmName', { value: tracking.alarms.get('FailedBatch').alarmName });
  }

  private fn(id: string, folder: string, environment?: Record<string, string>): lambda.Function {
    return new lambda.Function(this, id, {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, folder)),
      timeout: Duration.minutes(1),
      environment,
    });
  }
}
