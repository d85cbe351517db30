import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { DeviceEvent, rounds } from '../../examples/demo/click-stream/clicks';
import { countObjects } from '../../examples/demo/click-stream/delivered';
import { endThrottling, throttle } from '../../examples/demo/click-stream/function-calls';
import { countClicks } from '../../examples/demo/click-stream/journeys';
import { assemble } from '../../examples/demo/notes-api/cast';
import { said } from '../../examples/demo/notes-api/notes-caller';
import { Mailbox } from '../../examples/demo/order-fan-out/mailbox';
import { oneOrder, publishOrders, sixtyOrders } from '../../examples/demo/order-fan-out/orders';
import { sendEdits } from '../../examples/demo/photo-pipeline/edits';
import { Photo, photosNamed } from '../../examples/demo/photo-pipeline/photos';
import { Thumbnails } from '../../examples/demo/photo-pipeline/thumbnails';
import { countUntil } from '../../examples/demo/poll';
import { Stage } from '../../examples/demo/scenario';

/** What users send through a stack before an upgrade. Returns what is to be seen of it after the upgrade, and what they send then. */
export type Traffic = (stage: Stage) => Promise<() => Promise<void>>;

export const TRAFFIC: { readonly [stack: string]: Traffic } = { OrderFanOut: orders, ClickStream: clicks, PhotoPipeline: photos, NotesApi: notes };

/** Orders wait in the queues, those for Billing too, because its function is throttled. */
async function orders({ target: { clients, patience }, outputs, tally }: Stage) {
  const { sqs, sns } = clients;
  const mailbox = (name: string) => new Mailbox(sqs, name, outputs[`${name}QueueUrl`], patience);
  const [audit, shipping, invoices] = ['Audit', 'Shipping', 'Invoices'].map(mailbox);
  const resume = await pauseConsumer(clients, outputs.BillingQueueUrl);
  const before = sixtyOrders().filter(({ price }) => price !== undefined);
  const physical = before.filter(({ kind }) => kind === 'physical');
  tally.count('orders published before', before.length, await publishOrders(sns, outputs.OrdersTopicArn, before), 'PublishBatch; Billing is throttled');

  return async () => {
    const after = [oneOrder('after the upgrade')];
    await publishOrders(sns, outputs.OrdersTopicArn, after);
    await resume();
    const all = [...before, ...after];
    await Promise.all([
      audit.collect(all, all.length), shipping.collect(all, physical.length + 1), invoices.collect(all, all.length),
    ]);
    tally.count('orders from before in Audit', before.length, audit.ofOrders(before).length, 'received after the upgrade');
    tally.count('orders from before in Shipping', physical.length, shipping.ofOrders(before).length, 'received after the upgrade');
    tally.count('orders from before invoiced', before.length, invoices.ofOrders(before).length, 'they waited in Billing; its throttle is taken away');
    tally.count('order published after', 3, [audit, shipping, invoices].filter((one) => one.ofOrders(after).length === 1).length,
      'received from Audit, Shipping and Invoices');
    const twice = [audit, shipping, invoices].reduce((sum, one) => sum + one.duplicates(all), 0);
    tally.note('received twice', twice, 'all receives; more on a machine under load');
  };
}

async function clicks({ target: { clients, patience: { arrivalSeconds } }, outputs, tally }: Stage) {
  const [first, second] = rounds();
  const put = (events: DeviceEvent[]) => clients.kinesis.send(new PutRecordsCommand({
    StreamName: outputs.ClickStreamName, Records: events.map(({ device, data }) => ({ PartitionKey: device, Data: Buffer.from(data) })),
  }));
  const arrived = async (count: number, when: string) => {
    const ask = () => countClicks(clients.dynamodb, outputs.JourneysTableName);
    tally.count(`clicks in the table ${when}`, count, await countUntil(count, arrivalSeconds, 'clicks in the table', ask), 'Scan');
    const askBucket = () => countObjects(clients.s3, outputs.BucketName, 'data/');
    tally.count(`clicks in the bucket ${when}`, count, await countUntil(count, arrivalSeconds, 'clicks in the bucket', askBucket), 'ListObjectsV2');
  };
  await put(first);
  await arrived(first.length, 'before');

  return async () => {
    await put(second);
    await arrived(first.length + second.length, 'after, with those from before');
  };
}

/** Notifications of uploads wait in Thumbnails, because its function is throttled. */
async function photos(stage: Stage) {
  const { target: { clients, patience }, outputs, tally } = stage;
  const thumbnails = new Thumbnails(clients.dynamodb, outputs.TableName, patience);
  const upload = async (many: Photo[]) => {
    for (const { key: Key, body: Body } of many) await clients.s3.send(new PutObjectCommand({ Bucket: outputs.BucketName, Key, Body }));
  };
  const resume = await pauseConsumer(clients, outputs.ThumbnailsQueueUrl);
  const before = photosNamed('before', 5);
  await upload(before);

  return async () => {
    const after = photosNamed('after', 2);
    await upload(after);
    await resume();
    tally.count('photos from before recorded', before.length, await thumbnails.recorded(before), 'their notifications waited in Thumbnails; Scan');
    tally.count('photos uploaded after recorded', after.length, await thumbnails.recorded(after), 'Scan');
    await sendEdits(stage);
  };
}

async function notes(stage: Stage) {
  const { tally } = stage;
  const { api, login, ada, webKey: apiKey } = await assemble(stage);
  const before = await login.tokensOf(ada);
  const bread = await api.call('POST', '/notes', { token: before.access_token, apiKey }, { text: 'bread' });
  tally.count('note written before', '201 bread', said(bread), 'POST /notes');

  return async () => {
    const path = `/notes/${bread.body?.id}`;
    const ofBefore = await api.call('GET', path, { token: before.access_token, apiKey });
    tally.count('note from before, with the token from before', '200 bread', said(ofBefore), 'GET /notes/{id}');
    const { access_token: token } = await login.tokensOf(ada);
    tally.count('the same after the user has signed in anew', '200 bread', said(await api.call('GET', path, { token, apiKey })), 'GET /notes/{id}');
    tally.count('note written after', '201 milk', said(await api.call('POST', '/notes', { token, apiKey }, { text: 'milk' })), 'POST /notes');
  };
}

/** Throttles the function that consumes a queue, and returns what ends that. */
async function pauseConsumer(clients: Stage['target']['clients'], QueueUrl: string): Promise<() => Promise<void>> {
  const { Attributes } = await clients.sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] }));
  const EventSourceArn = Attributes!.QueueArn;
  const { EventSourceMappings: [mapping] = [] } = await clients.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
  const fn = mapping.FunctionArn!.split(':function:')[1];
  await throttle(clients, fn);
  return () => endThrottling(clients, fn);
}
