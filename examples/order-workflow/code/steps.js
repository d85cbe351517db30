const { DynamoDBClient, UpdateItemCommand } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});

/** What each state of the workflow does that calls this function. */
const STEPS = {
  async Charge({ orderId, card, total }) {
    const attempt = await count(orderId, 'chargeAttempts');
    if (card === 'busy' && attempt === 1) throw new Error('the bank is busy');
    if (card === 'declined') throw new Error('the card is declined');
    return { charged: total, attempt };
  },
  async Reserve({ lines }) {
    return { isComplete: !lines.some(({ item }) => item === 'rare') };
  },
  async TakeDelivery({ lines }) {
    return { delivered: lines.filter(({ item }) => item === 'rare').length };
  },
  async Pack({ orderId, line }) {
    return { item: line.item, parcel: await count(orderId, 'parcels') };
  },
};

exports.handler = async ({ step, input }) => ({ step, result: await STEPS[step](input) });

/** Adds one to a number of the order, and returns it. */
async function count(orderId, attribute) {
  const { Attributes: attributes } = await dynamodb.send(new UpdateItemCommand({
    TableName: process.env.TABLE_NAME,
    Key: { pk: { S: orderId } },
    UpdateExpression: 'ADD #count :one',
    ExpressionAttributeNames: { '#count': attribute },
    ExpressionAttributeValues: { ':one': { N: '1' } },
    ReturnValues: 'UPDATED_NEW',
  }));
  return Number(attributes[attribute].N);
}
