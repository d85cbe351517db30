import { RUN } from '../run-id';

export interface Line {
  readonly item: string;
  readonly price: number;
  readonly quantity: number;
}

export interface Order {
  readonly orderId: string;
  readonly card: 'good' | 'busy' | 'declined';
  readonly customer: string;
  readonly lines: Line[];
}

const BOOK: Line = { item: 'book', price: 20, quantity: 2 };
const RARE: Line = { item: 'rare', price: 90, quantity: 1 };

/** One order for each way through the workflow. The name is what breaks a careless template: quotes, an apostrophe, a backslash, a new line, letters. */
export const ORDERS = {
  shipped: order('shipped', 'good', [BOOK, { ...BOOK, item: 'map' }], 'Zoë O\'Neill "Zo"\\\n$input </é€>'),
  busyBank: order('busy-bank', 'busy', [BOOK]),
  shortOfStock: order('short-of-stock', 'good', [RARE, BOOK, BOOK]),
  declined: order('declined', 'declined', [BOOK]),
  empty: order('empty', 'good', []),
  stopped: order('stopped', 'good', [RARE]),
  byEvent: order('by-event', 'good', [BOOK]),
} as const;

function order(name: string, card: Order['card'], lines: Line[], customer = 'Ann'): Order {
  return { orderId: `${RUN}-${name}`, card, customer, lines };
}
