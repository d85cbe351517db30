/**
 * `npm run fuzz -- --samples 1000 --seed 1 [Construct …]` judges so many samples of each construct, on all processors. With `--write` cfn-lint judges some of
 * the templates, too, and docs/fuzzing.md is written; that run can be stopped, after `--minutes` by itself, and goes on where it was when it is started again.
 */
import { fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Chunk, Judged } from './chunk';
import { prepareLint } from './lint';
import { page, totals } from './page';
import { SAMPLED } from './samples';

const ROOT = join(__dirname, '..', '..');
const REPORTS = join(ROOT, 'test-reports');

/** Samples for which a process is used. What the CDK keeps of each app is given back with it. */
const IN_ONE_PROCESS = 2000;
const IN_ONE_CHUNK = 250;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    samples: { type: 'string', default: '1000' },
    seed: { type: 'string', default: `${Date.now() % 2 ** 31}` },
    minutes: { type: 'string', default: '1000' },
    write: { type: 'boolean', default: false },
  },
});
const [samples, seed, minutes] = [values.samples, values.seed, values.minutes].map(Number);
if (!(Number.isInteger(samples) && samples >= 1 && Number.isInteger(seed) && minutes > 0)) {
  throw new Error('--samples is a whole number from 1, --seed a whole number, --minutes more than 0');
}
const unknown = positionals.filter((construct) => !(construct in SAMPLED));
if (unknown.length > 0) throw new Error(`there is no ${unknown.join(', ')}, but ${Object.keys(SAMPLED).join(', ')}`);

/** The first chunk of each construct, the second of each, and so on: when time is up, all of them have had about the same. */
const constructs = positionals.length > 0 ? positionals : Object.keys(SAMPLED);
const chunks = Array.from({ length: Math.ceil(samples / IN_ONE_CHUNK) }, (_, index): Omit<Chunk, 'construct'> => ({
  samples: Math.min(IN_ONE_CHUNK, samples - index * IN_ONE_CHUNK), seed: seed + index, validateEvery: 25, lintEvery: values.write ? 50 : 0,
})).flatMap((chunk) => constructs.map((construct): Chunk => ({ construct, ...chunk })));

const file = join(REPORTS, `fuzz-${seed}-${samples}.jsonl`);
const judged: Judged[] = values.write && existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Judged) : [];
const left = chunks.filter((chunk) => !judged.some((done) => done.construct === chunk.construct && done.seed === chunk.seed));
const end = Date.now() + minutes * 60_000;

void main();

async function main(): Promise<void> {
  console.log(`Seed ${seed}, ${samples} samples of each of ${constructs.length} constructs`);
  if (values.write) prepareLint();
  await Promise.all(Array.from({ length: availableParallelism() }, useProcesses));
  console.log(totals(judged));
  if (values.write) writeFileSync(join(ROOT, 'docs', 'fuzzing.md'), page(judged, { seed, samples }));
}

/** One process after the other. */
async function useProcesses(): Promise<void> {
  while (left.length > 0 && Date.now() < end) await useProcess();
}

/** A process that takes chunks until it has had its share. */
async function useProcess(): Promise<void> {
  const child = fork(join(__dirname, 'worker.ts'), {
    execArgv: ['-r', 'ts-node/register/transpile-only', '--max-semi-space-size=64'],
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') },
  });
  const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`a process ended with ${code}`))));
  try {
    for (let had = 0; had < IN_ONE_PROCESS && left.length > 0 && Date.now() < end;) {
      const chunk = left.shift()!;
      const answer = new Promise<Judged>((resolve) => child.once('message', (message) => resolve(message as Judged)));
      child.send(chunk);
      note(await Promise.race([answer, ended]));
      had += chunk.samples;
    }
  } finally {
    ended.catch(() => undefined);
    child.kill();
  }
}

function note(one: Judged): void {
  judged.push(one);
  if (one.counterexample !== undefined) {
    console.log(`\n${one.construct}, seed ${one.seed}, has a counterexample:\n${one.counterexample}\n`);
    process.exitCode = 1;
  }
  if (values.write) {
    mkdirSync(REPORTS, { recursive: true });
    appendFileSync(file, `${JSON.stringify(one)}\n`);
  }
}
