import { GetRecordsCommand, GetShardIteratorCommand, ListShardsCommand, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { ServiceClients } from './service-clients';

/** Reads of a shard, each of which may be empty before its end. */
const READS = 20;

export async function storeRecords({ kinesis }: ServiceClients, StreamName: string, texts: readonly string[]): Promise<() => Promise<number>> {
  await kinesis.send(new PutRecordsCommand({ StreamName, Records: texts.map((text) => ({ PartitionKey: text, Data: Buffer.from(text) })) }));
  return async () => {
    const found = new Set<string>();
    const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }));
    for (const { ShardId } of Shards) {
      const first = await kinesis.send(new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: 'TRIM_HORIZON' }));
      let iterator = first.ShardIterator;
      for (let read = 0; read < READS && iterator !== undefined; read += 1) {
        const { Records = [], NextShardIterator, MillisBehindLatest } = await kinesis.send(new GetRecordsCommand({ ShardIterator: iterator }));
        Records.forEach(({ Data }) => found.add(Buffer.from(Data!).toString()));
        iterator = MillisBehindLatest === 0 ? undefined : NextShardIterator;
      }
    }
    return texts.filter((text) => found.has(text)).length;
  };
}
