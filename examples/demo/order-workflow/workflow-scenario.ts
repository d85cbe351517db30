import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DescribeStateMachineCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { ApiCall, callApi, clientAs } from './api-call';
import { executed, statesOf, transitionsOf } from './coverage';
import { Execution, historyOf, listExecutions, untilEnded } from './executions';
import { receiveNotices } from './failure-notices';
import { Order, ORDERS } from './orders';
import { standInForStart } from './start-integration';
import { tryStates } from './state-trials';
import { alarmsOf } from '../alarm-routing';
import { Clients } from '../clients';
import { countUntil } from '../poll';
import { say } from '../progress';
import { Scenario, Stage } from '../scenario';
import { Tally } from '../tally';
import { Patience } from '../target';

const STACK = 'OrderWorkflow';

const { byEvent: BY_EVENT, ...BY_API } = ORDERS;

export const ORDER_WORKFLOW: Scenario = {
  stack: STACK,
  summary: 'orders through an API and an event into a workflow: every state and every way, retry, failure notices',
  checkedOnly: {
    emulator: [
      'the integration of POST /orders itself: it knows none with Step Functions; a server of the demo fills in the deployed template and starts the execution',
      'the schema of POST /orders: it makes no request validator',
      'rights of the roles of workflow, route, rule and failure notices: it does not enforce them',
      'alarms on metric math: it refuses them, so the stack is deployed without them',
      'KMS: the emulator asks no service for a right on the key',
      'timeouts, and the notice of an execution that timed out: its executions never time out',
      'execution log and X-Ray: it writes none',
      'retries of transient errors in an execution: it has no such errors; TestState alone has tried them',
      'StateEntered of states in branches and maps: it writes none, so their tasks answer with the name of their state',
      'the dead-letter queue of the rules: nothing failed on the way',
    ],
  },
  run: (stage) => new WorkflowRun(stage).run(),
};

/** Sends orders through the deployed workflow, and compares what was executed with what is defined. */
class WorkflowRun {
  private readonly clients: Clients;
  private readonly patience: Patience;
  private readonly outputs: Stage['outputs'];
  private readonly tally: Tally;
  private executions: Execution[] = [];

  constructor({ target, outputs, tally }: Stage) {
    this.clients = target.clients;
    this.patience = target.patience;
    this.outputs = outputs;
    this.tally = tally;
  }

  public async run(): Promise<void> {
    await this.routeAlarms();
    const kind = await standInForStart(this.clients, this.outputs.ApiId, '/orders');
    say(`POST /orders (${kind}) has a stand-in`);
    const shop = await clientAs(this.clients, this.outputs.ShopRoleArn, 'shop');
    await this.refuse(shop);
    await this.start(shop);
    await this.untilEnded();
    await this.lookAtOrders();
    await this.lookAtNotices();
    await this.compareWithDefinition();
  }

  private async routeAlarms(): Promise<void> {
    const alarms = await alarmsOf(STACK, this.clients);
    const routed = alarms.filter((alarm) => alarm.AlarmActions?.includes(this.outputs.PagesTopicArn));
    this.tally.count('alarms routed to Pages', alarms.length, routed.length, 'each alarm of the stack has the topic as an action');
  }

  private async refuse(shop: APIGatewayClient): Promise<void> {
    const { status: unsigned } = await callApi(this.clients.apiGateway, { ...this.postOf(ORDERS.shipped), unsigned: true });
    const { status: withoutRight } = await callApi(shop, this.getOf(ORDERS.shipped));
    const started = await listExecutions(this.clients.stepFunctions, this.outputs.StateMachineArn);
    this.tally.count('an order without a signature', 403, unsigned, 'status of the answer');
    this.tally.count('executions started by it', 0, started.length, 'ListExecutions');
    this.tally.count('a role that may only order reads an order', 403, withoutRight, 'status of the answer');
  }

  private async start(shop: APIGatewayClient): Promise<void> {
    const orders = Object.values(BY_API);
    const answers = await Promise.all(orders.map((order) => callApi(shop, this.postOf(order))));
    const accepted = answers.filter(({ status, body }) => status === 202 && typeof body.id === 'string');
    this.tally.count('orders accepted by POST /orders', orders.length, accepted.length, 'status 202 with an id, signed by the role Shop');
    await putEvent(this.clients.eventBridge, BY_EVENT);
    const expected = orders.length + 1;
    const started = await countUntil(expected, this.patience.arrivalSeconds, 'started executions', async () => (
      (await listExecutions(this.clients.stepFunctions, this.outputs.StateMachineArn)).length
    ));
    say(`${started} executions started`);
    const names = (await listExecutions(this.clients.stepFunctions, this.outputs.StateMachineArn)).map(({ arn }) => arn.split(':').pop());
    const named = accepted.filter(({ body }) => names.includes(body.id));
    this.tally.count('executions started: one more by an event', expected, started, 'ListExecutions');
    this.tally.count('executions named as the answer says', orders.length, named.length, 'ListExecutions');
    const { id } = answers[orders.indexOf(ORDERS.stopped)].body;
    await this.stop(`${this.outputs.StateMachineArn.replace(':stateMachine:', ':execution:')}:${id}`);
  }

  /** Stops an execution while it waits for the supplier. */
  private async stop(executionArn: string): Promise<void> {
    const { stepFunctions } = this.clients;
    await countUntil(1, this.patience.arrivalSeconds, 'the wait of an execution', async () => (
      (await historyOf(stepFunctions, executionArn)).filter(({ type }) => type === 'WaitStateEntered').length
    ));
    await stepFunctions.send(new StopExecutionCommand({ executionArn, cause: 'the customer has changed their mind' }));
  }

  private async untilEnded(): Promise<void> {
    const expected = Object.keys(ORDERS).length;
    this.executions = await untilEnded(this.clients.stepFunctions, this.outputs.StateMachineArn, expected, this.patience.arrivalSeconds);
    const count = (status: string) => this.executions.filter((one) => one.status === status).length;
    say(`${count('SUCCEEDED')} executions succeeded, ${count('FAILED')} failed, ${count('ABORTED')} aborted`);
    const unaltered = Object.values(ORDERS).filter((order) => JSON.stringify(this.of(order)?.input) === JSON.stringify(order));
    this.tally.count('orders that arrived as they were sent', expected, unaltered.length, 'input of DescribeExecution, quotes and all');
    this.tally.count('executions SUCCEEDED', 5, count('SUCCEEDED'), 'DescribeExecution');
    this.tally.count('executions FAILED: the declined', 1, this.of(ORDERS.declined)?.status === 'FAILED' ? count('FAILED') : 0, 'the same');
    this.tally.count('executions ABORTED: the stopped', 1, this.of(ORDERS.stopped)?.status === 'ABORTED' ? count('ABORTED') : 0, 'the same');
  }

  private async lookAtOrders(): Promise<void> {
    const { shipped, busyBank, shortOfStock, byEvent, declined, empty } = ORDERS;
    const delivered = [shipped, busyBank, shortOfStock, byEvent];
    const states = await Promise.all([...delivered, declined, empty].map((order) => callApi(this.clients.apiGateway, this.getOf(order))));
    const [ofShipped, ofBusy, ofShort, ofEvent, ofDeclined, ofEmpty] = states;
    const arrived = [ofShipped, ofBusy, ofShort, ofEvent].filter(({ body }) => body?.status === 'shipped');
    this.tally.count('orders shipped', delivered.length, arrived.length, 'GET /orders/{id}');
    this.tally.count('status of the declined order', 'refused', `${ofDeclined.body?.status}`, 'GET /orders/{id}');
    this.tally.count('an order of nothing is not in the table', 404, ofEmpty.status, 'GET /orders/{id}');

    const lines = delivered.reduce((sum, order) => sum + order.lines.length, 0);
    const parcels = arrived.reduce((sum, { body }) => sum + body.parcels, 0);
    this.tally.count('lines packed by the map', lines, parcels, 'counted by the function in the table');
    this.tally.count('the busy bank is asked', 2, ofBusy.body?.chargeAttempts, 'counted by the function in the table');
    const busy = this.of(busyBank);
    const retried = busy?.status === 'SUCCEEDED' ? busy.events.filter(({ type }) => type === 'TaskFailed').length : 0;
    this.tally.count('of that, failed and tried again', 1, retried, 'TaskFailed in an execution that SUCCEEDED');
    this.tally.count('the other bank is asked', 1, ofShipped.body?.chargeAttempts, 'counted by the function in the table');
    const waited = secondsBetween(this.of(shortOfStock), 'WaitStateEntered', 'WaitStateExited');
    this.tally.count('waits of 5 seconds or more', 1, Number(waited >= 5), 'timestamps of GetExecutionHistory');
  }

  private async lookAtNotices(): Promise<void> {
    const expected = [ORDERS.declined, ORDERS.stopped].map((order) => this.of(order)).map((one) => `${one?.arn} ${one?.status}`);
    const notices = await receiveNotices(this.clients.sqs, this.outputs.AdministratorQueueUrl, expected.length, this.patience);
    const right = notices.filter(({ executionArn, status }) => expected.includes(`${executionArn} ${status}`));
    say(`${notices.length} notices of failures at the administrator's queue`);
    const different = new Set(right.map(({ executionArn }) => executionArn)).size;
    this.tally.count('notices: one FAILED, one ABORTED', expected.length, different, 'received from the queue Administrator');
    this.tally.count('any other notice', 0, notices.length - different, 'the same');
  }

  private async compareWithDefinition(): Promise<void> {
    const { stepFunctions } = this.clients;
    const described = new DescribeStateMachineCommand({ stateMachineArn: this.outputs.StateMachineArn });
    const { definition: text, roleArn } = await stepFunctions.send(described);
    const definition = JSON.parse(text!);
    const states = statesOf(definition);
    const defined = [...states.keys()];
    const ways = transitionsOf(definition);
    const seen = executed(definition, this.executions.map(({ events }) => events));
    const { tried, trials, failures } = await tryStates(stepFunctions, states, roleArn!);

    const untouched = defined.filter((name) => !seen.states.has(name));
    const unused = ways.filter((way) => !seen.transitions.has(way));
    const untried = defined.filter((name) => !tried.has(name));
    this.tally.count('states executed, of those defined', defined.length, defined.length - untouched.length,
      `GetExecutionHistory and DescribeStateMachine; ${missing(untouched)}`);
    this.tally.count('ways taken, of those defined', ways.length, ways.length - unused.length, `the same: Next, Default, Choices, Catch; ${missing(unused)}`);
    this.tally.count('single states tried', trials, trials - failures.length, failures.length > 0 ? failures.join('; ') : 'TestState: status and next state');
    this.tally.note('states tried so', tried.size, `of ${defined.length}; ${missing(untried)}`);
  }

  private postOf(order: Order): ApiCall {
    return { apiId: this.outputs.ApiId, method: 'POST', path: '/orders', body: order };
  }

  private getOf(order: Order): ApiCall {
    return { apiId: this.outputs.ApiId, method: 'GET', path: `/orders/${order.orderId}` };
  }

  private of(order: Order): Execution | undefined {
    return this.executions.find(({ input }) => input.orderId === order.orderId);
  }
}

function missing(names: string[]): string {
  return `missing: ${names.length > 0 ? names.join(', ') : 'none'}`;
}

function secondsBetween(execution: Execution | undefined, first: string, second: string): number {
  const time = (type: string) => execution?.events.find((event) => event.type === type)?.timestamp!.getTime() ?? NaN;
  return (time(second) - time(first)) / 1000;
}

async function putEvent(client: EventBridgeClient, order: Order): Promise<void> {
  await client.send(new PutEventsCommand({ Entries: [{ Source: 'shop', DetailType: 'Ordered', Detail: JSON.stringify(order) }] }));
}
