import { Duration } from 'aws-cdk-lib';
import * as firehose from 'aws-cdk-lib/aws-kinesisfirehose';
import { Rule, seconds, wholeNumber } from '../validation/check-props';

/** How Firehose delivers partitions. */
export interface DynamicPartitioningOptions {
  /**
   * How long Firehose tries again to deliver a partition that it could not deliver: 0 to 7,200 whole seconds.
   *
   * @default Duration.minutes(5)
   */
  readonly retryDuration?: Duration;
}

/**
 * Puts records under prefixes that follow from the records themselves. Firehose takes it only when a delivery stream is created: to change between with and
 * without replaces the delivery stream.
 *
 * @see https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning.html
 */
export class DynamicPartitioning {
  /**
   * By values in records that are JSON. They stand in the alphabetical order of their names, because not every language keeps that of a map;
   * a `prefix` that names them has another.
   *
   * @param keys name of each key and the jq expression for it, for example `{ device: '.device_id' }`; at most 50
   * @param options how partitions are delivered
   */
  public static byQuery(keys: { [key: string]: string }, options: DynamicPartitioningOptions = {}): DynamicPartitioning {
    const names = Object.keys(keys).sort();
    return new DynamicPartitioning('partitionKeyFromQuery', names, names.map((name) => keys[name]), options);
  }

  /**
   * By keys that the function of `transform` gives each record, in `metadata.partitionKeys`.
   *
   * @see https://docs.aws.amazon.com/firehose/latest/dev/dynamic-partitioning-partitioning-keys.html
   * @param keys name of each key; at most 50
   * @param options how partitions are delivered
   */
  public static byTransform(keys: string[], options: DynamicPartitioningOptions = {}): DynamicPartitioning {
    return new DynamicPartitioning('partitionKeyFromLambda', keys, [], options);
  }

  private readonly retryDuration: Duration;

  private constructor(
    private readonly namespace: string,
    private readonly keys: string[],
    private readonly queries: string[],
    options: DynamicPartitioningOptions,
  ) {
    this.retryDuration = options.retryDuration ?? Duration.minutes(5);
  }

  /** @internal */
  public _rules(hasTransform: boolean): Rule[] {
    return [
      {
        prop: 'partitioning',
        value: this.namespace,
        holds: () => hasTransform || this.namespace === 'partitionKeyFromQuery',
        must: 'must come with transform, whose function gives each record its keys: set transform, or use DynamicPartitioning.byQuery',
      },
      { prop: 'partitioning.keys', value: this.keys, holds: () => this.keys.length >= 1 && this.keys.length <= 50, must: 'must be 1 to 50 keys' },
      ...this.keys.map((key) => ({
        prop: 'partitioning.keys', value: key, holds: (name: string) => /^\w+$/.test(name), must: 'must be of letters, digits and underscores',
      })),
      {
        prop: 'partitioning.retryDuration',
        value: seconds(this.retryDuration),
        holds: wholeNumber(0, 7200),
        must: 'must be 0 to 7,200 whole seconds (2 hours)',
      },
    ];
  }

  /**
   * The expression for each key.
   * @internal
   */
  public _expressions(): { readonly key: string; readonly expression: string }[] {
    return this.keys.map((key) => ({ key, expression: `!{${this.namespace}:${key}}` }));
  }

  /** @internal */
  public _processors(): firehose.CfnDeliveryStream.ProcessorProperty[] {
    const query = this.queries.map((expression, index) => `${this.keys[index]}:${expression}`).join(',');
    return this.queries.length === 0 ? [] : [{
      type: 'MetadataExtraction',
      parameters: [
        { parameterName: 'MetadataExtractionQuery', parameterValue: `{${query}}` },
        { parameterName: 'JsonParsingEngine', parameterValue: 'JQ-1.6' },
      ],
    }];
  }

  /** @internal */
  public _configuration(): firehose.CfnDeliveryStream.DynamicPartitioningConfigurationProperty {
    return { enabled: true, retryOptions: { durationInSeconds: this.retryDuration.toSeconds() } };
  }
}
