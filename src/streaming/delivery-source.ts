import { Duration, Names, PhysicalName, RemovalPolicy } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { SnsSqsFanOut, SubscribeOptions } from '../messaging/sns-sqs-fan-out';
import { RawDeliveryOptions, Subscriber } from '../messaging/subscriber';
import { Rule, seconds, wholeNumber } from '../validation/check-props';

/** The stream that a KinesisToFirehoseToS3 makes. */
export interface SourceStreamOptions {
  /**
   * How long a record can be read: 1 to 365 days, in whole hours. More than a day costs extra.
   *
   * @see https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html
   * @default Duration.days(1)
   */
  readonly retentionPeriod?: Duration;
}

/** Which messages of a topic are delivered, and how. */
export interface TopicSourceOptions extends SubscribeOptions, RawDeliveryOptions {}

/** What a source is made of. */
interface SourceParts {
  readonly rules?: Rule[];
  /** Makes or finds the stream; without one, records are put into the delivery stream itself. */
  readonly stream?: (scope: Construct, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy) => kinesis.IStream;
  readonly topic?: (id: string, deliveryStream: firehose.IDeliveryStream) => void;
}

/** Where a KinesisToFirehoseToS3 gets its records. */
export class DeliverySource {
  /**
   * A stream of its own that grows and shrinks with what is written. It has a price by the hour even when it is empty.
   *
   * @param options how long records are kept
   */
  public static onDemandStream(options: SourceStreamOptions = {}): DeliverySource {
    return DeliverySource.ownStream({ streamMode: kinesis.StreamMode.ON_DEMAND }, options);
  }

  /**
   * A stream of its own with a fixed number of shards, each for 1 MB or 1,000 records a second.
   *
   * @param shardCount how many shards: 1 or more; an AWS account has a quota for all its streams
   * @param options how long records are kept
   */
  public static provisionedStream(shardCount: number, options: SourceStreamOptions = {}): DeliverySource {
    return DeliverySource.ownStream({ streamMode: kinesis.StreamMode.PROVISIONED, shardCount }, options, [
      { prop: 'source.shardCount', value: shardCount, holds: wholeNumber(1, Infinity), must: 'must be a whole number of 1 or more' },
    ]);
  }

  /**
   * A stream that is there already, with its own encryption and retention. If it is imported and encrypted with a customer-managed key, import it with that key
   * (`Stream.fromStreamAttributes`), or nobody can let Firehose decrypt it.
   *
   * @param stream a stream of the same Region
   */
  public static existingStream(stream: kinesis.IStream): DeliverySource {
    return new DeliverySource({ stream: () => stream });
  }

  /** No stream: producers put records into the delivery stream, which keeps them for up to 24 hours if it cannot deliver. */
  public static directPut(): DeliverySource {
    return new DeliverySource({});
  }

  /**
   * No stream: what is published to a topic is put into the delivery stream. What cannot be put ends in the topic's subscription dead-letter queue.
   *
   * @param fanOut the topic; a standard one, because FIFO topics deliver to queues only
   * @param options which messages, and how
   */
  public static topic(fanOut: SnsSqsFanOut, options: TopicSourceOptions = {}): DeliverySource {
    return new DeliverySource({
      rules: [{
        prop: 'source',
        value: fanOut.node.path,
        holds: () => !fanOut.topic.fifo,
        must: 'must be a standard topic, because FIFO topics deliver to queues only',
      }],
      topic: (id, deliveryStream) => void fanOut.subscribe(id, Subscriber.deliveryStream(deliveryStream, options), options),
    });
  }

  private static ownStream(mode: kinesis.StreamProps, options: SourceStreamOptions, rules: Rule[] = []): DeliverySource {
    const retentionPeriod = options.retentionPeriod ?? Duration.days(1);
    const hours = seconds(retentionPeriod);
    return new DeliverySource({
      rules: [...rules, {
        prop: 'source.retentionPeriod',
        value: hours === undefined ? undefined : hours / 3600,
        holds: wholeNumber(24, 8760),
        must: 'must be 24 to 8,760 whole hours (1 to 365 days)',
      }],
      stream: (scope, encryptionKey, removalPolicy) => new kinesis.Stream(scope, 'Stream', {
        ...mode,
        streamName: PhysicalName.GENERATE_IF_NEEDED,
        retentionPeriod,
        encryption: kinesis.StreamEncryption.KMS,
        encryptionKey,
        removalPolicy,
      }),
    });
  }

  private constructor(private readonly parts: SourceParts) {}

  /** @internal */
  public _rules(): Rule[] {
    return this.parts.rules ?? [];
  }

  /** @internal */
  public get _hasStream(): boolean {
    return this.parts.stream !== undefined;
  }

  /** @internal */
  public _stream(scope: Construct, encryptionKey: kms.IKey, removalPolicy: RemovalPolicy): kinesis.IStream | undefined {
    return this.parts.stream?.(scope, encryptionKey, removalPolicy);
  }

  /** @internal */
  public _feed(deliveryStream: firehose.IDeliveryStream): void {
    this.parts.topic?.(Names.nodeUniqueId(deliveryStream.node), deliveryStream);
  }
}

/** Seconds for which records of the stream can be read; of a stream that is imported a day, the least there is. */
export function retentionSeconds(stream: kinesis.IStream): number {
  const resource = stream.node.defaultChild;
  const hours = resource instanceof kinesis.CfnStream ? resource.retentionPeriodHours : undefined;
  return (hours ?? 24) * 3600;
}
