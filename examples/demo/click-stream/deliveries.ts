import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DeviceEvent } from './clicks';
import { countObjects, readLines } from './delivered';
import { countUntil } from '../poll';
import { say } from '../progress';
import { Stage } from '../scenario';

/** Counts where in the bucket each event is, and what the transform says of those that are nowhere. */
export async function countDeliveries(stage: Stage, events: DeviceEvent[]): Promise<void> {
  const { target: { clients, patience }, outputs: { BucketName, CleanerName }, tally } = stage;
  const ofKind = (kind: DeviceEvent['kind']) => events.filter((event) => event.kind === kind);
  const clicks = ofKind('click');
  const homeless = ofKind('click without device');

  await countUntil(clicks.length, patience.arrivalSeconds, 'objects below data/', () => countObjects(clients.s3, BucketName, 'data/'));
  say('reading the objects');
  const delivered = (await readLines(clients.s3, BucketName, 'data/')).map(({ key, text }) => ({ key, id: idOf(text) }));
  const refused = (await readLines(clients.s3, BucketName, 'errors/')).map(({ text }) => idOf(decoded(JSON.parse(text).rawData)));
  say(`${delivered.length} records below data/, ${refused.length} below errors/`);

  const keys = new Map(delivered.map(({ id, key }) => [id, key]));
  const atHome = clicks.filter(({ id, device }) => keys.get(id)?.startsWith(`data/device=${device}/`));
  const errors = new Set(refused);
  tally.count('below data/, by device: the clicks', clicks.length, atHome.length, 'every object listed and read; different ids');
  tally.count('below errors/: the clicks without a device', homeless.length, homeless.filter(({ id }) => errors.has(id)).length,
    'every object listed and read; different ids');
  const others = delivered.length + refused.length - clicks.length - homeless.length;
  tally.count('in the bucket twice, or anything else', 0, others, 'records read, without those two');

  const nowhere = events.filter(({ id }) => !keys.has(id) && !errors.has(id));
  const results = await resultsOf(stage, CleanerName, nowhere);
  const gone = (kind: DeviceEvent['kind'], result: string) => nowhere.filter(({ id, ...event }) => event.kind === kind && results.get(id) === result);
  tally.count('dropped: the heartbeats', ofKind('heartbeat').length, gone('heartbeat', 'Dropped').length,
    'not in the bucket; the transform, asked again, says Dropped');
  tally.count('marked as failed: what was cut off', ofKind('truncated').length, gone('truncated', 'ProcessingFailed').length,
    'not below data/; the transform, asked again, says ProcessingFailed');
}

/** What the deployed transform says of events. */
async function resultsOf({ target: { clients } }: Stage, functionName: string, events: DeviceEvent[]): Promise<Map<string, string>> {
  const { Payload } = await clients.lambda.send(new InvokeCommand({
    FunctionName: functionName,
    Payload: JSON.stringify({ records: events.map(({ id, data }) => ({ recordId: id, data: Buffer.from(data).toString('base64') })) }),
  }));
  const { records } = JSON.parse(Buffer.from(Payload!).toString());
  return new Map(records.map(({ recordId, result }: any) => [recordId, result]));
}

function idOf(text: string): string {
  return JSON.parse(text).id;
}

function decoded(base64: string): string {
  return Buffer.from(base64, 'base64').toString();
}
