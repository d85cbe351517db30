import { randomUUID } from 'node:crypto';
import { CreateLogStreamCommand, GetLogEventsCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AdminCreateUserCommand, AdminGetUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { AttributeValue, DeleteItemCommand, DescribeTableCommand, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { ServiceClients } from './service-clients';
import { storeMessages } from './stored-messages';
import { storeRecords } from './stored-records';

/** Puts pieces of data into a resource, and returns what counts those that are there and as they were. */
export type Store = (clients: ServiceClients, id: string, pieces: readonly string[]) => Promise<() => Promise<number>>;

/** What is stored in a resource, by its type. */
export const STORES: { readonly [type: string]: { readonly what: string; readonly store: Store; readonly how: string } } = {
  'AWS::SQS::Queue': { what: 'messages in queues', store: storeMessages, how: 'SendMessage; received after the upgrade' },
  'AWS::S3::Bucket': { what: 'objects in buckets', store: storeObjects, how: 'PutObject; read after the upgrade' },
  'AWS::DynamoDB::Table': { what: 'items in tables', store: storeItems, how: 'PutItem; read after the upgrade' },
  'AWS::Kinesis::Stream': { what: 'records in streams', store: storeRecords, how: 'PutRecord; read after the upgrade from the oldest record on' },
  'AWS::Cognito::UserPool': { what: 'users in user pools', store: storeUsers, how: 'AdminCreateUser; the same sub after the upgrade' },
  'AWS::Logs::LogGroup': { what: 'events in log groups', store: storeEvents, how: 'PutLogEvents; read after the upgrade' },
  'AWS::KMS::Key': { what: 'texts that keys decrypt', store: encrypt, how: 'encrypted before the upgrade' },
};

/** Different texts that are no message of a scenario. */
export function pieces(length: number): string[] {
  return Array.from({ length }, () => JSON.stringify({ kind: 'heartbeat', stored: randomUUID() }));
}

async function storeObjects({ s3 }: ServiceClients, Bucket: string, texts: readonly string[]) {
  const Key = (index: number) => `stored/${index}.json`;
  await each(texts, (text, index) => s3.send(new PutObjectCommand({ Bucket, Key: Key(index), Body: text })));
  return () => count(texts, async (text, index) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: Key(index) }));
    return await Body!.transformToString() === text;
  });
}

/** The items are removed when they have been seen: a scenario reads the table too. */
async function storeItems({ dynamodb }: ServiceClients, TableName: string, texts: readonly string[]) {
  const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
  const typeOf = (name?: string) => Table!.AttributeDefinitions!.find(({ AttributeName }) => AttributeName === name)!.AttributeType!;
  const keyOf = (index: number): Record<string, AttributeValue> => Object.fromEntries(
    Table!.KeySchema!.map(({ AttributeName }) => [AttributeName!, { [typeOf(AttributeName)]: `${index}` } as unknown as AttributeValue]),
  );
  await each(texts, (text, index) => dynamodb.send(new PutItemCommand({ TableName, Item: { ...keyOf(index), text: { S: text } } })));
  return () => count(texts, async (text, index) => {
    const Key = keyOf(index);
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    await dynamodb.send(new DeleteItemCommand({ TableName, Key }));
    return Item?.text.S === text;
  });
}

async function storeUsers({ cognitoUserPools }: ServiceClients, UserPoolId: string, texts: readonly string[]) {
  const users = texts.map(() => `${randomUUID()}@example.com`);
  const subs = await Promise.all(users.map(async (Username) => {
    const { User } = await cognitoUserPools.send(new AdminCreateUserCommand({ UserPoolId, Username, MessageAction: 'SUPPRESS' }));
    return User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value;
  }));
  return () => count(users, async (Username, index) => {
    const { UserAttributes } = await cognitoUserPools.send(new AdminGetUserCommand({ UserPoolId, Username }));
    return UserAttributes!.find(({ Name }) => Name === 'sub')!.Value === subs[index];
  });
}

async function storeEvents({ logs }: ServiceClients, logGroupName: string, texts: readonly string[]) {
  const logStreamName = `stored-${randomUUID()}`;
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName }));
  await logs.send(new PutLogEventsCommand({ logGroupName, logStreamName, logEvents: texts.map((message) => ({ message, timestamp: Date.now() })) }));
  return async () => {
    const { events = [] } = await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }));
    return count(texts, async (text) => events.some(({ message }) => message === text));
  };
}

async function encrypt({ kms }: ServiceClients, KeyId: string, texts: readonly string[]) {
  const ciphertexts = await Promise.all(texts.map(async (text) => (
    (await kms.send(new EncryptCommand({ KeyId, Plaintext: Buffer.from(text) }))).CiphertextBlob!
  )));
  return () => count(texts, async (text, index) => {
    const { Plaintext } = await kms.send(new DecryptCommand({ KeyId, CiphertextBlob: ciphertexts[index] }));
    return Buffer.from(Plaintext!).toString() === text;
  });
}

async function each(texts: readonly string[], store: (text: string, index: number) => Promise<unknown>): Promise<void> {
  await Promise.all(texts.map(store));
}

/** What a service answers with an error is not there. */
async function count(texts: readonly string[], isThere: (text: string, index: number) => Promise<boolean>): Promise<number> {
  const answers = await Promise.all(texts.map((text, index) => isThere(text, index).catch(() => false)));
  return answers.filter(Boolean).length;
}
