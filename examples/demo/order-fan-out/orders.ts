import { RUN } from '../run-id';

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

function orderId(name: string): string {
  return `${RUN}-${name}`;
}
