const { DynamoDBClient, GetItemCommand } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});

/** GET /orders/{id}: how far the order is. */
exports.handler = async ({ httpMethod, path }) => {
  const [, id] = /^\/orders\/([^/]+)$/.exec(path) ?? [];
  const order = httpMethod === 'GET' && id !== undefined ? await read(decodeURIComponent(id)) : undefined;
  return order === undefined
    ? { statusCode: 404, body: JSON.stringify({ message: 'no such order' }) }
    : { statusCode: 200, body: JSON.stringify(order) };
};

async function read(orderId) {
  const { Item: item } = await dynamodb.send(new GetItemCommand({ TableName: process.env.TABLE_NAME, Key: { pk: { S: orderId } } }));
  return item && {
    orderId,
    status: item.orderStatus?.S ?? 'open',
    chargeAttempts: Number(item.chargeAttempts?.N ?? 0),
    parcels: Number(item.parcels?.N ?? 0),
  };
}
