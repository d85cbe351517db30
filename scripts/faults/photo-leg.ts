import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { Outage } from './ledger';
import { Leg } from './leg';
import { LoadedQueue, Place } from './loaded-queue';
import { repeatedOf } from './order-leg';
import { inBatches, Senders } from './senders';
import { corruptPhotos, photo, Photo } from '../../examples/demo/photo-pipeline/photos';
import { Thumbnails } from '../../examples/demo/photo-pipeline/thumbnails';
import { Tally } from '../../examples/demo/tally';

interface LoadedPhoto extends Photo {
  readonly id: string;
}

/** Photos from the bucket through the topic to a function that records each once, and to killed consumers. */
export class PhotoLeg implements Leg {
  public readonly what = 'photos';
  public readonly senders = new Senders();
  public readonly queues: readonly LoadedQueue[];
  private readonly photos: readonly LoadedPhoto[];
  private readonly audit: LoadedQueue;
  private readonly thumbnails: LoadedQueue;
  private readonly s3: S3Client;

  constructor(private readonly place: Place, private readonly outputs: Record<string, string>) {
    this.photos = photosOf(place.options.messages);
    this.audit = new LoadedQueue(place, 'PhotoAudit', outputs.AuditQueueUrl);
    this.thumbnails = new LoadedQueue(place, 'Thumbnails', outputs.ThumbnailsQueueUrl);
    this.queues = [this.thumbnails, this.audit];
    this.s3 = new S3Client({ requestHandler: place.clients.s3.config.requestHandler, forcePathStyle: true, maxAttempts: 1 });
  }

  public async prepare(): Promise<void> {
    this.audit.startConsumers();
  }

  public async send(): Promise<void> {
    await this.senders.sendAll(inBatches(this.photos, 1), async ([{ key, body }]) => {
      await this.s3.send(new PutObjectCommand({ Bucket: this.outputs.BucketName, Key: key, Body: body }));
    });
  }

  public async count(tally: Tally, outages: readonly Outage[]): Promise<void> {
    const { sent } = this.senders;
    const of = (name: string) => new Set(this.photos.filter(({ id }) => id.includes(name)).map(({ id }) => id));
    tally.count('photos uploaded', this.photos.length, this.senders.taken, `PutObject, one each; ${repeatedOf(sent)} again for want of an answer`);
    const ledger = await this.thumbnails.end();
    this.thumbnails.count(tally, ledger, { copies: sent, poison: of('corrupt') }, outages);
    this.audit.count(tally, await this.audit.end(), { copies: sent, poison: of('poison') }, outages);

    const { clients: { dynamodb } } = this.place;
    const table = new Thumbnails(dynamodb, this.outputs.TableName, { arrivalSeconds: 0, quietSeconds: 0 });
    const processed = this.photos.filter(({ id }) => ledger.isProcessed(id));
    const records = await table.of([...this.photos]);
    const byKey = new Map<string, string[]>();
    records.forEach(({ photo: key, says }) => byKey.set(key, [...byKey.get(key) ?? [], says]));
    const right = processed.filter(({ key, thumbnail }) => byKey.get(key)?.every((says) => says === thumbnail));
    const tooMany = this.photos.filter(({ key, id }) => (byKey.get(key)?.length ?? 0) > sent.get(id)!);
    const dropped = records.reduce((sum, { duplicates }) => sum + duplicates, 0);
    tally.count('photos processed that have a record', processed.length, right.length, 'Scan of the table; the size of the thumbnail is right');
    tally.count('photos with more records than uploads', 0, tooMany.length, `the function is idempotent: it found ${dropped} records written already`);
  }
}

/** Of every 100 one is corrupt, which the function cannot read, and one is poison for the consumers of Audit. */
function photosOf(count: number): LoadedPhoto[] {
  const [corrupt] = corruptPhotos(1);
  return Array.from({ length: count }, (_, index) => {
    const fault = { 50: '-corrupt', 1: '-poison' }[index % 100] ?? '';
    const key = `photos/${`${index}`.padStart(6, '0')}${fault}.png`;
    return { ...(fault === '-corrupt' ? corrupt : photo(key, 640 + 64 * (index % 40))), id: key, key };
  });
}
