import { Duration, PhysicalName } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct, IConstruct } from 'constructs';

/** A name only for what stacks of other accounts and Regions refer to. */
const NAME = PhysicalName.GENERATE_IF_NEEDED;

/** What an app has beside our constructs, and connects to them. Each part is made when it is first asked for. */
export class Outside extends Construct {
  /** What has been made here so far, without what our constructs have added to it. */
  public readonly own = new Set<IConstruct>([this]);

  public get fn(): lambda.IFunction {
    return this.once('Function', (id) => new lambda.Function(this, id, {
      functionName: NAME,
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => ({ batchItemFailures: [] });'),
      timeout: Duration.seconds(10),
    }));
  }

  public get role(): iam.IRole {
    return this.once('Role', (id) => new iam.Role(this, id, { roleName: NAME, assumedBy: new iam.AccountRootPrincipal() }));
  }

  public get bucket(): s3.IBucket {
    return this.once('Bucket', (id) => new s3.Bucket(this, id, {
      bucketName: NAME,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    }));
  }

  public get stream(): firehose.IDeliveryStream {
    return this.once('Stream', (id) => new firehose.DeliveryStream(this, id, { destination: new firehose.S3Bucket(this.bucket) }));
  }

  public get key(): kms.IKey {
    return this.once('Key', (id) => new kms.Key(this, id, { enableKeyRotation: true }));
  }

  public get source(): kinesis.IStream {
    return this.once('Source', (id) => new kinesis.Stream(this, id, {
      streamName: NAME, streamMode: kinesis.StreamMode.ON_DEMAND, encryption: kinesis.StreamEncryption.KMS, encryptionKey: this.key,
    }));
  }

  public get table(): dynamodb.ITable {
    return this.once('Table', (id) => new dynamodb.Table(this, id, {
      tableName: NAME,
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      encryption: dynamodb.TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.key,
      stream: dynamodb.StreamViewType.NEW_IMAGE,
    }));
  }

  public get userPool(): cognito.IUserPool {
    return this.once('UserPool', (id) => new cognito.UserPool(this, id));
  }

  public get queue(): sqs.IQueue {
    return this.once('Queue', (id) => new sqs.Queue(this, id, { ...this.encrypted(), queueName: NAME }));
  }

  public get fifoQueue(): sqs.IQueue {
    return this.once('FifoQueue', (id) => new sqs.Queue(this, id, { ...this.encrypted(), fifo: true }));
  }

  protected once<Part extends IConstruct>(id: string, make: (id: string) => Part): Part {
    const made = this.node.tryFindChild(id) as Part | undefined;
    if (made) return made;
    const part = make(id);
    part.node.findAll().forEach((one) => this.own.add(one));
    return part;
  }

  private encrypted(): sqs.QueueProps {
    return { encryption: sqs.QueueEncryption.KMS, encryptionMasterKey: this.key, enforceSSL: true };
  }
}
