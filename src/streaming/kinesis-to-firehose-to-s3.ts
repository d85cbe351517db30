import { Duration, RemovalPolicy, Size } from 'aws-cdk-lib';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledge-findings';
import { isBucketEncrypted, isLogGroupEncrypted, isPrivate, isStreamEncrypted } from './closed';
import { deliveryBucket } from './delivery-bucket';
import { deliveryDestination } from './delivery-destination';
import { DeliverySource, retentionSeconds } from './delivery-source';
import { deliveryPropsRules, isLargelyBuffered, KinesisToFirehoseToS3Props, RecordBackup } from './kinesis-to-firehose-to-s3-props';
import { producerEndpoint, ProducerEndpointOptions } from './producer-endpoint';
import { RecordFormat } from './record-format';
import { transformInterval } from './record-transform';
import { sourceRole } from './source-role';
import { AlarmSet } from '../alarms/alarm-set';
import { deliveryStreamAlarms } from '../alarms/delivery-stream-alarms';
import { streamAlarms } from '../alarms/stream-alarms';
import { promiseDelivery } from '../delivery/promise-delivery';
import { customerManagedKey } from '../encryption/customer-managed-key';
import { addStatement } from '../policies/add-statement';
import { grantKey } from '../policies/grant-key';
import { logsMayUseKey } from '../policies/logs-statements';
import { checkProps, seconds } from '../validation/check-props';
import { deniesPlainHttp, promise } from '../validation/promise';

const STREAM_WRITES = ['kinesis:PutRecord', 'kinesis:PutRecords', 'kinesis:ListShards', 'kinesis:DescribeStreamSummary'];
const DELIVERY_STREAM_WRITES = ['firehose:PutRecord', 'firehose:PutRecordBatch'];

/**
 * Records from a stream, from producers or from a topic in a private, encrypted bucket: what cannot be delivered is kept and seen.
 */
export class KinesisToFirehoseToS3 extends Construct {
  /** The stream that records are read from; undefined with `DeliverySource.directPut` and `topic`. */
  public readonly stream?: kinesis.IStream;
  /** The delivery stream. */
  public readonly deliveryStream: firehose.DeliveryStream;
  /** Where records are delivered to: below `data/` unless told otherwise, what failed below `errors/`, backups below `source/`. */
  public readonly bucket: s3.Bucket;
  /** Keeps for 90 days who has accessed the bucket. */
  public readonly accessLogsBucket: s3.Bucket;
  /** Keeps for a month why records could not be delivered. */
  public readonly logGroup: logs.LogGroup;
  /** The key that encrypts the stream, the bucket and the log group. */
  public readonly encryptionKey: kms.IKey;
  /** The alarms, by key. */
  public readonly alarms: AlarmSet;

  /**
   * @param scope the construct it belongs to
   * @param id its name there; logical ids contain it
   * @param props its settings; each has a default
   */
  constructor(scope: Construct, id: string, props: KinesisToFirehoseToS3Props = {}) {
    checkProps('KinesisToFirehoseToS3', scope, id, deliveryPropsRules(scope, props));
    super(scope, id);

    const { partitioning, transform } = props;
    const source = props.source ?? DeliverySource.onDemandStream();
    const format = props.format ?? RecordFormat.gzip();
    const backsUpAll = (props.backup ?? RecordBackup.FAILED_RECORDS) === RecordBackup.ALL_RECORDS;
    const bufferingInterval = props.bufferingInterval ?? Duration.minutes(5);
    const removalPolicy = props.removalPolicy ?? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
    this.encryptionKey = props.encryptionKey ?? customerManagedKey(this, removalPolicy);
    addStatement(this.encryptionKey, logsMayUseKey(this), this, 'cdk-keel:KinesisToFirehoseToS3.keyPolicy');
    this.stream = source._stream(this, this.encryptionKey, removalPolicy);
    const { bucket, accessLogsBucket } = deliveryBucket(this, this.encryptionKey, removalPolicy);
    const { destination, role, logGroup } = deliveryDestination(this, bucket, this.encryptionKey, removalPolicy, {
      format,
      prefix: props.prefix ?? 'data/',
      partitioning,
      transform,
      backsUpAll,
      bufferingInterval,
      bufferingSize: props.bufferingSize ?? Size.mebibytes(isLargelyBuffered(props) ? 128 : 5),
    });
    this.bucket = bucket;
    this.accessLogsBucket = accessLogsBucket;
    this.logGroup = logGroup;
    // The L2 would grant more than Firehose needs, so it gets roles that it cannot change.
    const reader = this.stream && sourceRole(this, this.stream);
    this.deliveryStream = new firehose.DeliveryStream(this, 'DeliveryStream', {
      source: this.stream && new firehose.KinesisStreamSource(this.stream),
      encryption: this.stream ? undefined : firehose.StreamEncryption.customerManagedKey(this.encryptionKey),
      role: (reader?.role ?? role).withoutPolicyUpdates(),
      destination,
    });
    if (reader) {
      this.deliveryStream.node.addDependency(reader.policy);
    }
    source._feed(this.deliveryStream);

    const streamSeconds = this.stream ? retentionSeconds(this.stream) : 0;
    this.alarms = new AlarmSet(this, 'Alarms', {
      runbook: 'kinesis-to-firehose-to-s3',
      overrides: props.alarms,
      definitions: [
        ...(this.stream ? streamAlarms(this.stream, streamSeconds) : []),
        ...deliveryStreamAlarms(this.deliveryStream, {
          readsStream: this.stream !== undefined,
          transforms: transform !== undefined,
          converts: format._isConverted,
          partitions: partitioning !== undefined,
          backsUpAll,
          retentionSeconds: streamSeconds,
          bufferingSeconds: (seconds(bufferingInterval) ?? 900) + (transform ? seconds(transformInterval(transform)) ?? 900 : 0),
        }),
      ],
    });
    acknowledgeFindings(this, role);

    promise(this, [
      {
        kept: () => (
          isBucketEncrypted(bucket) && isLogGroupEncrypted(logGroup) && (this.stream?.node.scope !== this || isStreamEncrypted(this.stream))
        ),
        message: 'KinesisToFirehoseToS3 promises a stream, a bucket and a log group that are encrypted with a customer-managed key: '
          + 'something in the app has removed it',
      },
      {
        kept: () => [bucket, accessLogsBucket].every(deniesPlainHttp),
        message: 'KinesisToFirehoseToS3 promises buckets that refuse plain HTTP: something in the app has removed that statement from their policies',
      },
      {
        kept: () => [bucket, accessLogsBucket].every(isPrivate),
        message: 'KinesisToFirehoseToS3 promises buckets that nobody can make public: something in the app has removed the block of public access',
      },
    ]);
    promiseDelivery(this);
  }

  /**
   * Lets a producer write records: to the stream, with the use of its key, or to the delivery stream where there is no stream.
   *
   * @see https://docs.aws.amazon.com/streams/latest/dev/permissions-user-key-KMS.html
   * @param producer a role, or something that has one, such as a function
   */
  public grantWrite(producer: iam.IGrantable): iam.Grant {
    if (!this.stream) {
      return this.deliveryStream.grant(producer, ...DELIVERY_STREAM_WRITES);
    }
    const write = this.stream.grant(producer, ...STREAM_WRITES);
    const { encryptionKey } = this.stream;
    return encryptionKey
      ? write.combine(grantKey(encryptionKey, producer, ['kms:GenerateDataKey'], this, 'cdk-keel:KinesisToFirehoseToS3.keyGrant'))
      : write;
  }

  /**
   * Lets producers in a VPC write records without a way to the internet. The endpoint lets identities of this account write to this stream, or delivery stream,
   * and do nothing else. It has a price by the hour for each subnet.
   *
   * @see https://docs.aws.amazon.com/streams/latest/dev/vpc.html
   * @param id name of the endpoint within this construct
   * @param vpc where producers are
   * @param options how the VPC reaches the stream
   */
  public addVpcEndpoint(id: string, vpc: ec2.IVpc, options: ProducerEndpointOptions = {}): ec2.InterfaceVpcEndpoint {
    return this.stream
      ? producerEndpoint(this, id, vpc, ec2.InterfaceVpcEndpointAwsService.KINESIS_STREAMS,
        { actions: STREAM_WRITES, resourceArn: this.stream.streamArn }, options)
      : producerEndpoint(this, id, vpc, ec2.InterfaceVpcEndpointAwsService.KINESIS_FIREHOSE,
        { actions: DELIVERY_STREAM_WRITES, resourceArn: this.deliveryStream.deliveryStreamArn }, options);
  }
}
