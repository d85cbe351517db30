import * as os from 'node:os';
import { CONCURRENCY, TIMEOUT_SECONDS } from './faulty-functions';
import { Options } from './options';
import { EMULATOR_PACKAGES } from '../../examples/demo/python-environment';
import { Tally } from '../../examples/demo/tally';

/** Where the run differs from the stacks as they are, and from AWS. */
export const DIFFERENCES: readonly string[] = [
  'Biller and Thumbnailer are wrapped: one invocation in five fails, before the work, after it, or because its process ends after it',
  `their timeout is ${TIMEOUT_SECONDS} s and not 2, and each has ${CONCURRENCY} batches at once: one machine runs everything; their queues hide a message for 12 s as ever`,
  'consumers are processes of this machine with the rights of the emulator\'s root; they take messages for 3 s, so that what a killed one held comes soon',
  'the emulator is told to end, and writes queues with what is in work, topics, buckets, tables and functions to disk then; killed, it would lose them',
  'FifoTopic is set by hand: CloudFormation of the emulator drops it, and such a topic drops no duplicates',
];

export interface Run {
  readonly options: Options;
  readonly tallies: readonly Tally[];
  readonly seconds: number;
}

/** All of a run in Markdown. */
export function page({ options: { messages, seed }, tallies, seconds }: Run): string {
  const emulator = EMULATOR_PACKAGES.requirements[0].replace('==', ' ');
  return `# Load and faults

Is every message accounted for when consumers are killed, functions fail and the service goes away? \`npm run faults\` deploys the reference stacks
\`OrderFanOut\` and \`PhotoPipeline\` with the CDK CLI to an emulator on this machine and sends ${messages} orders, ${messages} photos, and ${messages} edits
of photos that have to stay in order, all at once. Workers write down what they receive, process and delete before they can be killed, and the run
compares that with what was sent and with the dead letters. This page is written by the run.

- Date: ${new Date().toISOString().slice(0, 10)}
- Command: \`npm run faults -- --messages ${messages} --seed ${seed}\`. The seed decides after how many messages a consumer is killed and at what, and which
  batches fail; not in which order processes get their turn
- Machine: ${os.cpus().length} cores, ${os.cpus()[0].model.trim()}, Node.js ${process.version}
- Emulator: ${emulator}, with IAM and resource policies enforced (\`AUTH=true\`), over HTTPS; restarted twice, with half of the fastest way
  sent and with half of the slowest
- Duration: ${Math.round(seconds)} s. Rates are of the emulator and of whatever else the machine did, and no promise

**This is no proof on AWS.** How a queue keeps order and when it delivers again is the emulator's doing. What the run shows of the stacks is that
their edges and policies hold under load, that whatever nobody can process ends in a dead-letter queue, and that the function which is meant to be
idempotent is.

${tallies.map((tally) => `## ${tally.title}\n\n${tally.markdown()}\n`).join('\n')}
## What is different in this run

${DIFFERENCES.map((line) => `- ${line}`).join('\n')}
`;
}
