import * as path from 'node:path';
import { GetQueueAttributesCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { FakeAgent } from './fake-agent';
import { LocalProgram } from '../local-program';
import { OrderQueue, orderQueue, packedOrders } from './order-queue';
import { depth, lookAtDeadLetters } from '../dead-letters';
import { countResources } from '../network/count-resources';
import { networkStack } from '../network/network-stacks';
import { countUntil } from '../poll';
import { say } from '../progress';
import { RUN } from '../run-id';
import { Scenario, Stage } from '../scenario';
import { startWeb } from '../web-service/web-program';

const STACK = 'OrderWorker';
const ORDERS = 12;

export const ORDER_WORKER: Scenario = {
  stack: STACK,
  summary: 'a worker on Fargate: its network by another emulator; its program packs orders, is stopped, loses nothing',
  deploysItself: true,
  checkedOnly: {
    emulator: [
      'the image: nothing builds it; the program runs as a process of this machine, with the stack\'s queues and table on the main emulator',
      'rights of the task role: the program has those of the demo',
      'scaling: the number of programs is the demo\'s',
      'task protection itself: a server of the demo answers in place of the ECS agent',
    ],
  },
  run: (stage) => new WorkerRun(stage).run(),
};

/** Has orders packed by the worker's program, and stops it in between. */
class WorkerRun {
  private readonly agent: FakeAgent;
  private queue!: OrderQueue;
  private agentUri!: string;
  private workers: LocalProgram[] = [];

  constructor(private readonly stage: Stage) {
    this.agent = new FakeAgent(async () => (await this.packed()).length);
  }

  public async run(): Promise<void> {
    const { network, stack } = await networkStack(this.stage, STACK);
    await countResources(network, stack, this.stage.tally);
    this.queue = await orderQueue(this.stage);
    this.agentUri = await this.agent.listen();
    const orders = await this.order();
    await this.stopAtWork();
    await this.finish(orders);
    await this.refuseProtection();
  }

  /** Orders by the web program, and one that nobody can pack. */
  private async order(): Promise<string[]> {
    const { tally, target: { clients } } = this.stage;
    const web = await startWeb(this.stage, this.queue.OrdersQueueUrl);
    const answers = await Promise.all(Array.from({ length: ORDERS }, (_, index) => web.post({ item: `item-${index}` })));
    web.program.terminate();
    await web.program.ended();
    const orders = answers.filter(({ status }) => status === 202).map(({ body }) => body.orderId as string);
    tally.count('orders taken by the web program', ORDERS, orders.length, 'POST /orders: status 202');
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: this.queue.OrdersQueueUrl, MessageBody: JSON.stringify({ orderId: `${RUN}-poison` }) }));
    return orders;
  }

  private async stopAtWork(): Promise<void> {
    const { tally, target: { clients, patience } } = this.stage;
    const worker = this.startWorker();
    await countUntil(1, patience.arrivalSeconds, 'protection of the task', async () => Math.min(1, this.agent.calls.length));
    const before = (await this.packed()).length;
    worker.terminate();
    say('a worker that has begun to pack is told to stop');
    tally.count('packed when the worker is told to stop', 0, before, 'Scan of the table, while it is protected');
    tally.count('exit code of the worker', 0, await worker.ended(), 'SIGTERM during work');
    const { Attributes } = await clients.sqs.send(new GetQueueAttributesCommand({
      QueueUrl: this.queue.OrdersQueueUrl, AttributeNames: ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
    }));
    const waiting = Number(Attributes!.ApproximateNumberOfMessages) + Number(Attributes!.ApproximateNumberOfMessagesNotVisible);
    const packed = (await this.packed()).length;
    tally.count('of the orders it held, packed before it ended', packedIn(worker), packed, 'its own log, and the table');
    tally.count('packed or still in the queue', ORDERS + 1, packed + waiting, 'Scan, GetQueueAttributes: the poison one is there too');
    tally.count('packed then', 'some', packed === 0 ? 'none' : packed < ORDERS ? 'some' : 'all', 'Scan of the table: it was told in the middle');
  }

  private async finish(orders: string[]): Promise<void> {
    const { tally, target: { clients, patience } } = this.stage;
    const worker = this.startWorker();
    const packed = await countUntil(ORDERS, patience.arrivalSeconds, 'packed orders', async () => (await this.packed()).length);
    say(`${packed} of ${ORDERS} orders are packed; the poison one is tried 3 times`);
    const { OrdersDeadLetterQueueUrl, OrdersQueueUrl } = this.queue;
    const dead = await lookAtDeadLetters(clients.sqs, OrdersDeadLetterQueueUrl, 1, 60, patience.quietSeconds);
    worker.terminate();
    tally.count('exit code of the next worker', 0, await worker.ended(), 'SIGTERM while it waits for messages');
    const ids = await this.packed();
    tally.count('orders packed, of those taken', ORDERS, orders.filter((id) => ids.includes(id)).length, 'Scan of the table');
    tally.count('packed more than once', 0, this.workers.reduce((sum, one) => sum + packedIn(one), 0) - ids.length, 'the logs of both workers');
    tally.count('dead-lettered: the poison order', 1, dead.filter((id) => id === `${RUN}-poison`).length, 'received from the dead-letter queue');
    tally.count('dead-lettered: anything else', 0, dead.filter((id) => id !== `${RUN}-poison`).length, 'the same');
    tally.count('left in the queue', 0, await depth(clients.sqs, OrdersQueueUrl), 'GetQueueAttributes');
    this.countProtection();
  }

  private countProtection(): void {
    const { calls, doneWhileProtected } = this.agent;
    const alternating = calls.filter(({ asked }, index) => asked === (index % 2 === 0)).length;
    this.stage.tally.count('packed while the task was protected: all', ORDERS, doneWhileProtected, 'the table, counted at each call for protection');
    this.stage.tally.count('calls on, off, on, off …', calls.length, alternating, 'the server in place of the ECS agent');
    this.stage.tally.count('protected in the end', 'no', calls.at(-1)?.asked ? 'yes' : 'no', 'the same');
  }

  /** A task that ECS will not protect must not begin. */
  private async refuseProtection(): Promise<void> {
    const { tally, target: { clients, patience } } = this.stage;
    this.agent.refuses = true;
    const MessageBody = JSON.stringify({ orderId: `${RUN}-later`, item: 'item' });
    await clients.sqs.send(new SendMessageCommand({ QueueUrl: this.queue.OrdersQueueUrl, MessageBody }));
    tally.count('exit code of a worker that is not protected', 0, await this.startWorker().ended(), 'the server refuses');
    tally.count('packed by it', ORDERS, (await this.packed()).length, 'Scan of the table: no more than before');
    this.agent.refuses = false;
    const worker = this.startWorker();
    const packed = await countUntil(ORDERS + 1, patience.arrivalSeconds, 'the order given back', async () => (await this.packed()).length);
    worker.terminate();
    await worker.ended();
    tally.count('packed by the next: what it gave back', ORDERS + 1, packed, 'Scan of the table, at once and not after the visibility timeout');
  }

  private startWorker(): LocalProgram {
    const { root, scratch } = this.stage;
    const worker = new LocalProgram(path.join(root, 'examples', 'order-worker', 'worker', 'worker.js'), scratch, {
      QUEUE_URL: this.queue.OrdersQueueUrl, TABLE_NAME: this.queue.PackedTableName, ECS_AGENT_URI: this.agentUri,
    });
    this.workers.push(worker);
    return worker;
  }

  private async packed(): Promise<string[]> {
    return packedOrders(this.stage.target.clients.dynamodb, this.queue.PackedTableName);
  }
}

function packedIn({ output }: LocalProgram): number {
  return output.match(/^packed /gm)?.length ?? 0;
}
