import { UpdateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { clicksWithPoison, DeviceEvent } from './clicks';
import { asRoleOf } from './function-role';
import { journeysIn } from './journeys';
import { StreamPoller } from './stream-poller';
import { say } from '../progress';
import { Stage } from '../scenario';

type Put = (events: DeviceEvent[]) => Promise<{ ShardId?: string; SequenceNumber?: string }[]>;

/** Sends clicks of a device with a poison record among them, and counts where each went. */
export async function countGivenUp({ target: { clients }, outputs, tally }: Stage, put: Put): Promise<void> {
  // The emulator takes a partial batch response for a success: from here on the demo does what Lambda does.
  await clients.lambda.send(new UpdateEventSourceMappingCommand({ UUID: outputs.TrackingId, Enabled: false }));
  const clicks = clicksWithPoison();
  const [poison] = clicks.filter(({ data }) => JSON.parse(data).page === undefined);
  const [first] = await put(clicks);
  const poller = await StreamPoller.of(clients, outputs.TrackingId);
  await poller.poll(first.ShardId!, first.SequenceNumber!);
  say(`a poison record among ${clicks.length} clicks: ${poller.invocations} invocations`);

  const journey = (await journeysIn(clients.dynamodb, outputs.JourneysTableName)).get(poison.device) ?? [];
  const around = clicks.filter((click) => click !== poison).map(({ id }) => id);
  const inOrder = `${journey.slice(-around.length)}` === `${around}` ? around.length : 0;
  tally.count('poison record: clicks before and after it', around.length, inOrder, 'last in the table, in order; polled as the mapping says');

  const receive = new ReceiveMessageCommand({
    QueueUrl: outputs.FailureQueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1, VisibilityTimeout: 0,
  });
  const { Messages: messages = [] } = await clients.sqs.send(receive);
  const reports = messages.map(({ Body }) => JSON.parse(Body!));
  const [report] = reports;
  tally.count('poison record: reports in the failure queue', 1, reports.length, 'sent with the rights of the role of the function');
  const role = await asRoleOf(clients, outputs.TrackerName);
  const refusal = await role.send(receive).then(() => 'received', ({ name }) => name);
  tally.count('the role of the function reads that queue', 'AccessDenied', refusal, 'the same role: it may send and no more');
  tally.count('poison record: tries', 3, report?.requestContext.approximateInvokeCount ?? 0, 'in the report: the first and 2 retries');

  const { shardId, startSequenceNumber, batchSize } = report?.KinesisBatchInfo ?? {};
  const [record] = report ? await poller.read(shardId, startSequenceNumber) : [];
  const found = batchSize === 1 && record && Buffer.from(record.Data!).toString() === poison.data;
  tally.count('poison record: still in the stream', 1, found ? 1 : 0, 'read from where the report says, that record only');
}
