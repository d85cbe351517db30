const { createHash } = require('node:crypto');
const { handler } = require('./index');
const { idIn } = require('./id-in');
const { record } = require('./record');

/** Of every 15 invocations one fails before the work, one after it, and in one the process ends after it. */
const FAULTS = ['before', 'after', 'exit'];
const SHARE = 0.2;

/** The function of the stack, failing at random. */
exports.handler = async (event, context) => {
  const fault = faultOf(event.Records[0]);
  const write = (what, { attributes, body, messageId }) => record(what, messageId, idIn(body), Number(attributes.ApproximateReceiveCount));
  event.Records.forEach((message) => write('received', message));
  if (fault === 'before') {
    event.Records.forEach((message) => write('failed', message));
    throw new Error('fault before the work');
  }
  const answer = await handler(event, context);
  const failed = new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
  event.Records.forEach((message) => write(failed.has(message.messageId) ? 'failed' : 'processed', message));
  if (fault !== undefined) event.Records.forEach((message) => write('failed', message));
  if (fault === 'exit') process.exit(1);
  if (fault === 'after') throw new Error('fault after the work');
  event.Records.filter(({ messageId }) => !failed.has(messageId)).forEach((message) => write('done', message));
  return answer;
};

/** The seed, the first message of the batch and its receive decide. */
function faultOf({ body, attributes }) {
  const text = [process.env.SEED, idIn(body), attributes.ApproximateReceiveCount].join(' ');
  const drawn = createHash('sha256').update(text).digest().readUInt32BE() / 2 ** 32;
  return drawn < SHARE ? FAULTS[Math.floor(drawn / SHARE * FAULTS.length)] : undefined;
}
