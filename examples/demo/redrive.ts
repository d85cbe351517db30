import {
  DeleteMessageCommand, GetQueueAttributesCommand, ListMessageMoveTasksCommand, SendMessageCommand, SQSClient, StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { receiveDeadLetters } from './dead-letters';
import { sleep } from './poll';

/** Sends the dead letters to their queue again, and returns how many. */
export interface Redrive {
  readonly how: string;
  run(sqs: SQSClient, deadLetterQueueUrl: string, queueUrl: string): Promise<number>;
}

const MOVE_TASK_SECONDS = 300;

/** What an operator does: one call, and SQS moves the messages. */
export const REDRIVE_BY_MOVE_TASK: Redrive = {
  how: 'StartMessageMoveTask, counted by ListMessageMoveTasks',
  async run(sqs, deadLetterQueueUrl) {
    const { Attributes: attributes } = await sqs.send(new GetQueueAttributesCommand({
      QueueUrl: deadLetterQueueUrl,
      AttributeNames: ['QueueArn'],
    }));
    const SourceArn = attributes!.QueueArn!;
    const newestTask = async () => {
      const { Results: [task] = [] } = await sqs.send(new ListMessageMoveTasksCommand({ SourceArn, MaxResults: 1 }));
      return task;
    };
    const earlier = (await newestTask())?.StartedTimestamp;
    await sqs.send(new StartMessageMoveTaskCommand({ SourceArn }));
    const deadline = Date.now() + MOVE_TASK_SECONDS * 1000;
    for (;;) {
      const task = await newestTask();
      const isOurs = task !== undefined && task.StartedTimestamp !== earlier;
      if (isOurs && task.Status === 'COMPLETED') return task.ApproximateNumberOfMessagesMoved ?? 0;
      if (isOurs && task.Status === 'FAILED') throw new Error(`the message move task failed: ${task.FailureReason}`);
      if (Date.now() > deadline) {
        throw new Error(`waited ${MOVE_TASK_SECONDS} s for the message move task to be COMPLETED, it is ${isOurs ? task.Status : 'not listed'}`);
      }
      await sleep(1000);
    }
  },
};

/** For an emulator without message move tasks. */
export const REDRIVE_BY_SENDING: Redrive = {
  how: 'received and sent by hand: no StartMessageMoveTask there',
  async run(sqs, deadLetterQueueUrl, queueUrl) {
    let count = 0;
    for (;;) {
      const messages = await receiveDeadLetters(sqs, deadLetterQueueUrl);
      if (messages.length === 0) return count;
      for (const message of messages) {
        await sqs.send(new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: message.Body,
          MessageAttributes: message.MessageAttributes,
        }));
        await sqs.send(new DeleteMessageCommand({ QueueUrl: deadLetterQueueUrl, ReceiptHandle: message.ReceiptHandle }));
        count += 1;
      }
    }
  },
};
