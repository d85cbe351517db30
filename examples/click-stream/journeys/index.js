const { BatchGetItemCommand, BatchWriteItemCommand, DynamoDBClient } = require('@aws-sdk/client-dynamodb');

const dynamodb = new DynamoDBClient({});
const TABLE = process.env.JOURNEYS_TABLE_NAME;
const MOST_WRITES = 25;

/**
 * Appends each click to the journey of its device, each once however often it comes, and notes which came again. It stops at the first record that fails,
 * because later ones must not overtake it: Lambda tries again from there.
 */
exports.handler = async ({ Records: records }) => {
  const journeys = await read(new Set(records.map(({ kinesis }) => kinesis.partitionKey)));
  const changed = new Map();
  const batchItemFailures = [];
  for (const { kinesis } of records) {
    try {
      const journey = journeys.get(kinesis.partitionKey);
      const click = append(journey, kinesis);
      changed.set(journey, changed.get(journey) || click.crash === true);
    } catch (error) {
      console.error(`Record ${kinesis.sequenceNumber}: ${error.message}`);
      batchItemFailures.push({ itemIdentifier: kinesis.sequenceNumber });
      break;
    }
  }
  await write(changed);
  return { batchItemFailures };
};

function append(journey, { sequenceNumber, data }) {
  const click = JSON.parse(Buffer.from(data, 'base64').toString());
  if (BigInt(sequenceNumber) <= BigInt(journey.lastSequenceNumber.S)) {
    journey.cameAgain.L.push({ S: click.id });
    return { ...click, crash: false };
  }
  if (click.page === undefined) throw new Error(`click ${click.id} has no page`);
  journey.clicks.L.push({ S: click.id });
  journey.lastSequenceNumber = { S: sequenceNumber };
  return click;
}

async function read(devices) {
  const journeys = new Map([...devices].map((device) => [
    device, { device: { S: device }, lastSequenceNumber: { S: '-1' }, clicks: { L: [] }, cameAgain: { L: [] } },
  ]));
  const { Responses: found, UnprocessedKeys: left } = await dynamodb.send(new BatchGetItemCommand({
    RequestItems: { [TABLE]: { Keys: [...devices].map((device) => ({ device: { S: device } })), ConsistentRead: true } },
  }));
  if (Object.keys(left ?? {}).length > 0) throw new Error('not all journeys could be read');
  found[TABLE].forEach((journey) => journeys.set(journey.device.S, journey));
  return journeys;
}

async function write(changed) {
  const crashing = [...changed.keys()].filter((journey) => changed.get(journey));
  const journeys = [...new Set([...crashing, ...changed.keys()])];
  for (let first = 0; first < journeys.length; first += MOST_WRITES) {
    const { UnprocessedItems: left } = await dynamodb.send(new BatchWriteItemCommand({
      RequestItems: { [TABLE]: journeys.slice(first, first + MOST_WRITES).map((Item) => ({ PutRequest: { Item } })) },
    }));
    if (Object.keys(left ?? {}).length > 0) throw new Error('not all journeys could be written');
    // Such clicks come from the demo: once one is stored, and before others of its batch are, the process ends as if it had no memory left.
    if (crashing.length > 0) process.exit(1);
  }
}
