import { RUN } from '../run-id';

export interface Photo {
  readonly key: string;
  readonly body: Buffer;
  /** What the thumbnail record must say, once there is one. */
  readonly thumbnail: string;
  readonly metadata?: Record<string, string>;
}

const FOLDER = 'photos/';
const PLACEHOLDER = '128 x 128, placeholder';

/** A photo with a size of its own: S3 and the record must mean the same one. */
export function photo(name: string, width = 640): Photo {
  return { key: keyOf(name), body: png(width, 320), thumbnail: `128 x ${Math.round(320 * 128 / width)}` };
}

export function photosNamed(name: string, count: number): Photo[] {
  return Array.from({ length: count }, (_, index) => photo(`${name} ${index + 1}`, 640 + 64 * index));
}

/** A photo that ends the process of the function when it is met for the first time. */
export function crashing(one: Photo): Photo {
  return { ...one, metadata: { fault: 'crash' } };
}

export function corruptPhotos(count: number): Photo[] {
  return Array.from({ length: count }, (_, index) => ({ key: keyOf(`corrupt ${index + 1}`), body: Buffer.from('no photo'), thumbnail: PLACEHOLDER }));
}

/** The run's name of a photo, from its key: as `isOfThisRun` expects it. */
export function nameOf(key: string): string {
  return key.slice(FOLDER.length);
}

/** The key in a notification, decoded; nothing where the message is the test event of S3. */
export function keyIn(notification: any): string | undefined {
  const key = notification.Records?.[0].s3.object.key;
  return key && decodeURIComponent(key.replace(/\+/g, ' '));
}

function keyOf(name: string): string {
  return `${FOLDER}${RUN}-${name}.png`;
}

function png(width: number, height: number): Buffer {
  const header = Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\0\0\0\0\0', 'latin1');
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  return header;
}
