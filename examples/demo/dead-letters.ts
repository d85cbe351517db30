import {
  ChangeMessageVisibilityCommand, GetQueueAttributesCommand, Message, QueueAttributeName, ReceiveMessageCommand, SQSClient,
} from '@aws-sdk/client-sqs';
import { sayTimeIsOver } from './poll';
import { isOfThisRun } from './run-id';

/** Looks at the dead letters until as many of this run are there as expected, and leaves them where they are. Returns the ids of all. */
export async function lookAtDeadLetters(
  sqs: SQSClient,
  url: string,
  expected: number,
  seconds: number,
  quietSeconds: number,
  idOf: (body: any) => string = ({ orderId }) => orderId,
): Promise<string[]> {
  const seen = new Map<string, Message>();
  const ids = () => [...seen.values()].map((message) => idOf(JSON.parse(message.Body!)));
  const deadline = Date.now() + seconds * 1000;
  let lastArrival = Date.now();
  for (;;) {
    const messages = await receiveDeadLetters(sqs, url);
    if (messages.length > 0) lastArrival = Date.now();
    messages.forEach((message) => seen.set(message.MessageId!, message));
    const count = ids().filter(isOfThisRun).length;
    if (count >= expected && Date.now() - lastArrival > quietSeconds * 1000) break;
    if (Date.now() > deadline) {
      sayTimeIsOver(seconds, 'dead letters', expected, count);
      break;
    }
  }
  for (const { ReceiptHandle } of seen.values()) {
    await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl: url, ReceiptHandle, VisibilityTimeout: 0 }));
  }
  return ids();
}

export async function receiveDeadLetters(sqs: SQSClient, url: string): Promise<Message[]> {
  const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({
    QueueUrl: url,
    MaxNumberOfMessages: 10,
    WaitTimeSeconds: 1,
    // Longer than anybody looks: no message is seen twice.
    VisibilityTimeout: 120,
    MessageAttributeNames: ['All'],
  }));
  return messages;
}

/** How often a message of the queue is tried, and how long until the next try. */
export async function triesOf(sqs: SQSClient, url: string): Promise<{ times: number; secondsApart: number }> {
  const { Attributes: attributes = {} } = await sqs.send(new GetQueueAttributesCommand({
    QueueUrl: url,
    AttributeNames: ['RedrivePolicy', 'VisibilityTimeout'],
  }));
  return {
    times: Number(JSON.parse(attributes.RedrivePolicy!).maxReceiveCount),
    secondsApart: Number(attributes.VisibilityTimeout),
  };
}

/** How many messages the queue holds, visible or not. */
export async function depth(sqs: SQSClient, url: string): Promise<number> {
  return sumOf(sqs, url, ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible', 'ApproximateNumberOfMessagesDelayed']);
}

/** How many messages of the queue nobody is working on. */
export async function visible(sqs: SQSClient, url: string): Promise<number> {
  return sumOf(sqs, url, ['ApproximateNumberOfMessages']);
}

async function sumOf(sqs: SQSClient, url: string, AttributeNames: QueueAttributeName[]): Promise<number> {
  const { Attributes: attributes = {} } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames }));
  return Object.values(attributes).reduce((sum, value) => sum + Number(value), 0);
}
