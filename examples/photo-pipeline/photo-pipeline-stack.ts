import { join } from 'path';
import { CfnOutput, Duration, RemovalPolicy, Stack, StackProps } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { AlarmRouting, AlarmTopic, Fifo, FilterPolicy, SnsSqsFanOut } from 'cdk-keel';

/** Everything is removed with the stack, because this is an example: leave removalPolicy out to keep what holds messages. */
const removalPolicy = RemovalPolicy.DESTROY;

/** S3 tests the topic with a message of its own whenever a notification is set. It has an event, and no records. */
const NO_TEST_EVENTS = FilterPolicy.messageBody({ Event: sns.FilterOrPolicy.filter(sns.SubscriptionFilter.notExistsFilter()) });

/**
 * Photos uploaded to a bucket go to a function that writes a thumbnail record, once for each upload, and to an audit queue. A corrupt photo is a
 * poison message until the fix is deployed with `-c fixed=true`. Edits of photos must stay in order: a function publishes them to a FIFO fan-out,
 * because S3 publishes to standard topics only. One key encrypts all of it.
 */
export class PhotoPipelineStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const photos = new SnsSqsFanOut(this, 'Photos', { removalPolicy });
    const encryptionKey = photos.encryptionKey;
    const pages = new AlarmTopic(this, 'Pages', { encryptionKey });
    AlarmRouting.of(this).notify(pages.topic);

    const audit = photos.addQueue('Audit');
    const thumbnails = photos.addQueue('Thumbnails', { filterPolicy: NO_TEST_EVENTS, maxReceiveCount: 3 });
    const bucket = new s3.Bucket(this, 'Bucket', {
      encryptionKey,
      bucketKeyEnabled: true,
      enforceSSL: true,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      removalPolicy,
      autoDeleteObjects: true,
    });
    photos.addBucket(bucket, { prefix: 'photos/' });

    const table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'photo', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'upload', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey,
      removalPolicy,
    });
    const thumbnailer = new lambda.Function(this, 'Thumbnailer', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'thumbnailer')),
      timeout: Duration.seconds(2),
      environment: {
        TABLE_NAME: table.tableName,
        PLACEHOLDER_FOR_CORRUPT: `${this.node.tryGetContext('fixed') ?? 'false'}`,
      },
    });
    thumbnails.addConsumer(thumbnailer, { batchSize: 5 });
    bucket.grantRead(thumbnailer, 'photos/*');
    table.grantWriteData(thumbnailer);

    const edits = new SnsSqsFanOut(this, 'Edits', { fifo: Fifo.highThroughput(), encryptionKey, removalPolicy });
    const catalog = edits.addQueue('Catalog');
    const publisher = new lambda.Function(this, 'Publisher', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(join(__dirname, 'publisher')),
      timeout: Duration.seconds(20),
      environment: { TOPIC_ARN: edits.topic.topicArn },
    });
    edits.grantPublish(publisher);

    new CfnOutput(this, 'BucketName', { value: bucket.bucketName });
    new CfnOutput(this, 'PhotosTopicArn', { value: photos.topic.topicArn });
    new CfnOutput(this, 'AuditQueueUrl', { value: audit.queue.queueUrl });
    new CfnOutput(this, 'ThumbnailsQueueUrl', { value: thumbnails.queue.queueUrl });
    new CfnOutput(this, 'ThumbnailsDeadLetterQueueUrl', { value: thumbnails.deadLetterQueue.queueUrl });
    new CfnOutput(this, 'ThumbnailsDeadLetterAlarmName', { value: thumbnails.alarms.get('DeadLetter').alarmName });
    new CfnOutput(this, 'ThumbnailerName', { value: thumbnailer.functionName });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'EditsTopicArn', { value: edits.topic.topicArn });
    new CfnOutput(this, 'CatalogQueueUrl', { value: catalog.queue.queueUrl });
    new CfnOutput(this, 'PublisherName', { value: publisher.functionName });
    new CfnOutput(this, 'PagesTopicArn', { value: pages.topic.topicArn });
  }
}
