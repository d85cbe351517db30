const { ChangeMessageVisibilityBatchCommand, DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } = require('@aws-sdk/client-sqs');
const { idIn } = require('./id-in');
const { record } = require('./record');

const { QUEUE_URL: QueueUrl, DIES_AFTER, DIES_WHEN } = process.env;
const lastMessage = Number(DIES_AFTER);

/** A consumer that was killed keeps its messages that long. */
const VISIBILITY_SECONDS = 3;

const sqs = new SQSClient({});
let received = 0;

async function work() {
  for (;;) await workOnBatch();
}

/** Receives, processes, deletes; what it cannot process it gives back. */
async function workOnBatch() {
  const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({
    QueueUrl,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    VisibilityTimeout: VISIBILITY_SECONDS,
    MessageSystemAttributeNames: ['ApproximateReceiveCount'],
  }));
  const [processed, failed] = [[], []];
  messages.forEach((message) => write('received', message));
  for (const message of messages) {
    received += 1;
    if (DIES_WHEN === 'received') dieInTime();
    const isPoison = message.Body.includes('poison');
    (isPoison ? failed : processed).push(message);
    write(isPoison ? 'failed' : 'processed', message);
    if (DIES_WHEN === 'processed') dieInTime();
  }
  if (failed.length > 0) await sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries: entries(failed, { VisibilityTimeout: 0 }) }));
  if (processed.length === 0) return;

  const deletion = sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entries(processed) }));
  if (received >= lastMessage) setTimeout(die, 1 + received % 5);
  const { Successful: deleted = [] } = await deletion;
  deleted.forEach(({ Id }) => write('done', processed[Number(Id)]));
}

function entries(messages, more = {}) {
  return messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle, ...more }));
}

function write(event, { Attributes, Body, MessageId }) {
  record(event, MessageId, idIn(Body), Number(Attributes.ApproximateReceiveCount));
}

function dieInTime() {
  if (received >= lastMessage) die();
}

/** As the kernel, a spot instance or an operator does it: nothing can be put right. */
function die() {
  process.kill(process.pid, 'SIGKILL');
}

work().catch((error) => {
  console.error(error);
  process.exit(1);
});
