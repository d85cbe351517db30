const { randomUUID } = require('node:crypto');
const { DeleteItemCommand, DynamoDBClient, GetItemCommand, paginateQuery, PutItemCommand, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

/** Notes of whoever calls: POST and GET /notes; GET, PUT and DELETE /notes/{id}. Notes of others are not there. */
exports.handler = async ({ httpMethod, path, body, requestContext }) => {
  const owner = requestContext.authorizer.claims.sub;
  const [, id] = /^\/notes(?:\/([^/]+))?$/.exec(path) ?? [];
  const operation = path === '/notes' || id !== undefined ? `${httpMethod} ${id === undefined ? '/notes' : '/notes/{id}'}` : undefined;
  switch (operation) {
    case 'POST /notes': return answer(201, await create(owner, JSON.parse(body).text));
    case 'GET /notes': return answer(200, { notes: await list(owner) });
    case 'GET /notes/{id}': return found(await read(owner, id));
    case 'PUT /notes/{id}': return found(await update(owner, id, JSON.parse(body).text));
    case 'DELETE /notes/{id}': return found(await remove(owner, id));
    default: return answer(404, { message: 'no such operation' });
  }
};

async function create(owner, text) {
  const note = { id: randomUUID(), text };
  await dynamodb.send(new PutItemCommand({ TableName, Item: { ...keyOf(owner, note.id), text: { S: text } } }));
  return note;
}

async function list(owner) {
  const notes = [];
  const query = {
    TableName,
    KeyConditionExpression: '#owner = :owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': { S: owner } },
  };
  for await (const { Items: items } of paginateQuery({ client: dynamodb }, query)) notes.push(...items.map(noteOf));
  return notes;
}

async function read(owner, id) {
  const { Item: item } = await dynamodb.send(new GetItemCommand({ TableName, Key: keyOf(owner, id) }));
  return item && noteOf(item);
}

async function update(owner, id, text) {
  try {
    const { Attributes: item } = await dynamodb.send(new UpdateItemCommand({
      TableName,
      Key: keyOf(owner, id),
      UpdateExpression: 'SET #text = :text',
      ConditionExpression: 'attribute_exists(id)',
      ExpressionAttributeNames: { '#text': 'text' },
      ExpressionAttributeValues: { ':text': { S: text } },
      ReturnValues: 'ALL_NEW',
    }));
    return noteOf(item);
  } catch (error) {
    if (error.name === 'ConditionalCheckFailedException') return undefined;
    throw error;
  }
}

async function remove(owner, id) {
  const { Attributes: item } = await dynamodb.send(new DeleteItemCommand({ TableName, Key: keyOf(owner, id), ReturnValues: 'ALL_OLD' }));
  return item && noteOf(item);
}

function keyOf(owner, id) {
  return { owner: { S: owner }, id: { S: id } };
}

function noteOf({ id, text }) {
  return { id: id.S, text: text.S };
}

function found(note) {
  return note === undefined ? answer(404, { message: 'no such note' }) : answer(200, note);
}

function answer(statusCode, body) {
  return {
    statusCode,
    headers: { 'Content-Type': 'application/json', 'Access-Control-Allow-Origin': process.env.CORS_ORIGIN },
    body: JSON.stringify(body),
  };
}
