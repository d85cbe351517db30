import { consumedQueues, DeployedResource, resourcesOf, statusOf } from './deployed';
import { countLeft } from './failed-deploys';
import { Inventory, LISTED_TYPES, nameIn } from './inventory';
import { Place } from './place';
import { pieces, STORES } from './stored-data';
import { readTemplate } from '../../examples/demo/broken-assembly';
import { say } from '../../examples/demo/progress';
import { Tally } from '../../examples/demo/tally';

interface Retained extends DeployedResource {
  readonly stack: string;
}

interface Destroyed {
  readonly tally: Tally;
  /** What is left by design, in words. */
  readonly retained: string[];
}

/** Destroys stacks with messages in what they retain, and compares what is left with what the templates retain. */
export async function destroyTogether(place: Place, stacks: readonly string[], before: Inventory): Promise<Destroyed> {
  const { clients, cli, assembly } = place;
  const tally = new Tally('Destroy');
  const retained = (await Promise.all(stacks.map((stack) => retainedOf(place, stack)))).flat();
  const listed = retained.filter(({ type }) => LISTED_TYPES.has(type));
  const consumed = new Map(stacks.map((stack) => [stack, consumedQueues(readTemplate(assembly, stack))]));
  const queues = listed.filter(({ type, stack, id }) => type === 'AWS::SQS::Queue' && !consumed.get(stack)!.has(id));
  const looks = await Promise.all(queues.map(({ physicalId }) => STORES['AWS::SQS::Queue'].store(clients, physicalId, pieces(1))));

  await cli.destroyTogether(stacks, assembly);
  say(`destroyed ${stacks.length} stacks`);
  const statuses = await Promise.all(stacks.map((stack) => statusOf(clients, stack)));
  tally.count('stacks left', 0, statuses.filter((status) => status !== 'no such stack').length, 'DescribeStacks');
  await countLeft(place, tally, before, listed.map(nameIn));
  const found = (await Promise.all(looks.map((look) => look()))).filter((count) => count === 1).length;
  tally.count('retained queues without a consumer that have their message', queues.length, found, 'sent before, received after');
  return { tally, retained: retainedLines(retained) };
}

/** What of a deployed stack its template retains. */
async function retainedOf({ clients, assembly }: Place, stack: string): Promise<Retained[]> {
  const { Resources: template } = readTemplate(assembly, stack);
  return (await resourcesOf(clients, stack)).filter(({ id }) => template[id].DeletionPolicy?.startsWith('Retain')).map((one) => ({ ...one, stack }));
}

/** The tenants are alike. */
function retainedLines(retained: readonly Retained[]): string[] {
  return [...new Set(retained.map(({ stack, type, id }) => `${stack.replace(/\d+$/, ' (each)')}: ${type} ${id}`))].sort();
}
