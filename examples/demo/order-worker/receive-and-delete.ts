import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Patience } from '../target';

/** Takes messages out of a queue until as many have come as expected, and then none more. */
export async function receiveAndDelete(sqs: SQSClient, QueueUrl: string, expected: number, patience: Patience): Promise<any[]> {
  const { arrivalSeconds, quietSeconds } = patience;
  const bodies: any[] = [];
  const deadline = Date.now() + arrivalSeconds * 1000;
  for (let last = Date.now(); Date.now() < deadline && (bodies.length < expected || Date.now() - last < quietSeconds * 1000);) {
    const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
    for (const { Body, ReceiptHandle } of messages) {
      bodies.push(JSON.parse(Body!));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      last = Date.now();
    }
  }
  return bodies;
}
