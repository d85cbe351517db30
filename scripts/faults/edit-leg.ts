import { PublishBatchCommand, SetTopicAttributesCommand, SNSClient } from '@aws-sdk/client-sns';
import { draw } from './draw';
import { Outage } from './ledger';
import { Leg } from './leg';
import { LoadedQueue, Place } from './loaded-queue';
import { repeatedOf } from './order-leg';
import { AT_ONCE, inBatches, Senders } from './senders';
import { Tally } from '../../examples/demo/tally';

interface LoadedEdit {
  readonly id: string;
  readonly photo: string;
}

const EDITS_OF_A_PHOTO = 50;
/** The share of batches that are sent a second time. */
const SENT_TWICE = 0.05;

/** Edits of photos through the FIFO topic to killed consumers: those of one photo in order. */
export class EditLeg implements Leg {
  public readonly what = 'edits';
  public readonly senders = new Senders();
  public readonly queues: readonly LoadedQueue[];
  private readonly catalog: LoadedQueue;
  private readonly sns: SNSClient;
  private readonly photos: readonly LoadedEdit[][];
  private repeated = 0;

  constructor(private readonly place: Place, private readonly outputs: Record<string, string>) {
    this.catalog = new LoadedQueue(place, 'Catalog', outputs.CatalogQueueUrl);
    this.queues = [this.catalog];
    this.sns = new SNSClient({ requestHandler: place.clients.sns.config.requestHandler, maxAttempts: 1 });
    const edits = Array.from({ length: place.options.messages }, (_, index) => editOf(index));
    this.photos = inBatches(edits, EDITS_OF_A_PHOTO);
  }

  public async prepare(): Promise<void> {
    // CloudFormation of the emulator makes every topic a standard one.
    const fifo = { TopicArn: this.outputs.EditsTopicArn, AttributeName: 'FifoTopic', AttributeValue: 'true' };
    await this.place.clients.sns.send(new SetTopicAttributesCommand(fifo));
    this.catalog.startConsumers();
  }

  /** One sender for a photo at a time. */
  public async send(): Promise<void> {
    const photos = this.photos[Symbol.iterator]();
    await Promise.all(Array.from({ length: AT_ONCE }, async () => {
      for (const edits of photos) await this.sendInOrder(edits);
    }));
  }

  public async count(tally: Tally, outages: readonly Outage[]): Promise<void> {
    const { sent, taken } = this.senders;
    const again = `${repeatedOf(sent)} sent twice or again for want of an answer`;
    tally.count('edits sent', this.place.options.messages, taken - this.repeated, `PublishBatch in order, ${this.photos.length} message groups; ${again}`);
    const ledger = await this.catalog.end();
    this.catalog.count(tally, ledger, { copies: new Map([...sent.keys()].map((id) => [id, 1])), poison: new Set() }, outages);
    const outOfOrder = ledger.outOfOrder(placeOf, (id) => this.catalog.isDeadLettered(id));
    tally.count('Catalog: out of order', 0, outOfOrder.length, 'first processings of each group, and all those of one consumer');
  }

  private async sendInOrder(edits: readonly LoadedEdit[]): Promise<void> {
    for (const batch of inBatches(edits, 10)) {
      await this.senders.send(batch, (entries) => this.publish(entries));
      if (draw(this.place.options.seed, 'twice', batch[0].id) > SENT_TWICE) continue;
      await this.senders.send(batch, (entries) => this.publish(entries));
      this.repeated += batch.length;
    }
  }

  private async publish(edits: readonly LoadedEdit[]): Promise<void> {
    const { Failed: failed = [] } = await this.sns.send(new PublishBatchCommand({
      TopicArn: this.outputs.EditsTopicArn,
      PublishBatchRequestEntries: edits.map((edit) => ({
        Id: edit.id,
        Message: JSON.stringify(edit),
        MessageGroupId: edit.photo,
        MessageDeduplicationId: edit.id,
      })),
    }));
    if (failed.length > 0) throw new Error(`${failed.length} edits were refused: ${failed[0].Message}`);
  }
}

function editOf(index: number): LoadedEdit {
  const group = Math.floor(index / EDITS_OF_A_PHOTO);
  return { id: `edit-${group}-${index % EDITS_OF_A_PHOTO}`, photo: `photo-${group}` };
}

function placeOf(id: string): { group: string; step: number } {
  const [, group, step] = id.split('-');
  return { group, step: Number(step) };
}
