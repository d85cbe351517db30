import { CONSTRUCTS, resourcesOf, synthesize } from './apps';
import { plot } from './growth-plot';
import { count, exponent, Measured, measured, Section, shown } from './measured';
import { markdownTable } from '../scripts/markdown-table';

const SIZES = [1, 10, 100, 1_000];
const FOLDERS = ['queue-with-dlq', 'sns-sqs-fan-out', 'step-functions-workflow'];
const COLORS = ['#2f7fd6', '#d9822b', '#3a9d5d', '#b0559d'];
const GOAL = 1.05;
const MOST_IN_STACK = 500;
const RUNS = Number(process.env.BENCH_RUNS ?? 3);

interface Line { readonly name: string; readonly points: readonly { readonly size: number; readonly cpu: Measured; readonly memory: Measured }[] }

function line(folder: string, library: string): Line {
  const inStack = Math.floor(MOST_IN_STACK / resourcesOf(synthesize(folder, library)));
  return {
    name: `${CONSTRUCTS[folder]}${library === 'keel' ? '' : ', plain L2s'}`,
    points: SIZES.map((size) => {
      // A long run varies less.
      const runs = count(size < 1_000 ? RUNS : 1, () => synthesize(folder, library, { constructs: size, inStack }));
      return { size, cpu: measured(runs.map(({ cpu }) => cpu)), memory: measured(runs.map(({ memory }) => memory)) };
    }),
  };
}

const slope = ({ points }: Line, from: number) => (
  exponent(points.filter(({ size }) => size >= from).map(({ size, cpu }) => [size, cpu.median] as const))
);
const each = ({ points }: Line, of: 'cpu' | 'memory') => points.map((point) => {
  const first = of === 'memory' ? points[0].memory.median : 0;
  // The memory of what is there before the first construct says nothing about growth.
  return point.size === 1 && of === 'memory' ? '—' : ((point[of].median - first) / point.size).toFixed(of === 'cpu' ? 1 : 2);
});

/** Apps of 1 to 1,000 constructs. */
export function growth(): Section & { readonly svg: string } {
  const lines = [...FOLDERS.map((folder) => line(folder, 'keel')), line('queue-with-dlq', 'plain')];
  const over = lines.filter((one) => slope(one, 100) > GOAL);
  return {
    data: lines.map((one) => ({ ...one, exponent: slope(one, 1), exponentFrom100: slope(one, 100) })),
    svg: plot('CPU time for each construct in ms, by the number of constructs', lines.map(({ name, points }, index) => ({
      name, color: COLORS[index], points: points.map(({ size, cpu }) => [size, cpu.median / size] as const),
    }))),
    markdown: `## Growth

Apps of ${SIZES.map((size) => size.toLocaleString('en-US')).join(', ')} constructs over stacks of at most ${MOST_IN_STACK} resources: loading, constructing and
synthesis, the median of ${RUNS} processes, one of 1,000. The exponent is the slope of time over number, both as logarithms: 1 is linear, 2 grows with the square. From
1 on, loading and the compiler of Node.js make it small; from 100 on they matter less.

${markdownTable(['CPU time for each, in ms', ...SIZES.map(String), 'Exponent', 'Exponent from 100 on'], lines.map((one) => [
  one.name, ...each(one, 'cpu'), slope(one, 1).toFixed(2), slope(one, 100).toFixed(2),
]))}

An app of 1,000 QueueWithDlq takes ${(lines[0].points.at(-1)!.cpu.median / lines.at(-1)!.points.at(-1)!.cpu.median).toFixed(2)} × the time of the same resources by plain L2s.

Goal ${GOAL}, from 100 on: ${over.length === 0 ? 'met by all' : `missed by ${over.map(({ name }) => name).join(', ')}`}.

![CPU time for each construct](images/growth.svg)

${markdownTable(['Memory in MiB for each beyond the first', ...SIZES.map(String)], lines.map((one) => [one.name, ...each(one, 'memory')]))}

Largest app: ${lines.map(({ name, points }) => `${name} ${shown(points.at(-1)!.cpu)} ms and ${shown(points.at(-1)!.memory)} MiB`).join('; ')}.
`,
  };
}
