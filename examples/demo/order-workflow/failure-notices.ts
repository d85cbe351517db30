import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sayTimeIsOver } from '../poll';
import { Patience } from '../target';

export interface FailureNotice {
  readonly executionArn: string;
  readonly status: string;
}

/** Receives what the administrator's queue is told, until as much came as expected and then nothing more. */
export async function receiveNotices(sqs: SQSClient, url: string, expected: number, patience: Patience): Promise<FailureNotice[]> {
  const notices: FailureNotice[] = [];
  const deadline = Date.now() + patience.arrivalSeconds * 1000;
  let lastArrival = Date.now();
  for (;;) {
    const { Messages: messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: url, MaxNumberOfMessages: 10, WaitTimeSeconds: 1 }));
    for (const { Body, ReceiptHandle } of messages) {
      lastArrival = Date.now();
      await sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }));
      const { executionArn, status } = JSON.parse(Body!).detail;
      notices.push({ executionArn, status });
    }
    if (notices.length >= expected && Date.now() - lastArrival > patience.quietSeconds * 1000) return notices;
    if (Date.now() > deadline) {
      sayTimeIsOver(patience.arrivalSeconds, 'notices of failures', expected, notices.length);
      return notices;
    }
  }
}
