import { IResource, Names, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import { Construct, IConstruct } from 'constructs';
import { retentionSeconds } from './delivery-source';
import { mayDecryptStream } from '../policies/firehose-statements';
import { mayConsumeStream, mayConsumeTable, mayDecryptTable, maySubscribe } from '../policies/stream-statements';
import { isOf, Rule } from '../validation/check-props';

/** What a function reads, and what its role needs for that. */
interface Readable {
  readonly arn: string;
  readonly statements: iam.PolicyStatement[];
}

/** A stream that a StreamConsumer reads. */
export class ConsumedStream {
  /**
   * A Kinesis stream, with the 2 MB and 5 reads a second of each shard that all its readers share.
   *
   * @param stream the stream
   */
  public static kinesis(stream: kinesis.IStream): ConsumedStream {
    return new ConsumedStream(stream, retentionSeconds(stream), [], () => ({ arn: stream.streamArn, statements: ofStream(stream) }));
  }

  /**
   * A Kinesis stream, with 2 MB a second of each shard for this consumer alone. It has a price by the hour for each shard.
   *
   * @see https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html
   * @param stream the stream
   */
  public static kinesisWithEnhancedFanOut(stream: kinesis.IStream): ConsumedStream {
    return new ConsumedStream(stream, retentionSeconds(stream), [], (scope) => {
      const streamConsumerName = Names.uniqueResourceName(scope, { maxLength: 128, allowedSpecialCharacters: '-_.' });
      const consumer = new kinesis.StreamConsumer(scope, 'Consumer', { stream, streamConsumerName });
      return { arn: consumer.streamConsumerArn, statements: [...ofStream(stream), maySubscribe(consumer)] };
    });
  }

  /**
   * The changes of a DynamoDB table, which are kept for a day.
   *
   * @param table a table with a stream
   */
  public static table(table: dynamodb.ITable): ConsumedStream {
    const rules = [{
      prop: 'source',
      value: table.node.path,
      holds: () => table.tableStreamArn !== undefined,
      must: 'must have a stream: set stream (or dynamoStream) of the table',
    }];
    return new ConsumedStream(table, 86_400, rules, () => ({
      arn: table.tableStreamArn!,
      statements: [mayConsumeTable(table), ...(table.encryptionKey ? [mayDecryptTable(table.encryptionKey, table)] : [])],
    }));
  }

  private constructor(
    private readonly source: IResource,
    private readonly retention: number,
    private readonly rules: Rule[],
    private readonly read: (scope: Construct) => Readable,
  ) {}

  /**
   * Seconds for which records can be read.
   * @internal
   */
  public get _retentionSeconds(): number {
    return this.retention;
  }

  /** @internal */
  public _rules(scope: IConstruct): Rule[] {
    return [...this.rules, ...consumerPlaceRules('source', this.source, scope)];
  }

  /** @internal */
  public _readable(scope: Construct): Readable {
    return this.read(scope);
  }
}

/** Rules for what has to be where the consumer is. */
export function consumerPlaceRules(prop: string, { env }: IResource, consumer: IConstruct): Rule[] {
  const { region, account } = Stack.of(consumer);
  return [
    { prop: `${prop}.env.region`, value: env.region, holds: isOf(region), must: `must be the Region of the stack, ${region}, because Lambda reads from no other` },
    { prop: `${prop}.env.account`, value: env.account, holds: isOf(account), must: `must be the account of the stack, ${account}` },
  ];
}

function ofStream(stream: kinesis.IStream): iam.PolicyStatement[] {
  return [mayConsumeStream(stream), ...(stream.encryptionKey ? [mayDecryptStream(stream.encryptionKey, stream)] : [])];
}
