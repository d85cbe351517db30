import { createHmac } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { openOrder } from './open-order';
import { RECEIPT_KEY, startWeb, WebAnswer, WebProgram } from './web-program';
import { countResources } from '../network/count-resources';
import { networkStack } from '../network/network-stacks';
import { orderQueue } from '../order-worker/order-queue';
import { receiveAndDelete } from '../order-worker/receive-and-delete';
import { say } from '../progress';
import { Scenario, Stage } from '../scenario';
import { Tally } from '../tally';

const STACK = 'WebService';
const ORDERS = 20;

export const WEB_SERVICE: Scenario = {
  stack: STACK,
  summary: 'a web service on Fargate: its network and load balancer by another emulator; its program takes orders and is stopped',
  deploysItself: true,
  checkedOnly: {
    emulator: [
      'the image: nothing builds it; the program runs as a process of this machine, with the queue of OrderWorker on the main emulator',
      'rights of the task role: the program has those of the demo',
      'requests through the load balancer: moto answers none, the demo asks the program itself',
    ],
  },
  run: (stage) => new WebRun(stage).run(),
};

/** Orders from the web program, and stops it while an order is on its way. */
class WebRun {
  private readonly tally: Tally;
  private readonly sqs: SQSClient;
  private queueUrl!: string;
  private taken: WebAnswer[] = [];

  constructor(private readonly stage: Stage) {
    this.tally = stage.tally;
    this.sqs = stage.target.clients.sqs;
  }

  public async run(): Promise<void> {
    // Its queue is in that stack.
    await networkStack(this.stage, 'OrderWorker');
    const { network, stack } = await networkStack(this.stage, STACK);
    await countResources(network, stack, this.tally);
    this.queueUrl = (await orderQueue(this.stage)).OrdersQueueUrl;
    const web = await startWeb(this.stage, this.queueUrl);
    await this.ask(web);
    await this.order(web);
    await this.stop(web);
    await this.compare();
    await this.withoutQueue();
  }

  private async ask(web: WebProgram): Promise<void> {
    const bad = ['no JSON', '{}', 'null', JSON.stringify({ item: 'x'.repeat(70_000) })];
    const refused = (await Promise.all(bad.map((order) => web.post(order)))).filter(({ status }) => status === 400);
    this.tally.count('health check', 200, (await web.get('/health')).status, 'GET /health');
    this.tally.count('another page', 404, (await web.get('/')).status, 'GET /');
    this.tally.count('orders that are none', bad.length, refused.length, 'POST /orders: status 400');
  }

  private async order(web: WebProgram): Promise<void> {
    const answers = await Promise.all(Array.from({ length: ORDERS }, (_, index) => web.post({ item: `item-${index}` })));
    this.taken = answers.filter(({ status }) => status === 202);
    this.tally.count('orders taken', ORDERS, this.taken.length, 'POST /orders: status 202');
    const signed = this.taken.filter(({ body }) => body.receipt === createHmac('sha256', RECEIPT_KEY).update(body.orderId).digest('hex'));
    this.tally.count('receipts signed with the secret', ORDERS, signed.length, 'HMAC of the order id');
  }

  private async stop(web: WebProgram): Promise<void> {
    const { finish } = await openOrder(web.url, JSON.stringify({ item: 'late' }));
    web.program.terminate();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const refused = await web.get('/health').then(({ status }) => `status ${status}`, () => 'refused');
    const { connection, ...answer } = await finish().catch(() => ({ status: 0, body: {}, connection: 'lost' }));
    this.taken.push(answer);
    say('the web program was told to stop while an order was on its way');
    this.tally.count('a new request after SIGTERM', 'refused', refused, 'connection to the program');
    this.tally.count('the order on its way at SIGTERM', 202, answer.status, 'its second half was sent after that');
    this.tally.count('its connection', 'close', `${connection}`, 'header of the answer');
    this.tally.count('exit code of the program', 0, await web.program.ended(), 'SIGTERM');
  }

  private async compare(): Promise<void> {
    const { patience } = this.stage.target;
    const received = await receiveAndDelete(this.sqs, this.queueUrl, this.taken.length, patience);
    const different = new Set(received.map(({ orderId }) => orderId));
    this.tally.count('orders in the queue, of those taken', ORDERS + 1, this.taken.filter(({ body }) => different.has(body.orderId)).length, 'order ids received');
    this.tally.count('any other message', 0, received.length - different.size, 'the same');
  }

  /** Nobody is told that an order has arrived which has not. */
  private async withoutQueue(): Promise<void> {
    const web = await startWeb(this.stage, `${this.queueUrl}-that-is-not-there`);
    const { status } = await web.post({ item: 'lost' });
    this.tally.count('an order without a queue', 500, status, 'POST /orders');
    web.program.terminate();
    await web.program.ended();
  }
}
