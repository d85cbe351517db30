const { createHmac, randomUUID } = require('node:crypto');
const { SendMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');

const LONGEST_BODY = 64 * 1024;

const sqs = new SQSClient({});

/** The client is to blame, and is told what for. */
class BadRequest extends Error {}
exports.BadRequest = BadRequest;

/** POST /orders: an order has arrived when it is in the queue. */
exports.takeOrder = async function takeOrder(request) {
  const { item } = parse(await read(request));
  if (typeof item !== 'string' || item === '') throw new BadRequest('an order needs an item');
  const orderId = randomUUID();
  await sqs.send(new SendMessageCommand({ QueueUrl: process.env.QUEUE_URL, MessageBody: JSON.stringify({ orderId, item }) }));
  return { orderId, receipt: createHmac('sha256', process.env.RECEIPT_KEY).update(orderId).digest('hex') };
};

async function read(request) {
  let body = '';
  for await (const chunk of request.setEncoding('utf8')) {
    body += chunk;
    if (body.length > LONGEST_BODY) throw new BadRequest('an order is not that long');
  }
  return body;
}

function parse(body) {
  try {
    return JSON.parse(body) ?? {};
  } catch {
    throw new BadRequest('an order is JSON');
  }
}
