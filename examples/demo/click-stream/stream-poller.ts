import { GetRecordsCommand, GetShardIteratorCommand, _Record as StreamRecord } from '@aws-sdk/client-kinesis';
import { EventSourceMappingConfiguration, GetEventSourceMappingCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { asRoleOf } from './function-role';
import { Clients } from '../clients';

/** Records of one shard, in their order. */
type Batch = StreamRecord[];

/**
 * Does with the batches of an event source mapping what Lambda does, by the settings of the mapping: partial batch responses, batches split in two,
 * bounded retries, and a message to the destination for failures, with the rights of the function's role.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html
 */
export class StreamPoller {
  public static async of(clients: Clients, mappingId: string): Promise<StreamPoller> {
    return new StreamPoller(clients, await clients.lambda.send(new GetEventSourceMappingCommand({ UUID: mappingId })));
  }

  public invocations = 0;

  private constructor(private readonly clients: Clients, private readonly mapping: EventSourceMappingConfiguration) {}

  /** Reads a shard from a record on, to its end, and lets the function work on what it reads. */
  public async poll(shardId: string, sequenceNumber: string): Promise<void> {
    const records = await this.read(shardId, sequenceNumber);
    const size = this.mapping.BatchSize!;
    for (let first = 0; first < records.length; first += size) await this.work(shardId, records.slice(first, first + size));
  }

  /** The records of a shard from one of them on. */
  public async read(shardId: string, sequenceNumber: string): Promise<Batch> {
    const { ShardIterator } = await this.clients.kinesis.send(new GetShardIteratorCommand({
      StreamARN: this.mapping.EventSourceArn,
      ShardId: shardId,
      ShardIteratorType: 'AT_SEQUENCE_NUMBER',
      StartingSequenceNumber: sequenceNumber,
    }));
    const { Records: records = [] } = await this.clients.kinesis.send(new GetRecordsCommand({ ShardIterator }));
    return records;
  }

  private async work(shardId: string, batch: Batch, tries = 1): Promise<void> {
    const failed = await this.invoke(shardId, batch);
    if (failed === undefined) return;
    const rest = batch.slice(failed);
    // A split is no retry.
    if (failed > 0) {
      await this.work(shardId, rest);
    } else if (rest.length > 1 && this.mapping.BisectBatchOnFunctionError) {
      const half = Math.ceil(rest.length / 2);
      await this.work(shardId, rest.slice(0, half));
      await this.work(shardId, rest.slice(half));
    } else if (tries <= this.mapping.MaximumRetryAttempts!) {
      await this.work(shardId, rest, tries + 1);
    } else {
      await this.giveUp(shardId, rest, tries);
    }
  }

  /** Returns the index of the first record that failed. */
  private async invoke(shardId: string, batch: Batch): Promise<number | undefined> {
    this.invocations += 1;
    const { FunctionError, Payload } = await this.clients.lambda.send(new InvokeCommand({
      FunctionName: this.mapping.FunctionArn,
      Payload: JSON.stringify({ Records: batch.map((record) => this.eventOf(shardId, record)) }),
    }));
    if (FunctionError !== undefined) return 0;
    if (!this.mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures')) return undefined;
    const { batchItemFailures } = JSON.parse(Buffer.from(Payload!).toString());
    const indexes = batchItemFailures.map((failure: any) => batch.findIndex((record) => record.SequenceNumber === failure.itemIdentifier));
    return indexes.length === 0 ? undefined : Math.max(0, Math.min(...indexes));
  }

  private eventOf(shardId: string, { PartitionKey, SequenceNumber, Data, ApproximateArrivalTimestamp }: StreamRecord): object {
    return {
      eventID: `${shardId}:${SequenceNumber}`,
      eventName: 'aws:kinesis:record',
      eventSource: 'aws:kinesis',
      eventSourceARN: this.mapping.EventSourceArn,
      eventVersion: '1.0',
      kinesis: {
        kinesisSchemaVersion: '1.0',
        partitionKey: PartitionKey,
        sequenceNumber: SequenceNumber,
        data: Buffer.from(Data!).toString('base64'),
        approximateArrivalTimestamp: ApproximateArrivalTimestamp!.getTime() / 1000,
      },
    };
  }

  private async giveUp(shardId: string, batch: Batch, tries: number): Promise<void> {
    const queueArn = this.mapping.DestinationConfig?.OnFailure?.Destination;
    if (queueArn === undefined) return;
    const sqs = await asRoleOf(this.clients, this.mapping.FunctionArn!);
    const [, , , , account, name] = queueArn.split(':');
    await sqs.send(new SendMessageCommand({
      QueueUrl: `${process.env.AWS_ENDPOINT_URL}/${account}/${name}`,
      MessageBody: JSON.stringify({
        requestContext: { functionArn: this.mapping.FunctionArn, condition: 'RetryAttemptsExhausted', approximateInvokeCount: tries },
        KinesisBatchInfo: {
          shardId,
          startSequenceNumber: batch[0].SequenceNumber,
          endSequenceNumber: batch[batch.length - 1].SequenceNumber,
          batchSize: batch.length,
          streamArn: this.mapping.EventSourceArn,
        },
      }),
    }));
  }
}
