import { InvokeCommand } from '@aws-sdk/client-lambda';
import { SetTopicAttributesCommand } from '@aws-sdk/client-sns';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Inbox } from './inbox';
import { say } from '../progress';
import { RUN } from '../run-id';
import { Stage } from '../scenario';

interface Edit {
  readonly id: string;
  readonly photo: string;
  readonly step: number;
}

const PHOTOS = 4;
const STEPS = 6;

/** Sends edits of photos through the FIFO fan-out, each twice, and counts what arrives in which order. */
export async function sendEdits({ target: { clients, patience }, outputs, tally }: Stage): Promise<void> {
  const { CatalogQueueUrl, EditsTopicArn, PublisherName } = outputs;
  // CloudFormation of the emulator makes every topic a standard one.
  await clients.sns.send(new SetTopicAttributesCommand({ TopicArn: EditsTopicArn, AttributeName: 'FifoTopic', AttributeValue: 'true' }));

  const edits = editsInTurns();
  for (let time = 0; time < 2; time += 1) {
    const { FunctionError, Payload } = await clients.lambda.send(new InvokeCommand({
      FunctionName: PublisherName,
      Payload: Buffer.from(JSON.stringify({ edits })),
    }));
    if (FunctionError) throw new Error(`the publisher failed: ${Buffer.from(Payload!).toString()}`);
  }
  const catalog = new Inbox(clients.sqs, 'Catalog', CatalogQueueUrl, patience);
  await catalog.collect(edits.length, () => catalog.bodies.length);
  const received: Edit[] = catalog.bodies.map((body) => JSON.parse(body));
  const inOrder = [...Array(PHOTOS).keys()].map(photoNamed).filter((photo) => isWhole(received.filter((edit) => edit.photo === photo)));
  say(`${received.length} edits arrived in the FIFO queue, those of ${inOrder.length} photos complete and in order`);
  const different = new Set(received.map(({ id }) => id)).size;
  tally.count('FIFO: edits arrived', edits.length, different, 'different ids; by the function Publisher, whose role may publish');
  tally.count('FIFO: arrived again', 0, received.length - different, 'the function invoked twice; FifoTopic set by hand, CloudFormation drops it');
  tally.count('FIFO: photos with all edits in order', PHOTOS, inOrder.length, 'received order within each message group');

  const sent = { id: `${RUN}-direct`, photo: photoNamed(0), step: STEPS };
  for (let time = 0; time < 2; time += 1) {
    await clients.sqs.send(new SendMessageCommand({
      QueueUrl: CatalogQueueUrl,
      MessageBody: JSON.stringify(sent),
      MessageGroupId: sent.photo,
      MessageDeduplicationId: sent.id,
    }));
  }
  const direct = () => catalog.bodies.filter((body) => JSON.parse(body).id === sent.id).length;
  await catalog.collect(1, direct);
  tally.count('FIFO: an edit sent twice to the queue itself', 1, direct(), 'received; the queue deduplicates as CloudFormation made it');
}

/** A step of each photo in turn. */
function editsInTurns(): Edit[] {
  return Array.from({ length: PHOTOS * STEPS }, (_, index) => ({
    id: `${RUN}-${index}`,
    photo: photoNamed(index % PHOTOS),
    step: Math.floor(index / PHOTOS),
  }));
}

function photoNamed(index: number): string {
  return `${RUN}-photo-${index + 1}`;
}

function isWhole(received: Edit[]): boolean {
  return received.length === STEPS && received.every(({ step }, index) => step === index);
}
