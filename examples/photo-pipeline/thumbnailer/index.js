const { DynamoDBClient, PutItemCommand, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');
const { GetObjectCommand, S3Client } = require('@aws-sdk/client-s3');
const { sizeOf } = require('./png');

const LONGER_SIDE = 128;

const dynamodb = new DynamoDBClient({});
const s3 = new S3Client({ forcePathStyle: process.env.AWS_ENDPOINT_URL !== undefined });

/** Writes a record for each photo. Only the messages that fail are tried again. */
exports.handler = async (event) => {
  const batchItemFailures = [];
  for (const message of event.Records) {
    try {
      for (const record of JSON.parse(message.body).Records) {
        await writeThumbnail(record.s3, Number(message.attributes.ApproximateReceiveCount));
      }
    } catch (error) {
      console.error(`Message ${message.messageId}: ${error.message}`);
      batchItemFailures.push({ itemIdentifier: message.messageId });
    }
  }
  return { batchItemFailures };
};

async function writeThumbnail({ bucket, object }, receiveCount) {
  // In a notification a key is encoded as in a form.
  const photo = decodeURIComponent(object.key.replace(/\+/g, ' '));
  const { Body, Metadata } = await s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: photo }));
  if (Metadata?.fault === 'crash' && receiveCount === 1) process.exit(1); // for the demo: the process ends in the middle of a batch
  await writeOnce(photo, object.sequencer, thumbnailOf(photo, Buffer.from(await Body.transformToByteArray())), receiveCount);
}

function thumbnailOf(photo, bytes) {
  const size = sizeOf(bytes);
  if (size === undefined && process.env.PLACEHOLDER_FOR_CORRUPT !== 'true') throw new Error(`${photo} is corrupt`);
  const { width, height } = size ?? { width: LONGER_SIDE, height: LONGER_SIDE };
  const scale = LONGER_SIDE / Math.max(width, height);
  return { width: Math.round(width * scale), height: Math.round(height * scale), placeholder: size === undefined };
}

/** The sequencer of S3 names the upload: a notification that comes again finds the record there, and is counted on it. */
async function writeOnce(photo, upload, { width, height, placeholder }, receiveCount) {
  const key = { photo: { S: photo }, upload: { S: upload } };
  const sizes = { width: { N: `${width}` }, height: { N: `${height}` }, placeholder: { BOOL: placeholder } };
  const Item = { ...key, ...sizes, receiveCount: { N: `${receiveCount}` } };
  const TableName = process.env.TABLE_NAME;
  try {
    await dynamodb.send(new PutItemCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(photo)' }));
  } catch (error) {
    if (error.name !== 'ConditionalCheckFailedException') throw error;
    await dynamodb.send(new UpdateItemCommand({
      TableName, Key: key, UpdateExpression: 'ADD duplicates :one', ExpressionAttributeValues: { ':one': { N: '1' } },
    }));
  }
}
