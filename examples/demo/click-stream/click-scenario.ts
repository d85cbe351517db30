import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { CRASH_CLICK, DeviceEvent, rounds } from './clicks';
import { countDeliveries } from './deliveries';
import { countThrottles, endThrottling, throttle } from './function-calls';
import { countAgain, countClicks, journeysIn } from './journeys';
import { countGivenUp } from './poison';
import { alarmsOf, countPages } from '../alarm-routing';
import { countUntil } from '../poll';
import { say } from '../progress';
import { Scenario, Stage } from '../scenario';

const STACK = 'ClickStream';

/** Rounds until the consumer is throttled. */
const HALF = 25;

export const CLICK_STREAM: Scenario = {
  stack: STACK,
  summary: '5,000 events of 100 devices to a bucket and in order to a consumer; a crash, throttling, a poison record',
  checkedOnly: {
    emulator: [
      'rights of the roles of Firehose, and of the consumer to read the stream: the emulator asks for none',
      'KMS: the emulator asks no service for a right on the key',
      'buffering, GZIP and new lines: it writes each record at once, as it is',
      'errors/processing-failed/ for what the transform marks: it leaves that out, so the answers of the function are counted',
      'retries of the transform: it lets a record through as it is when the function fails',
      'partial batches, splitting, limit of retries, failure destination: its poller has none; the demo does it by the settings of the mapping',
      'the age after which records are given up',
      'alarms on metric math (DeliveryFailed, KeyUnusable, TransformFailed): it refuses them',
      'metric to alarm: it publishes no metrics of streams and queues',
    ],
  },
  run: (stage) => new ClickRun(stage).run(),
};

/** Sends events through the deployed stack and counts what becomes of each. */
class ClickRun {
  private readonly rounds = rounds();
  private readonly events = this.rounds.flat();
  private sent = 0;

  constructor(private readonly stage: Stage) {}

  public async run(): Promise<void> {
    await this.routeAlarms();
    await this.consumeInSpiteOfACrash();
    await this.consumeAfterThrottling();
    await this.compareOrder();
    await countDeliveries(this.stage, this.events);
    await countGivenUp(this.stage, (events) => this.put(events));
  }

  private async routeAlarms(): Promise<void> {
    const { target: { clients, patience }, outputs, tally } = this.stage;
    const { FailedBatchAlarmName, PagesTopicArn } = outputs;
    const alarms = await alarmsOf(STACK, clients);
    const routed = alarms.filter((alarm) => alarm.AlarmActions?.includes(PagesTopicArn));
    tally.count('alarms routed to Pages', alarms.length, routed.length, 'each alarm of the stack has the topic as an action');
    const pages = await countPages(clients, patience, FailedBatchAlarmName, PagesTopicArn);
    tally.count('pages for the alarm on batches given up', 1, pages, 'received by a probe queue; state set by hand: no SQS metrics there');
  }

  private async consumeInSpiteOfACrash(): Promise<void> {
    const { target: { clients, patience }, outputs, tally } = this.stage;
    await this.send(0, HALF);
    const clicks = this.rounds.slice(0, HALF).flat().filter(isConsumed).length;
    const seen = await countUntil(clicks, patience.arrivalSeconds, 'clicks of the first half', () => this.countClicks());
    say(`the consumer has seen ${seen} clicks`);
    const again = await countAgain(clients.dynamodb, outputs.JourneysTableName, CRASH_CLICK);
    tally.count('crash of the consumer: its click came again', 1, again, 'process.exit between two writes of a batch, once that click was stored');
    tally.count('clicks that the consumer has in spite of it', clicks, seen, 'scan of its table');
  }

  private async consumeAfterThrottling(): Promise<void> {
    const { target: { clients, patience }, outputs, tally } = this.stage;
    const before = await this.countClicks();
    await throttle(clients, outputs.TrackerName);
    await this.send(HALF, this.rounds.length);
    const meanwhile = await this.countClicks() - before;
    const throttled = await countThrottles(clients, outputs.TrackerName);
    say(`the consumer is throttled and has seen ${meanwhile} of the second half`);
    tally.count('events sent', 5000, this.sent, 'PutRecords, no record failed');
    tally.count('clicks consumed while it is throttled', 0, meanwhile, 'reserved concurrency of 0, then a scan of its table');
    tally.count('calls throttled', 'some', throttled > 0 ? 'some' : 'none', `Throttles of CloudWatch: ${throttled}`);

    await endThrottling(clients, outputs.TrackerName);
    const clicks = this.events.filter(isConsumed).length;
    const seen = await countUntil(clicks, patience.arrivalSeconds * 2, 'all clicks', () => this.countClicks());
    say(`the consumer has seen ${seen} clicks`);
    tally.count('clicks that the consumer has: all', clicks, seen, 'scan of its table; heartbeats and what is no JSON are filtered');
  }

  private async compareOrder(): Promise<void> {
    const { target: { clients }, outputs, tally } = this.stage;
    const journeys = await journeysIn(clients.dynamodb, outputs.JourneysTableName);
    const devices = [...new Set(this.events.map(({ device }) => device))];
    const inOrder = devices.filter((device) => {
      const sent = this.events.filter((event) => event.device === device && isConsumed(event)).map(({ id }) => id);
      return `${journeys.get(device)}` === `${sent}`;
    });
    say(`${inOrder.length} of ${devices.length} devices have all their clicks in order`);
    tally.count('devices with each click once and in order', 100, inOrder.length, 'ids in the table, compared with those sent');
  }

  /** A round has one event of each device: within one call PutRecords promises no order. */
  private async send(first: number, end: number): Promise<void> {
    for (const events of this.rounds.slice(first, end)) {
      this.sent += (await this.put(events)).length;
      if (this.sent % 500 === 0) say(`sent ${this.sent} events`);
    }
  }

  /** Puts events into the stream and returns where they are. */
  private async put(events: DeviceEvent[]): Promise<{ ShardId?: string; SequenceNumber?: string }[]> {
    const { Records: records = [] } = await this.stage.target.clients.kinesis.send(new PutRecordsCommand({
      StreamName: this.stage.outputs.ClickStreamName,
      Records: events.map(({ device, data }) => ({ PartitionKey: device, Data: Buffer.from(data) })),
    }));
    const failed = records.filter(({ ErrorCode }) => ErrorCode !== undefined);
    if (failed.length > 0) say(`! ${failed.length} events were refused: ${failed[0].ErrorCode} ${failed[0].ErrorMessage}`);
    return records.filter((record) => !failed.includes(record));
  }

  private countClicks(): Promise<number> {
    return countClicks(this.stage.target.clients.dynamodb, this.stage.outputs.JourneysTableName);
  }
}

function isConsumed({ kind }: DeviceEvent): boolean {
  return kind === 'click' || kind === 'click without device';
}
