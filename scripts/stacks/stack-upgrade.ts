import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { consumedQueues, DeployedResource, resourcesOf, statusOf } from './deployed';
import { countDifferent } from './older-release';
import { ServiceClients } from './service-clients';
import { pieces, STORES } from './stored-data';
import { TRAFFIC } from './traffic';
import { alarmsOf } from '../../examples/demo/alarm-routing';
import { readTemplate } from '../../examples/demo/broken-assembly';
import { say } from '../../examples/demo/progress';
import { Stage } from '../../examples/demo/scenario';
import { Template } from '../../examples/demo/target';
import { LOST_WITH } from '../../test/contract/stateful';

/** Pieces of data in each resource. */
const PIECES = 5;

const SAME_ID = 'resources that hold data, with the same physical id';

/** A row of the table: what is still there of what was there before. */
interface Kept {
  readonly what: string;
  readonly expected: number;
  readonly counted: number;
  readonly how: string;
}

interface Stored {
  readonly resource: DeployedResource;
  readonly look: () => Promise<number>;
}

/** One stack before and after an upgrade. */
export class StackUpgrade {
  private resources: DeployedResource[] = [];
  private stored: Stored[] = [];
  private afterwards?: () => Promise<void>;

  constructor(private readonly stack: string, private readonly stage: Stage, private readonly clients: ServiceClients) {}

  /** Sends traffic through the stack, and stores data in everything that holds some. */
  public async fill(): Promise<void> {
    this.afterwards = await TRAFFIC[this.stack](this.stage);
    await this.store();
  }

  /** A queue with a consumer holds what the traffic has put into it. */
  public async store(): Promise<void> {
    this.resources = await resourcesOf(this.clients, this.stack);
    const consumed = consumedQueues(readTemplate(this.stage.assembly, this.stack));
    const filled = this.resources.filter(({ id, type }) => STORES[type] !== undefined && !consumed.has(id));
    this.stored = await Promise.all(filled.map(async (resource) => (
      { resource, look: await STORES[resource.type].store(this.clients, resource.physicalId, pieces(PIECES)) }
    )));
  }

  /** Looks for everything after the cloud assembly has been deployed, and sends more traffic. */
  public async check(assembly: string): Promise<void> {
    const { tally } = this.stage;
    const [before, now] = [readTemplate(this.stage.assembly, this.stack), readTemplate(assembly, this.stack)];
    tally.note('resources that the upgrade changes or adds', countDifferent(now, before), 'templates compared');
    tally.count('status', 'UPDATE_COMPLETE', await statusOf(this.clients, this.stack), 'DescribeStacks');
    await this.countSettings(now);
    (await this.kept()).forEach(({ what, expected, counted, how }) => tally.count(what, expected, counted, how));
    const end = await this.afterwards?.().then(() => 'no error', ({ message }) => message);
    tally.count('traffic after the upgrade', 'no error', end, 'all calls of the rows before');
  }

  /** Looks whether what held data is still the same, and has it. */
  public async kept(): Promise<Kept[]> {
    const stateful = this.resources.filter(({ type }) => LOST_WITH[type] !== undefined);
    const now = new Map((await resourcesOf(this.clients, this.stack)).map(({ id, physicalId }) => [id, physicalId]));
    const same = stateful.filter(({ id, physicalId }) => now.get(id) === physicalId);
    stateful.filter((one) => !same.includes(one)).forEach(({ id, physicalId }) => say(`${this.stack}: ${id} was ${physicalId}, is ${now.get(id)}`));
    const rows = [{ what: SAME_ID, expected: stateful.length, counted: same.length, how: 'ListStackResources before and after' }];

    for (const [type, { what, how }] of Object.entries(STORES)) {
      const ofType = this.stored.filter(({ resource }) => resource.type === type);
      const found = await Promise.all(ofType.map((one) => this.found(one)));
      const counted = found.reduce((sum, count) => sum + count, 0);
      if (ofType.length > 0) rows.push({ what, expected: ofType.length * PIECES, counted, how: `${how}; ${ofType.length} × ${PIECES}` });
    }
    return rows;
  }

  /** A resource that is gone has nothing. */
  private async found({ resource, look }: Stored): Promise<number> {
    const count = await look().catch((error) => {
      say(`${this.stack}: ${resource.id}: ${error.message}`);
      return 0;
    });
    if (count < PIECES) say(`${this.stack}: ${resource.id} has ${count} of ${PIECES}`);
    return count;
  }

  /** The upgrade has not only succeeded, it has done something. */
  private async countSettings({ Resources: template }: Template): Promise<void> {
    const { tally } = this.stage;
    const alarms = Object.values(template).filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    tally.count('alarms, one of them new', alarms.length, (await alarmsOf(this.stack, this.clients)).length, 'DescribeAlarms');
    const queues = this.resources.filter(({ type }) => type === 'AWS::SQS::Queue');
    const changed = await Promise.all(queues.map(async ({ id, physicalId }) => {
      const ask = new GetQueueAttributesCommand({ QueueUrl: physicalId, AttributeNames: ['VisibilityTimeout'] });
      const { Attributes } = await this.clients.sqs.send(ask).catch(() => ({ Attributes: undefined }));
      return Number(Attributes?.VisibilityTimeout) === (template[id]?.Properties?.VisibilityTimeout ?? 30);
    }));
    tally.count('queues with the changed visibility timeout', queues.length, changed.filter(Boolean).length, 'GetQueueAttributes');
  }
}
