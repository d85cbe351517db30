import { join } from 'node:path';
import { ROOT, run } from './child';
import { count, measured, Section, shown } from './measured';
import { markdownTable } from '../scripts/markdown-table';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const GOAL = 1.1;
const CONSTRUCTS = [
  'AlarmTopic', 'CognitoUserPool', 'EmrCluster', 'FargateService', 'KinesisToFirehoseToS3', 'QueueWithDlq', 'ServerlessApi', 'SnsSqsFanOut',
  'StepFunctionsWorkflow', 'StreamConsumer',
];

/** What judges deliveries: a promise loads it when it is first checked, at synth. */
const ENGINE = join(ROOT, 'lib', 'delivery', 'engine.js');

interface Loaded { readonly cpu: number; readonly files: readonly string[] }

/** A program names the modules of CDK; Node.js takes its time to find them. */
function asImported(file: string): string {
  return file.match(/\/node_modules\/(aws-cdk-lib(?:\/aws-[^/]+)?|constructs)(?:\/lib)?\/index\.js$/)?.[1] ?? file;
}

function loadingOf(construct: string) {
  const { files } = run<Loaded>('loading', construct);
  const own = files.filter((file) => file.startsWith(join(ROOT, 'lib')));
  const needed = files.filter((file) => file.includes('/node_modules/')).map(asImported);
  const runs = count(RUNS, () => ({ ours: run<Loaded>('loading', construct).cpu, alone: run<Loaded>('loading', '-', JSON.stringify(needed)).cpu }));
  return {
    construct,
    own: own.length,
    needed: needed.length,
    cpu: measured(runs.map(({ ours }) => ours)),
    alone: measured(runs.map(({ alone }) => alone)),
    ratio: measured(runs.map(({ ours, alone }) => ours / alone)),
  };
}

/** What loading one construct of the package takes, beside the files of CDK that it needs. */
export function loading(): Section {
  const rows = CONSTRUCTS.map(loadingOf);
  const engine = measured(count(RUNS, () => run<Loaded>('loading', '-', JSON.stringify([ENGINE])).cpu));
  const over = rows.filter(({ ratio }) => ratio.median > GOAL);
  return {
    data: { constructs: rows, engine },
    markdown: `## Loading

\`require('cdk-keel')\` and the name of one construct, beside the modules of aws-cdk-lib and constructs that this loads, by their names and alone:
CPU time in milliseconds, the median of ${RUNS} processes each in turn, and the least to the most.

${markdownTable(['Construct', 'Files of the package', 'of CDK', 'CPU time', 'of CDK alone', 'Ratio'], rows.map((row) => [
  row.construct, `${row.own}`, `${row.needed}`, shown(row.cpu), shown(row.alone), shown(row.ratio, 2),
]))}

Goal ${GOAL}: met by ${rows.length - over.length} of ${rows.length}${over.length === 0 ? '' : `, missed by ${over.map(({ construct }) => construct).join(', ')}`}.${over.length === 0
  ? '' : ' What is above it is the reading of the package\'s own files. [All in one file](../decisions/014-one-file-engine.md) took no less.'}

At synth the first promise that is checked loads the delivery rules: ${shown(engine)} ms, once in an app.
`,
  };
}
