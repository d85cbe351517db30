import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** What an app has beside our constructs, and connects to them. */
export class Outside extends Construct {
  public readonly fn: lambda.Function;
  public readonly role: iam.Role;
  public readonly bucket: s3.Bucket;
  public readonly stream: firehose.DeliveryStream;
  public readonly source: kinesis.Stream;
  public readonly key: kms.Key;
  public readonly table: dynamodb.Table;
  public readonly userPool: cognito.UserPool;
  public readonly queue: sqs.Queue;
  public readonly fifoQueue: sqs.Queue;

  constructor(scope: Construct, id: string) {
    super(scope, id);

    this.fn = new lambda.Function(this, 'Function', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
      timeout: Duration.seconds(10),
    });
    this.role = new iam.Role(this, 'Role', { assumedBy: new iam.AccountRootPrincipal() });
    this.bucket = new s3.Bucket(this, 'Bucket', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    this.stream = new firehose.DeliveryStream(this, 'Stream', { destination: new firehose.S3Bucket(this.bucket) });
    this.key = new kms.Key(this, 'Key', { enableKeyRotation: true });
    this.source = new kinesis.Stream(this, 'Source', {
      streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.KMS, encryptionKey: this.key,
    });
    this.table = new dynamodb.Table(this, 'Table', {
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    });
    this.userPool = new cognito.UserPool(this, 'UserPool');
    const encrypted = { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: this.key, enforceSSL: true };
    this.queue = new sqs.Queue(this, 'Queue', encrypted);
    this.fifoQueue = new sqs.Queue(this, 'FifoQueue', { ...encrypted, fifo: true });
  }
}
