/**
 * Sends thousands of messages through two reference stacks on an emulator while consumers are killed, functions fail and the emulator is restarted,
 * and accounts for every one of them: sent = processed + dead-lettered.
 */
import * as fs from 'node:fs';
import * as path from 'node:path';
import { EditLeg } from './edit-leg';
import { withFaults } from './faulty-functions';
import { Outage } from './ledger';
import { Leg } from './leg';
import { ledgerOf, Place } from './loaded-queue';
import { parseOptions, USAGE } from './options';
import { OrderLeg } from './order-leg';
import { DIFFERENCES, page } from './page';
import { PhotoLeg } from './photo-leg';
import { CdkCli } from '../../examples/demo/cdk-cli';
import { scratchFolder } from '../../examples/demo/clean-up';
import { EmulatorTarget, emulatorTarget } from '../../examples/demo/emulator-target';
import { sleep } from '../../examples/demo/poll';
import { say, secondsSoFar } from '../../examples/demo/progress';
import { runMain } from '../../examples/demo/run-main';
import { Tally } from '../../examples/demo/tally';

const ROOT = path.join(__dirname, '..', '..');
const PAGE = path.join(ROOT, 'docs', 'faults.md');
/** So long nothing must move before it counts that nothing will. */
const STALL_SECONDS = 60;

async function main(args: string[]): Promise<number> {
  const options = parseOptions(args);
  const scratch = scratchFolder();
  const cli = new CdkCli(ROOT, scratch);
  const target = await emulatorTarget(ROOT, scratch, cli, { persistent: true });
  const place: Place = { clients: target.clients, scratch, options };
  say(`seed ${options.seed}, ${options.messages} orders, photos and edits`);

  const assembly = await cli.synthesize('original');
  const deploy = async (stack: string, queueOfFunction: string) => {
    const environment = { LEDGER: ledgerOf(queueOfFunction, scratch), SEED: `${options.seed}` };
    const outputs = await cli.deploy(stack, withFaults(target.deployable(assembly, stack), stack, environment));
    say(`deployed ${stack}, with functions that fail`);
    return outputs;
  };
  const orders = new OrderLeg(place, await deploy('OrderFanOut', 'Billing'));
  const photoOutputs = await deploy('PhotoPipeline', 'Thumbnails');
  const legs = [orders, new PhotoLeg(place, photoOutputs), new EditLeg(place, photoOutputs)];

  const outages = await load(target, legs, options.messages / 2);
  const tallies = [new Tally('OrderFanOut'), new Tally('PhotoPipeline'), new Tally('PhotoPipeline, edits in order')];
  for (const [index, leg] of legs.entries()) await leg.count(tallies[index], outages);
  tallies.forEach((tally) => tally.print([]));
  console.log(DIFFERENCES.map((line) => `- ${line}`).join('\n'));
  console.log(`\nseed ${options.seed}, ${Math.round(secondsSoFar())} s: ${tallies.map(({ title, verdict }) => `${title}: ${verdict}`).join('; ')}`);
  if (options.write) fs.writeFileSync(PAGE, page({ options, tallies, seconds: secondsSoFar() }));
  return tallies.every(({ exact }) => exact) ? 0 : 1;
}

/** Sends all of it, restarts the emulator on the way, and returns when the queues are empty. */
async function load(target: EmulatorTarget, legs: readonly Leg[], half: number): Promise<Outage[]> {
  for (const leg of legs) await leg.prepare();
  say('consumers are running; sending');
  const [outages] = await Promise.all([restartTwice(target, legs, half), ...legs.map(async (leg) => {
    const from = secondsSoFar();
    await leg.send();
    say(`sent all ${leg.what}: ${Math.round(leg.senders.taken / (secondsSoFar() - from))} a second`);
  })]);
  await untilEmpty(legs);
  return outages;
}

/** When half of the fastest is sent, and when half of the slowest is. */
async function restartTwice(target: EmulatorTarget, legs: readonly Leg[], half: number): Promise<Outage[]> {
  const outages: Outage[] = [];
  const isHalfSent = ({ senders }: Leg) => senders.taken >= half;
  for (const isTime of [() => legs.some(isHalfSent), () => legs.every(isHalfSent)]) {
    while (!isTime()) await sleep(50);
    say(`restarting the emulator with ${(await depthsOf(legs)).join(', ')} in the queues`);
    const from = Date.now();
    await target.restart();
    say('the emulator is back');
    // What was answered a moment before may not have been done, and what was done may not have been answered.
    outages.push({ from: from - 1000, to: Date.now() + 1000 });
  }
  return outages;
}

async function untilEmpty(legs: readonly Leg[]): Promise<void> {
  let before = '';
  let lastMove = Date.now();
  for (;;) {
    const depths = await depthsOf(legs);
    if (depths.every((line) => line.endsWith(' 0'))) return;
    const now = depths.join(', ');
    if (now !== before) lastMove = Date.now();
    if (Date.now() - lastMove > STALL_SECONDS * 1000) return say(`! nothing has moved for ${STALL_SECONDS} s: ${now}`);
    before = now;
    await sleep(1000);
  }
}

async function depthsOf(legs: readonly Leg[]): Promise<string[]> {
  const queues = legs.flatMap((leg) => leg.queues);
  return Promise.all(queues.map(async (queue) => `${queue.name} ${await queue.depth()}`));
}

runMain(USAGE, main);
