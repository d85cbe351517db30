const { SendMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');

const sqs = new SQSClient({});

/** Sends an invoice for each order. Only the orders that fail are tried again. */
exports.handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records) {
    try {
      await sendInvoice(JSON.parse(record.body));
    } catch (error) {
      console.error(`Message ${record.messageId}: ${error.message}`);
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
};

async function sendInvoice({ orderId, price }) {
  if (price === undefined && process.env.ALLOW_MISSING_PRICE !== 'true') {
    throw new Error(`order ${orderId} has no price`);
  }
  await sqs.send(new SendMessageCommand({
    QueueUrl: process.env.INVOICES_QUEUE_URL,
    MessageBody: JSON.stringify({ orderId, amount: price ?? 0 }),
  }));
}
