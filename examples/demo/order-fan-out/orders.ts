import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { say } from '../progress';
import { RUN } from '../run-id';

const ORDERS_PER_BATCH = 10;

export interface Order {
  readonly orderId: string;
  readonly kind: 'physical' | 'digital';
  /** The billing consumer fails for an order without a price. */
  readonly price?: number;
}

/** 60 orders: of every 10 the first 7 are physical, of every 20 one has no price. */
export function sixtyOrders(): Order[] {
  return Array.from({ length: 60 }, (_, index) => ({
    orderId: orderId(`${index + 1}`.padStart(2, '0')),
    kind: index % 10 < 7 ? 'physical' : 'digital',
    ...(index % 20 === 6 ? {} : { price: 100 + index }),
  }));
}

export function oneOrder(name: string): Order {
  return { orderId: orderId(name), kind: 'physical', price: 1 };
}

/** Publishes orders and returns how many were accepted. */
export async function publishOrders(sns: SNSClient, TopicArn: string, orders: Order[]): Promise<number> {
  let accepted = 0;
  for (let first = 0; first < orders.length; first += ORDERS_PER_BATCH) {
    const { Successful = [], Failed = [] } = await sns.send(new PublishBatchCommand({
      TopicArn,
      PublishBatchRequestEntries: orders.slice(first, first + ORDERS_PER_BATCH).map((order) => ({
        Id: order.orderId,
        Message: JSON.stringify(order),
        MessageAttributes: { kind: { DataType: 'String', StringValue: order.kind } },
      })),
    }));
    if (Failed.length > 0) say(`! ${Failed.length} orders were refused: ${Failed[0].Code} ${Failed[0].Message}`);
    accepted += Successful.length;
  }
  return accepted;
}

function orderId(name: string): string {
  return `${RUN}-${name}`;
}
