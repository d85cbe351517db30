import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { say } from '../progress';

const READS_AT_A_TIME = 16;

/** A line of an object. */
export interface DeliveredLine {
  readonly key: string;
  readonly text: string;
}

/** How many objects there are below a prefix. */
export async function countObjects(s3: S3Client, bucket: string, prefix: string): Promise<number> {
  return (await keysOf(s3, bucket, prefix)).length;
}

/** Reads every object below a prefix. */
export async function readLines(s3: S3Client, bucket: string, prefix: string): Promise<DeliveredLine[]> {
  const keys = await keysOf(s3, bucket, prefix);
  const lines: DeliveredLine[] = [];
  const readers = Array.from({ length: READS_AT_A_TIME }, async () => {
    for (let key = keys.pop(); key !== undefined; key = keys.pop()) {
      const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const texts = (await body!.transformToString()).split('\n').filter((text) => text !== '');
      lines.push(...texts.map((text) => ({ key: key!, text })));
      if (keys.length > 0 && keys.length % 1000 === 0) say(`${keys.length} objects to read`);
    }
  });
  await Promise.all(readers);
  return lines;
}

async function keysOf(s3: S3Client, bucket: string, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { Contents: objects = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
    keys.push(...objects.map(({ Key }) => Key!));
  }
  return keys;
}
