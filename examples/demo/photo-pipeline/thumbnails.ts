import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { Photo } from './photos';
import { countUntil } from '../poll';
import { Patience } from '../target';

interface Thumbnail {
  readonly photo: string;
  readonly says: string;
  /** How often the message had been received when the record was written. */
  readonly receiveCount: number;
  /** Notifications of the same upload that came when the record was there. */
  readonly duplicates: number;
}

/** The table of thumbnail records. */
export class Thumbnails {
  constructor(private readonly dynamodb: DynamoDBClient, private readonly table: string, private readonly patience: Patience) {}

  /** All records, of these photos. */
  public async of(photos: Photo[]): Promise<Thumbnail[]> {
    const keys = new Set(photos.map(({ key }) => key));
    return (await this.all()).filter(({ photo }) => keys.has(photo));
  }

  /** Photos that have one record, and the right one. Waits until they are as many as expected. */
  public async recorded(photos: Photo[], expected = photos.length): Promise<number> {
    return countUntil(expected, this.patience.arrivalSeconds, 'thumbnail records', async () => {
      const records = await this.of(photos);
      return photos.filter(({ key, thumbnail }) => {
        const [first, ...more] = records.filter(({ photo }) => photo === key);
        return first?.says === thumbnail && more.length === 0;
      }).length;
    });
  }

  /** Notifications that found the record of their upload written. Waits until they are as many as expected. */
  public async duplicates(photos: Photo[], expected: number): Promise<number> {
    return countUntil(expected, this.patience.arrivalSeconds, 'duplicates', async () =>
      (await this.of(photos)).reduce((sum, { duplicates }) => sum + duplicates, 0));
  }

  private async all(): Promise<Thumbnail[]> {
    const records: Thumbnail[] = [];
    for await (const { Items: items = [] } of paginateScan({ client: this.dynamodb }, { TableName: this.table, ConsistentRead: true })) {
      records.push(...items.map(({ photo, width, height, placeholder, receiveCount, duplicates }) => ({
        photo: photo.S!,
        says: `${width.N} x ${height.N}${placeholder.BOOL ? ', placeholder' : ''}`,
        receiveCount: Number(receiveCount.N),
        duplicates: Number(duplicates?.N ?? 0),
      })));
    }
    return records;
  }
}
