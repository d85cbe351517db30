const { ChangeMessageVisibilityCommand, DeleteMessageCommand, ReceiveMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');
const { pack } = require('./pack');
const { protect } = require('./task-protection');

const QUEUE = { QueueUrl: process.env.QUEUE_URL };

/** Orders that are packed at the same time. */
const BATCH = 5;

/** What ECS waits after SIGTERM must be longer than one call for messages and the work that comes of it. */
const LONGEST_POLL_SECONDS = 10;

const sqs = new SQSClient({});
let stopping = false;

process.once('SIGTERM', () => { stopping = true; });

async function main() {
  while (!stopping) {
    const messages = await receive();
    if (messages.length > 0) await work(messages);
  }
  console.log('stopped');
}

/** Not cut short by SIGTERM: a message that nobody takes from the answer would be missing until its visibility timeout is over. */
async function receive() {
  const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({
    ...QUEUE,
    MaxNumberOfMessages: BATCH,
    WaitTimeSeconds: LONGEST_POLL_SECONDS,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  }));
  return messages;
}

/** Packs what was received to its end, also when ECS wants the task to stop. A task that is not protected gives it back, and is stopping. */
async function work(messages) {
  if (await protect(true)) {
    await Promise.all(messages.map(handle));
    await protect(false);
  } else {
    stopping = true;
    await Promise.all(messages.map((message) => tryAgain(message, 0)));
  }
}

async function handle(message) {
  try {
    await pack(JSON.parse(message.Body));
    await sqs.send(new DeleteMessageCommand({ ...QUEUE, ReceiptHandle: message.ReceiptHandle }));
  } catch (error) {
    console.error(`${message.MessageId}: ${error.message}`);
    await tryAgain(message, 2 ** Number(message.Attributes.ApproximateReceiveCount));
  }
}

/** What has been tried too often goes to the dead-letter queue instead. */
async function tryAgain({ ReceiptHandle }, VisibilityTimeout) {
  await sqs.send(new ChangeMessageVisibilityCommand({ ...QUEUE, ReceiptHandle, VisibilityTimeout }));
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
