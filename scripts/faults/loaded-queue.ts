import * as path from 'node:path';
import { DeleteMessageCommand, GetQueueAttributesCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { Consumers } from './consumers';
import { Ledger, Outage } from './ledger';
import { Options } from './options';
import { idIn } from './workers/id-in';
import { Clients } from '../../examples/demo/clients';
import { depth, receiveDeadLetters, triesOf } from '../../examples/demo/dead-letters';
import { Tally } from '../../examples/demo/tally';

/** Half of the time for which the queue of a function hides a message: what takes longer on a busy machine may be late. */
const LATE_SECONDS = 6;

/** What every part of the run works with. */
export interface Place {
  readonly clients: Clients;
  readonly scratch: string;
  readonly options: Options;
}

/** What may have been sent to a queue: names, and how many copies of each. */
export interface Sent {
  readonly copies: ReadonlyMap<string, number>;
  /** Those that no worker can process. */
  readonly poison: ReadonlySet<string>;
}

/** The file into which whoever works on a queue writes. */
export function ledgerOf(queue: string, scratch: string): string {
  return path.join(scratch, `${queue}.ledger`);
}

/** A queue of a stack under load: who works on it writes into its ledger. */
export class LoadedQueue {
  private readonly ledgerFile: string;
  private readonly sqs: SQSClient;
  private consumers?: Consumers;
  private readonly deadLetters = new Set<string>();
  private maxReceiveCount = 0;

  constructor(private readonly place: Place, readonly name: string, private readonly url: string) {
    this.sqs = place.clients.sqs;
    this.ledgerFile = ledgerOf(name, place.scratch);
  }

  public startConsumers(): void {
    const { scratch, options: { seed, messages } } = this.place;
    const perLife = Math.round(2 * Math.sqrt(messages));
    this.consumers = new Consumers({ queue: this.name, url: this.url, ledger: this.ledgerFile, scratch, seed, messages: perLife });
  }

  public async depth(): Promise<number> {
    return depth(this.sqs, this.url);
  }

  /** Stops the consumers, takes all dead letters and returns what the ledger says. */
  public async end(): Promise<Ledger> {
    await this.consumers?.stop();
    this.maxReceiveCount = (await triesOf(this.sqs, this.url)).times;
    const url = await this.deadLetterQueueUrl();
    for (;;) {
      const messages = await receiveDeadLetters(this.sqs, url);
      if (messages.length === 0) break;
      messages.forEach(({ Body }) => this.deadLetters.add(idIn(Body)));
      await Promise.all(messages.map(({ ReceiptHandle }) => this.sqs.send(new DeleteMessageCommand({ QueueUrl: url, ReceiptHandle }))));
    }
    return Ledger.read(this.ledgerFile, this.consumers ? undefined : LATE_SECONDS);
  }

  public isDeadLettered(id: string): boolean {
    return this.deadLetters.has(id);
  }

  /** Accounts for everything sent to the queue. */
  public count(tally: Tally, ledger: Ledger, { copies, poison }: Sent, outages: readonly Outage[]): void {
    const ids = [...copies.keys()];
    const dead = new Set(ids.filter((id) => this.deadLetters.has(id)));
    const processed = ids.filter((id) => ledger.isProcessed(id));
    const both = processed.filter((id) => dead.has(id));
    const lost = ids.filter((id) => !ledger.isProcessed(id) && !dead.has(id));
    const others = ids.filter((id) => dead.has(id) && !poison.has(id));
    const comebacks = ledger.comebacks(outages);
    const copiesTooMany = ids.filter((id) => ledger.copiesOf(id) > copies.get(id)!);
    const undone = others.filter((id) => ledger.triesOf(id).every((one) => !ledger.isDone(one, outages)));
    const row = (what: string) => `${this.name}: ${what}`;

    tally.count(row('sent = processed + dead-lettered'), ids.length, processed.length + dead.size - both.length, this.how(processed, dead, both));
    tally.count(row('lost'), 0, lost.length, lost.length === 0 ? 'neither in the ledger nor dead-lettered' : `as ${lost.slice(0, 3).join(', ')}`);
    tally.count(row('poison dead-lettered'), poison.size, [...poison].filter((id) => dead.has(id)).length, 'received from the dead-letter queue');
    tally.count(row('others dead-lettered, for a reason'), others.length, undone.length, `none of their ${this.maxReceiveCount} tries was done${this.lateness(others, ledger)}`);
    tally.note(row('processed again'), ledger.repeats(ids), this.whyAgain(ledger));
    tally.count(row('came again though done'), 0, comebacks.length, 'receives after the message was deleted or answered for');
    tally.count(row('copies beyond those sent'), 0, copiesTooMany.length, 'message ids of SQS');
    if (this.consumers !== undefined) tally.count(row('receives left unfinished'), 'some', ledger.unfinished > 0 ? 'some' : 'none', `${ledger.unfinished}`);
    tally.note(row('done a second'), perSecond(ledger), 'information only: from the first receive to the last deletion');
  }

  /** How long done tries of dead letters took. */
  private lateness(dead: string[], ledger: Ledger): string {
    const seconds = dead.flatMap((id) => ledger.triesOf(id)).flatMap(({ at, doneAt = at }) => doneAt > at ? [(doneAt - at) / 1000] : []);
    return seconds.length === 0 ? '' : ` in time; ${seconds.length} were after ${Math.min(...seconds)} to ${Math.max(...seconds)} s`;
  }

  private how(processed: string[], dead: Set<string>, both: string[]): string {
    const twice = both.length === 0 ? '' : `, ${both.length} of them both: processed, then not deleted`;
    return `${processed.length} processed, ${dead.size} dead-lettered${twice}`;
  }

  private whyAgain(ledger: Ledger): string {
    const failed = `${ledger.failures} tries failed`;
    if (this.consumers === undefined) return `every receive before was not done: ${failed}`;
    return `every receive before was not done: ${this.consumers.killed} consumers killed, ${this.consumers.crashed} cut off, ${failed}`;
  }

  private async deadLetterQueueUrl(): Promise<string> {
    const { Attributes: attributes } = await this.sqs.send(new GetQueueAttributesCommand({ QueueUrl: this.url, AttributeNames: ['RedrivePolicy'] }));
    const arn: string = JSON.parse(attributes!.RedrivePolicy!).deadLetterTargetArn;
    const { QueueUrl } = await this.sqs.send(new GetQueueUrlCommand({ QueueName: arn.split(':').pop() }));
    return QueueUrl!;
  }
}

function perSecond(ledger: Ledger): number {
  const times = ledger.lines.map(({ at }) => at);
  const seconds = (times[times.length - 1] - times[0]) / 1000;
  const done = new Set(ledger.lines.filter(({ event }) => event === 'done').map(({ id }) => id)).size;
  return Math.round(done / seconds);
}
