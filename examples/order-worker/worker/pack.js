const { DynamoDBClient, PutItemCommand } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});

/** Somebody has to fetch things from shelves. */
const PACKING_MILLISECONDS = 2000;

/** Packs an order and notes that it is packed: of an order that comes twice the second note changes nothing. */
exports.pack = async function pack({ orderId, item }) {
  if (typeof item !== 'string') throw new Error(`order ${orderId} has no item`);
  await new Promise((resolve) => setTimeout(resolve, PACKING_MILLISECONDS));
  await dynamodb.send(new PutItemCommand({ TableName: process.env.TABLE_NAME, Item: { orderId: { S: orderId }, item: { S: item } } }));
  console.log(`packed ${orderId}`);
};
