import { randomBytes } from 'node:crypto';

export interface Order {
  readonly orderId: string;
  readonly kind: 'physical' | 'digital';
  /** The billing consumer fails for an order without a price. */
  readonly price?: number;
}

/** Names this run, so that what an earlier one left in an account's queues is never counted. */
export const RUN = randomBytes(4).toString('hex');

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

export function isOfThisRun(id: string): boolean {
  return id.startsWith(`${RUN}-`);
}

function orderId(name: string): string {
  return `${RUN}-${name}`;
}
