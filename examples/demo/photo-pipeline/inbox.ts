import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { sayTimeIsOver } from '../poll';
import { Patience } from '../target';

/** Takes everything out of one queue and keeps the bodies in the order in which they came. */
export class Inbox {
  public readonly bodies: string[] = [];

  constructor(
    private readonly sqs: SQSClient,
    private readonly name: string,
    private readonly url: string,
    private readonly patience: Patience,
  ) {}

  /** Receives until the count is the expected one or more, and then until the queue is quiet. */
  public async collect(expected: number, count: () => number): Promise<void> {
    const deadline = Date.now() + this.patience.arrivalSeconds * 1000;
    let lastArrival = Date.now();
    for (;;) {
      if (await this.receive() > 0) lastArrival = Date.now();
      if (count() >= expected && Date.now() - lastArrival > this.patience.quietSeconds * 1000) return;
      if (Date.now() > deadline) {
        sayTimeIsOver(this.patience.arrivalSeconds, `messages at ${this.name}`, expected, count());
        return;
      }
    }
  }

  private async receive(): Promise<number> {
    const { Messages: messages = [] } = await this.sqs.send(new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
    }));
    if (messages.length === 0) return 0;
    this.bodies.push(...messages.map(({ Body }) => Body!));
    const { Failed: failed = [] } = await this.sqs.send(new DeleteMessageBatchCommand({
      QueueUrl: this.url,
      Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: `${index}`, ReceiptHandle })),
    }));
    if (failed.length > 0) throw new Error(`could not delete ${failed.length} messages from ${this.name}: ${failed[0].Message}`);
    return messages.length;
  }
}
