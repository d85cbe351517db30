import { fork } from 'node:child_process';
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Chunk, Judged } from './chunk';
import { page, totals } from './page';
import { SAMPLED } from './samples';
import { undoAtEnd } from '../../examples/demo/clean-up';
import { runMain, UsageError } from '../../examples/demo/run-main';
import { LINTER_ENVIRONMENT } from '../../scripts/security/cfn-lint';

const ROOT = join(__dirname, '..', '..');
const REPORTS = join(ROOT, 'test-reports');

/** Samples for which a process is used. What the CDK keeps of each app is given back with it. */
const IN_ONE_PROCESS = 2000;
const IN_ONE_CHUNK = 250;

const USAGE = `Usage: npm run fuzz [-- <flags> <constructs>]

Judges samples of each construct, made from random props, on all processors.

  (no construct)  all of them
  --samples <n>   how many of each (1000)
  --seed <n>      of the first 250 samples; the next have the seed after it (drawn)
  --minutes <n>   stops after so many (1000)
  --write         cfn-lint judges some of the templates, too, and docs/fuzzing.md is written; a run that was stopped goes on where it was
  --help          this text`;

/** What is to do, and what has been done. */
interface Run {
  readonly left: Chunk[];
  readonly judged: Judged[];
  /** Where what has been judged is written, so that the run can go on. */
  readonly file?: string;
  /** When the time is up. */
  readonly end: number;
}

async function main(args: string[]): Promise<number> {
  const { samples, seed, minutes, write, constructs } = parseOptions(args);
  const file = write ? join(REPORTS, `fuzz-${seed}-${samples}.jsonl`) : undefined;
  const judged = file !== undefined && existsSync(file) ? judgedIn(file) : [];
  // The first chunk of each construct, the second of each, and so on: when time is up, all of them have had about the same.
  const chunks = Array.from({ length: Math.ceil(samples / IN_ONE_CHUNK) }, (_, index): Omit<Chunk, 'construct'> => ({
    samples: Math.min(IN_ONE_CHUNK, samples - index * IN_ONE_CHUNK), seed: seed + index, validateEvery: 25, lintEvery: write ? 50 : 0,
  })).flatMap((chunk) => constructs.map((construct): Chunk => ({ construct, ...chunk })));
  const left = chunks.filter((chunk) => !judged.some((done) => done.construct === chunk.construct && done.seed === chunk.seed));

  console.log(`Seed ${seed}, ${samples} samples of each of ${constructs.length} constructs`);
  if (write) LINTER_ENVIRONMENT.ensureReady();
  const run: Run = { left, judged, file, end: Date.now() + minutes * 60_000 };
  await Promise.all(Array.from({ length: availableParallelism() }, () => useProcesses(run)));
  console.log(totals(judged));
  if (write) writeFileSync(join(ROOT, 'docs', 'fuzzing.md'), page(judged, { seed, samples }));
  return judged.some(({ counterexample }) => counterexample !== undefined) ? 1 : 0;
}

function judgedIn(file: string): Judged[] {
  return readFileSync(file, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Judged);
}

function parseOptions(args: string[]) {
  const { values, positionals } = parseArgs({
    args,
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
    throw new UsageError('--samples is a whole number from 1, --seed a whole number, --minutes more than 0');
  }
  const unknown = positionals.filter((construct) => !(construct in SAMPLED));
  if (unknown.length > 0) throw new UsageError(`there is no ${unknown.join(', ')}, but ${Object.keys(SAMPLED).join(', ')}`);
  return { samples, seed, minutes, write: values.write, constructs: positionals.length > 0 ? positionals : Object.keys(SAMPLED) };
}

/** One process after the other. */
async function useProcesses(run: Run): Promise<void> {
  while (run.left.length > 0 && Date.now() < run.end) await useProcess(run);
}

/** A process that takes chunks until it has had its share. */
async function useProcess(run: Run): Promise<void> {
  const child = fork(join(__dirname, 'worker.ts'), {
    execArgv: ['-r', 'ts-node/register/transpile-only', '--max-semi-space-size=64'],
    env: { ...process.env, TS_NODE_PROJECT: join(ROOT, 'tsconfig.dev.json') },
  });
  const forget = undoAtEnd(() => void child.kill());
  const ended = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`a process ended with ${code}`))));
  try {
    for (let had = 0; had < IN_ONE_PROCESS && run.left.length > 0 && Date.now() < run.end;) {
      const chunk = run.left.shift()!;
      const answer = new Promise<Judged>((resolve) => child.once('message', (message) => resolve(message as Judged)));
      child.send(chunk);
      note(run, await Promise.race([answer, ended]));
      had += chunk.samples;
    }
  } finally {
    ended.catch(() => undefined);
    forget();
    child.kill();
  }
}

function note({ judged, file }: Run, one: Judged): void {
  judged.push(one);
  if (one.counterexample !== undefined) console.log(`\n${one.construct}, seed ${one.seed}, has a counterexample:\n${one.counterexample}\n`);
  if (file === undefined) return;
  mkdirSync(REPORTS, { recursive: true });
  appendFileSync(file, `${JSON.stringify(one)}\n`);
}

runMain(USAGE, main);
