import { Change, Comparison } from './comparison';
import { deploy, DeployedStack, destroy, Place, RefusedError } from './deployed-stack';
import { outcomeOf, Row } from './row';
import { judge } from './verdict';
import { sleep } from '../../examples/demo/poll';
import { RUN } from '../../examples/demo/run-id';
import { Resources } from '../../test/delivery/cases/delivery-case';

const PATIENCE_SECONDS = 20;
/** Of a changed template it is asked three times as long as the correct one took, and no less than this. */
const LEAST_SECONDS = 3;
const LOOK_MILLISECONDS = 250;

interface Tried {
  readonly arrived?: number;
  readonly refused?: string;
  readonly took: number;
}

/** Deploys the correct template and then each changed one, one after the other: some have names that are unique in the account. */
export async function compareEdge(place: Place, comparison: Comparison, number: number): Promise<Row[]> {
  const { edge, resources, changes, missing, seconds = LEAST_SECONDS } = comparison;
  const patience = missing ? seconds : PATIENCE_SECONDS;
  const { row, took } = await compare(place, comparison, `edge${number}`, resources, patience);
  const isMissing = missing !== undefined && row.judged.verdict === 'yes' && !row.arrived;
  const rows: Row[] = [isMissing ? { ...row, outcome: 'not compared', reason: missing } : row];

  for (const [index, change] of changes.entries()) {
    const changed = changedBy(resources, change);
    const name = `edge${number}changed${index}`;
    if (row.outcome === 'agrees') {
      rows.push((await compare(place, comparison, name, changed, Math.max(seconds, 3 * took), change)).row);
    } else {
      rows.push({ edge, change: change.what, judged: judge(name, changed), sent: 0, outcome: 'not compared' });
    }
  }
  return rows;
}

async function compare(place: Place, comparison: Comparison, name: string, resources: Resources, seconds: number, change?: Change) {
  const { edge, sent = 3 } = comparison;
  const judged = judge(name, resources);
  const { took, ...happened } = await attempt(place, comparison, name, resources, seconds);
  const outcome = outcomeOf(judged, change?.rule, sent, happened.arrived);
  const row: Row = { edge, change: change?.what, judged, sent, ...happened, outcome };
  return { row, took };
}

function changedBy(resources: Resources, { by }: Change): Resources {
  const changed = structuredClone(resources);
  by(changed);
  for (const resource of Object.values(changed)) {
    if (typeof resource.DependsOn === 'string' && changed[resource.DependsOn] === undefined) delete resource.DependsOn;
  }
  return changed;
}

/** Deploys a template, sends, counts what arrives, and takes everything away again. */
async function attempt(place: Place, comparison: Comparison, name: string, resources: Resources, seconds: number): Promise<Tried> {
  const marks = Array.from({ length: comparison.sent ?? 3 }, (_, index) => `${RUN}-${name}-${index + 1}`);
  try {
    const stack = await deploy(place, name, resources);
    const start = Date.now();
    await comparison.send(stack, marks);
    const arrived = await countArrivals(stack, comparison, marks, seconds);
    return { arrived, took: (Date.now() - start) / 1000 };
  } catch (error) {
    if (error instanceof RefusedError && comparison.refusal && error.message.includes(comparison.refusal)) return { refused: error.message, took: 0 };
    throw new Error(`${comparison.edge}, ${name}: ${error instanceof Error ? error.message : error}`);
  } finally {
    await destroy(place, name);
  }
}

async function countArrivals(stack: DeployedStack, { look, unmarked }: Comparison, marks: readonly string[], seconds: number): Promise<number> {
  const texts = new Set<string>();
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    (await look(stack)).forEach((text) => texts.add(text));
    const count = unmarked ? texts.size : marks.filter((mark) => [...texts].some((text) => text.includes(mark))).length;
    if (count >= marks.length || Date.now() > deadline) return count;
    await sleep(LOOK_MILLISECONDS);
  }
}
