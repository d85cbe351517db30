import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { Outage } from './ledger';
import { Leg } from './leg';
import { LoadedQueue, Place } from './loaded-queue';
import { inBatches, Senders } from './senders';
import { Tally } from '../../examples/demo/tally';

interface LoadedOrder {
  readonly id: string;
  readonly kind: 'physical' | 'digital';
  /** The function fails for an order without a price. */
  readonly price?: number;
  /** The consumers of Audit and Shipping fail for one that says poison. */
  readonly note: string;
}

/** Orders from the topic to a function and to killed consumers; the invoices of the function to more of them. */
export class OrderLeg implements Leg {
  public readonly what = 'orders';
  public readonly senders = new Senders();
  public readonly queues: readonly LoadedQueue[];
  private readonly orders: readonly LoadedOrder[];
  private readonly audit: LoadedQueue;
  private readonly shipping: LoadedQueue;
  private readonly billing: LoadedQueue;
  private readonly invoices: LoadedQueue;
  private readonly sns: SNSClient;

  constructor(place: Place, private readonly outputs: Record<string, string>) {
    this.orders = ordersOf(place.options.messages);
    this.audit = new LoadedQueue(place, 'Audit', outputs.AuditQueueUrl);
    this.shipping = new LoadedQueue(place, 'Shipping', outputs.ShippingQueueUrl);
    this.billing = new LoadedQueue(place, 'Billing', outputs.BillingQueueUrl);
    this.invoices = new LoadedQueue(place, 'Invoices', outputs.InvoicesQueueUrl);
    this.queues = [this.billing, this.shipping, this.audit, this.invoices];
    // Each request is counted: the SDK must not repeat one in silence.
    this.sns = new SNSClient({ requestHandler: place.clients.sns.config.requestHandler, maxAttempts: 1 });
  }

  public async prepare(): Promise<void> {
    [this.audit, this.shipping, this.invoices].forEach((queue) => queue.startConsumers());
  }

  public async send(): Promise<void> {
    await this.senders.sendAll(inBatches(this.orders, 10), async (batch) => {
      const { Failed: failed = [] } = await this.sns.send(new PublishBatchCommand({
        TopicArn: this.outputs.OrdersTopicArn,
        PublishBatchRequestEntries: batch.map(({ id, kind, price, note }) => ({
          Id: id,
          Message: JSON.stringify({ orderId: id, kind, price, note }),
          MessageAttributes: { kind: { DataType: 'String', StringValue: kind } },
        })),
      }));
      if (failed.length > 0) throw new Error(`${failed.length} orders were refused: ${failed[0].Message}`);
    });
  }

  public async count(tally: Tally, outages: readonly Outage[]): Promise<void> {
    const { sent } = this.senders;
    const of = (isOne: (order: LoadedOrder) => boolean) => this.orders.filter(isOne).map(({ id }) => id);
    const copies = (ids: string[]) => new Map(ids.map((id) => [id, sent.get(id)!]));
    const poison = new Set(of(({ note }) => note === 'poison'));
    tally.count('orders sent', this.orders.length, this.senders.taken, `PublishBatch; ${repeatedOf(sent)} sent again for want of an answer`);

    const billed = await this.billing.end();
    const priceless = new Set(of(({ price }) => price === undefined));
    this.billing.count(tally, billed, { copies: copies(of(() => true)), poison: priceless }, outages);
    this.shipping.count(tally, await this.shipping.end(), { copies: copies(of(({ kind }) => kind === 'physical')), poison }, outages);
    this.audit.count(tally, await this.audit.end(), { copies: copies(of(() => true)), poison }, outages);

    const invoiced = of((order) => billed.isProcessed(order.id));
    const invoices = await this.invoices.end();
    this.invoices.count(tally, invoices, { copies: new Map(invoiced.map((id) => [id, billed.triesOf(id).length])), poison: new Set() }, outages);
    const more = invoiced.reduce((sum, id) => sum + invoices.copiesOf(id) - 1, 0);
    tally.note('invoices beyond one an order', more, `the function is not idempotent: ${billed.repeats(invoiced)} orders were invoiced again after a fault`);
  }
}

/** Of every 10 the first 7 are physical; of every 100 one has no price and one is poison. */
function ordersOf(count: number): LoadedOrder[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `order-${`${index}`.padStart(6, '0')}`,
    kind: index % 10 < 7 ? 'physical' : 'digital',
    ...(index % 100 === 50 ? {} : { price: 100 + index }),
    note: index % 100 === 1 ? 'poison' : '',
  }));
}

export function repeatedOf(sent: ReadonlyMap<string, number>): number {
  return [...sent.values()].filter((times) => times > 1).length;
}
