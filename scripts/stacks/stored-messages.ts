import { randomUUID } from 'node:crypto';
import { ChangeMessageVisibilityCommand, DeleteMessageCommand, SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { ServiceClients } from './service-clients';
import { receiveDeadLetters } from '../../examples/demo/dead-letters';

/** The messages are deleted when they have been seen, and all others are left for whoever receives next. */
export async function storeMessages({ sqs }: ServiceClients, QueueUrl: string, texts: readonly string[]): Promise<() => Promise<number>> {
  const isFifo = QueueUrl.endsWith('.fifo');
  const { Failed = [] } = await sqs.send(new SendMessageBatchCommand({
    QueueUrl,
    Entries: texts.map((MessageBody, index) => ({
      Id: `${index}`, MessageBody, ...isFifo ? { MessageGroupId: 'stored', MessageDeduplicationId: randomUUID() } : {},
    })),
  }));
  if (Failed.length > 0) throw new Error(`${QueueUrl} refused ${Failed.length} messages: ${Failed[0].Message}`);

  return async () => {
    const waiting = new Set(texts);
    const others: string[] = [];
    for (;;) {
      const messages = await receiveDeadLetters(sqs, QueueUrl).catch(() => []);
      for (const { Body, ReceiptHandle } of messages) {
        if (waiting.delete(Body!)) await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
        else others.push(ReceiptHandle!);
      }
      if (messages.length === 0 || waiting.size === 0) break;
    }
    for (const ReceiptHandle of others) await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
    return texts.length - waiting.size;
  };
}
