import { Mailbox } from './mailbox';
import { oneOrder, Order, publishOrders, sixtyOrders } from './orders';
import { alarmsOf, countPages } from '../alarm-routing';
import { withoutQueuePolicy } from '../broken-assembly';
import { depth, lookAtDeadLetters, triesOf } from '../dead-letters';
import { countUntil } from '../poll';
import { say } from '../progress';
import { isOfThisRun } from '../run-id';
import { Scenario, Stage } from '../scenario';
import { Tally } from '../tally';
import { Target } from '../target';

const STACK = 'OrderFanOut';

export const ORDER_FAN_OUT: Scenario = {
  stack: STACK,
  summary: '60 orders from a topic to three queues; dead letters, redrive, a policy taken away',
  checkedOnly: {
    emulator: [
      'KMS: the emulator asks no service for a right on the key',
      'alarm to topic: the emulator publishes for an alarm whatever the topic and key policies say',
      'queue to alarm: the emulator publishes no SQS metrics',
      'redriveAllowPolicy: stored there, not enforced',
      'the dead-letter queues of the subscriptions: it puts nothing there',
      'StartMessageMoveTask: missing there',
    ],
    account: [
      'queue to alarm: nobody waited for the metric',
      'the dead-letter queues of the subscriptions: nothing failed on the way to a queue',
    ],
  },
  run: (stage) => new OrderRun(stage).run(),
};

/** Sends orders through the deployed stack and counts what comes out of it. */
class OrderRun {
  private readonly orders = sixtyOrders();
  private readonly physical = this.orders.filter((order) => order.kind === 'physical');
  private readonly priced = this.orders.filter((order) => order.price !== undefined);
  private readonly priceless = this.orders.filter((order) => order.price === undefined);
  private readonly audit: Mailbox;
  private readonly shipping: Mailbox;
  private readonly invoices: Mailbox;

  private readonly target: Target;
  private readonly outputs: Stage['outputs'];
  private readonly tally: Tally;

  constructor(private readonly stage: Stage) {
    const { target: { clients: { sqs }, patience }, outputs } = stage;
    this.target = stage.target;
    this.outputs = outputs;
    this.tally = stage.tally;
    this.audit = new Mailbox(sqs, 'Audit', outputs.AuditQueueUrl, patience);
    this.shipping = new Mailbox(sqs, 'Shipping', outputs.ShippingQueueUrl, patience);
    this.invoices = new Mailbox(sqs, 'Invoices', outputs.InvoicesQueueUrl, patience);
  }

  public async run(): Promise<void> {
    await this.routeAlarms();
    await this.fanOut();
    // The orders without a price are tried again and again meanwhile.
    await this.withoutPolicy();
    await this.deadLetterAndRedrive();
    await this.invoiceTheRest();
    this.countDuplicates();
  }

  private async routeAlarms(): Promise<void> {
    const { clients, patience } = this.target;
    const { BillingDeadLetterAlarmName, PagesTopicArn } = this.outputs;
    const alarms = await alarmsOf(STACK, clients);
    const routed = alarms.filter((alarm) => alarm.AlarmActions?.includes(PagesTopicArn));
    say(`${routed.length} of ${alarms.length} alarms are routed to Pages; setting the dead-letter alarm by hand`);
    this.tally.count('alarms routed to Pages', alarms.length, routed.length, 'each alarm of the stack has the topic as an action');

    const pages = await countPages(clients, patience, BillingDeadLetterAlarmName, PagesTopicArn);
    this.tally.count('pages for the dead-letter alarm', 1, pages, `received by a probe queue; state set by hand: ${this.target.alarmByHand}`);
  }

  private async fanOut(): Promise<void> {
    const sent = await this.publish(this.orders);
    say(`sent ${sent} orders, each once`);
    this.tally.count('orders sent', 60, sent, 'PublishBatch, no entry failed');

    await Promise.all([
      this.audit.collect(this.orders, this.orders.length),
      this.shipping.collect(this.orders, this.physical.length),
      this.invoices.collect(this.orders, this.priced.length),
    ]);
    const shipped = this.shipping.ofOrders(this.orders);
    const shippedPhysical = shipped.filter((order) => order.kind === 'physical');
    const arrived = this.audit.ofOrders(this.orders);
    const filtered = arrived.filter((order) => order.kind === 'digital' && !shipped.includes(order));
    say(`${arrived.length} arrived at Audit, ${shipped.length} at Shipping`);
    this.tally.count('arrived at Audit: all', 60, arrived.length, 'different order ids received');
    this.tally.count('arrived at Shipping: the physical', 42, shippedPhysical.length, 'different order ids received');
    this.tally.count('filtered: the digital', 18, filtered.length, 'received at Audit and not at Shipping');
    this.tally.count('invoiced by Billing: those with a price', 57, this.invoiced(), 'different order ids with the right amount');
  }

  private async withoutPolicy(): Promise<void> {
    const { cli, assembly } = this.stage;
    if (!this.target.mayBreak) {
      this.tally.notRun('Audit without its queue policy', 'it would alter a real stack');
      return;
    }
    await cli.deploy(STACK, withoutQueuePolicy(assembly, STACK, 'AuditQueueUrl'));
    const lost = [oneOrder('without-policy')];
    await this.publish(lost);
    await this.shipping.collect(lost, 1);
    await this.audit.collect(lost, 0);
    say(`without the queue policy of Audit: ${this.shipping.ofOrders(lost).length} at Shipping, ${this.audit.ofOrders(lost).length} at Audit`);
    this.tally.count('Audit\'s policy removed: at Shipping', 1, this.shipping.ofOrders(lost).length, 'one more order, received there');

    await cli.deploy(STACK, assembly);
    const found = [oneOrder('with-policy')];
    await this.publish(found);
    await this.audit.collect(found, 1);
    // Counted again here, because a late delivery would be one too.
    this.tally.count('Audit\'s policy removed: at Audit', 0, this.audit.ofOrders(lost).length, 'that same order, looked for twice');
    this.tally.count('Audit\'s policy restored: at Audit', 1, this.audit.ofOrders(found).length, 'another order, received there');
  }

  private async deadLetterAndRedrive(): Promise<void> {
    const { clients, patience, redrive } = this.target;
    const { cli } = this.stage;
    const { BillingDeadLetterQueueUrl, BillingQueueUrl } = this.outputs;
    const { times, secondsApart } = await triesOf(clients.sqs, BillingQueueUrl);
    say(`waiting until the 3 orders without a price have been tried ${times} times, ${secondsApart} s apart`);
    const seconds = times * secondsApart + patience.arrivalSeconds;
    const ids = await lookAtDeadLetters(clients.sqs, BillingDeadLetterQueueUrl, this.priceless.length, seconds, patience.quietSeconds);
    const ours = ids.filter(isOfThisRun);
    const poison = this.priceless.filter((order) => ours.includes(order.orderId));
    say(`${ours.length} orders dead-lettered`);
    this.tally.count('dead-lettered: those without a price', 3, poison.length, 'order ids received from the dead-letter queue');
    this.tally.count('dead-lettered: anything else', 0, ours.length - poison.length, 'the same');

    await cli.deploy(STACK, await cli.synthesize('fixed', 'fixed=true'));
    say('deployed the fix: an order without a price is invoiced with 0');
    const left = ids.length - ours.length;
    if (left > 0) say(`${left} dead letters of an earlier run are redriven too`);
    const redriven = await redrive.run(clients.sqs, BillingDeadLetterQueueUrl, BillingQueueUrl) - left;
    say(`redrove ${redriven} orders`);
    this.tally.count('redriven to Billing', 3, redriven, redrive.how);
  }

  private async invoiceTheRest(): Promise<void> {
    const { clients, patience } = this.target;
    const { BillingDeadLetterQueueUrl } = this.outputs;

    await this.invoices.collect(this.orders, this.orders.length);
    say(`${this.invoiced()} of 60 orders are invoiced`);
    this.tally.count('invoiced after the fix: all', 60, this.invoiced(), 'different order ids with the right amount');
    const left = await countUntil(0, patience.arrivalSeconds, 'an empty dead-letter queue', () => depth(clients.sqs, BillingDeadLetterQueueUrl));
    this.tally.count('left in the dead-letter queue', 0, left, 'GetQueueAttributes');
  }

  private countDuplicates(): void {
    const duplicates = [this.audit, this.shipping, this.invoices].reduce((sum, mailbox) => sum + mailbox.duplicates(this.orders), 0);
    if (this.target.neverTwice) {
      this.tally.count('received twice', 0, duplicates, 'all receives of Audit, Shipping and Invoices');
    } else {
      this.tally.note('received twice', duplicates, 'a standard queue may deliver twice');
    }
  }

  private async publish(orders: Order[]): Promise<number> {
    return publishOrders(this.target.clients.sns, this.outputs.OrdersTopicArn, orders);
  }

  private invoiced(): number {
    return this.invoices.ofOrders(this.orders, (invoice, order) => invoice.amount === (order.price ?? 0)).length;
  }
}
