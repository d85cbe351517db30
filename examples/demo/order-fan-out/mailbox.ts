import { DeleteMessageBatchCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Order } from './orders';
import { sayTimeIsOver } from '../poll';
import { Patience } from '../target';

/** Takes everything out of one queue and remembers every receive. */
export class Mailbox {
  private readonly bodies = new Map<string, any[]>();

  constructor(
    private readonly sqs: SQSClient,
    private readonly name: string,
    private readonly url: string,
    private readonly patience: Patience,
  ) {}

  /** Receives until as many of the orders have come as expected, and then until the queue is quiet. */
  public async collect(orders: Order[], expected: number): Promise<void> {
    const deadline = Date.now() + this.patience.arrivalSeconds * 1000;
    let lastArrival = Date.now();
    for (;;) {
      if (await this.receive() > 0) lastArrival = Date.now();
      const isQuiet = Date.now() - lastArrival > this.patience.quietSeconds * 1000;
      if (isQuiet && this.ofOrders(orders).length >= expected) return;
      if (Date.now() > deadline) {
        sayTimeIsOver(this.patience.arrivalSeconds, `orders at ${this.name}`, expected, this.ofOrders(orders).length);
        return;
      }
    }
  }

  /** Those of the orders that came at least once, with a body that is right. */
  public ofOrders(orders: Order[], isRight: (body: any, order: Order) => boolean = () => true): Order[] {
    return orders.filter((order) => this.bodies.get(order.orderId)?.some((body) => isRight(body, order)));
  }

  /** Receives beyond the first of each of the orders. */
  public duplicates(orders: Order[]): number {
    return orders.reduce((sum, order) => sum + Math.max(0, (this.bodies.get(order.orderId)?.length ?? 0) - 1), 0);
  }

  private async receive(): Promise<number> {
    const { Messages: messages = [] } = await this.sqs.send(new ReceiveMessageCommand({
      QueueUrl: this.url,
      MaxNumberOfMessages: 10,
      WaitTimeSeconds: 1,
    }));
    for (const message of messages) {
      const body = JSON.parse(message.Body!);
      this.bodies.set(body.orderId, [...this.bodies.get(body.orderId) ?? [], body]);
    }
    if (messages.length > 0) {
      const { Failed: failed = [] } = await this.sqs.send(new DeleteMessageBatchCommand({
        QueueUrl: this.url,
        Entries: messages.map((message, index) => ({ Id: `${index}`, ReceiptHandle: message.ReceiptHandle })),
      }));
      if (failed.length > 0) throw new Error(`could not delete ${failed.length} messages from ${this.name}: ${failed[0].Message}`);
    }
    return messages.length;
  }
}
