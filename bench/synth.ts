import { CONSTRUCTS, librariesOf, resourcesOf, synthesize } from './apps';
import { Measured, measured, Section, shown } from './measured';
import { titleOf } from './peers';
import { markdownTable } from '../scripts/markdown-table';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const GOAL_PLAIN = 1.15;
const GOAL_PEERS = 0.6;

interface Row {
  readonly construct: string;
  readonly library: string;
  readonly resources: number;
  readonly cpu: Measured;
  readonly memory: Measured;
  /** Ours over theirs, of each pair of runs. For the same resources, or for each resource. */
  readonly cpuRatio: Measured;
  readonly memoryRatio: Measured;
  readonly more: string;
}

/** Synthesizes an app by all libraries in turn, again and again. */
function rowsOf(folder: string): Row[] {
  const libraries = librariesOf(folder);
  const runs = Array.from({ length: RUNS }, () => new Map(libraries.map((library) => [library, synthesize(folder, library)])));
  const ours = runs.map((run) => run.get('keel')!);
  return libraries.map((library) => {
    const theirs = runs.map((run) => run.get(library)!);
    const each = library === 'keel' || library === 'plain' ? 1 : resourcesOf(theirs[0]) / resourcesOf(ours[0]);
    return {
      construct: CONSTRUCTS[folder],
      library,
      resources: resourcesOf(theirs[0]),
      cpu: measured(theirs.map(({ cpu }) => cpu)),
      memory: measured(theirs.map(({ memory }) => memory)),
      cpuRatio: measured(theirs.map(({ cpu }, index) => ours[index].cpu / cpu * each)),
      memoryRatio: measured(theirs.map(({ memory }, index) => ours[index].memory / memory)),
      more: difference(ours[0].types, theirs[0].types),
    };
  });
}

/** Which resources others have more or fewer of. */
function difference(ours: Record<string, number>, theirs: Record<string, number>): string {
  const types = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return types.map((type) => [type.replace('AWS::', ''), (theirs[type] ?? 0) - (ours[type] ?? 0)] as const)
    .filter(([, more]) => more !== 0).map(([type, more]) => `${more > 0 ? '+' : '−'}${Math.abs(more)} ${type}`).join(', ') || 'none';
}

/** Of how many the goal is met, and where it is not. */
function against(rows: readonly Row[], goal: number, metBy: (ratio: number) => boolean): string {
  const missed = rows.filter(({ cpuRatio }) => !metBy(cpuRatio.median));
  const names = missed.map(({ construct, library, cpuRatio }) => `${construct}${library === 'plain' ? '' : ` (${library})`} ${cpuRatio.median.toFixed(2)}`);
  return `goal ${goal}: met by ${rows.length - missed.length} of ${rows.length}${missed.length === 0 ? '' : `, missed by ${names.join(', ')}`}`;
}

export function synth(unavailable: readonly string[]): Section {
  const folders = Object.keys(CONSTRUCTS);
  const missing = new Set(unavailable.map((title) => title.split(' ')[0]));
  const rows = folders.flatMap((folder) => rowsOf(folder)).filter(({ library }) => !missing.has(library));
  const plain = rows.filter(({ library }) => library === 'plain');
  const peers = rows.filter(({ library }) => library.startsWith('aws-'));
  const patterns = rows.filter(({ library }) => library === 'ecs-patterns');
  return {
    data: rows,
    markdown: `## Synthesis

CPU time in milliseconds to load what an app of one construct needs, to construct and to synthesize it, and the most memory of the process in MiB: the median of
${RUNS} processes, and the least to the most. The processes of one row's group take turns. The start of Node.js is left out of the time, not of the memory. CDK's
validation of templates is off for all alike (\`CDK_VALIDATION=false\`); what this library checks itself is on. All have CDK's recommended feature flags. In no app
do alarms tell anybody. This library warns of that, plain L2s do not, and CDK needs time to report a warning: so it is acknowledged.

### The same resources by plain L2s

${markdownTable(['Construct', 'Resources', 'CPU time', 'by plain L2s', 'Ratio', 'Memory', 'by plain L2s', 'Ratio', 'Difference in resources'], plain.map((row) => {
  const ours = rows.find(({ construct, library }) => construct === row.construct && library === 'keel')!;
  return [row.construct, `${ours.resources}`, shown(ours.cpu), shown(row.cpu), shown(row.cpuRatio, 2), shown(ours.memory), shown(row.memory),
    shown(row.memoryRatio, 2), row.more];
}))}

CPU time, ${against(plain, GOAL_PLAIN, (ratio) => ratio <= GOAL_PLAIN)}.
${plain.some(({ cpuRatio }) => cpuRatio.median > GOAL_PLAIN) ? `
What this library does and the plain app does not: load its own files, and the delivery rules when the first promise is checked (how long that takes stands below, under
loading); then, at synth, resolve its resources once more to see that every promise is kept. The first is paid once in an app, so the ratio falls with the number of
constructs: see growth, where plain L2s are too.
` : ''}
### AWS Solutions Constructs and ecs-patterns

They make other resources, mostly fewer: no alarms, and keys, dead-letter queues or logs only in part. So the ratio of CPU time is for each resource.

${markdownTable(['Construct', 'Peer', 'Resources', 'of the peer', 'CPU time', 'of the peer', 'Ratio for each resource', 'Ratio of memory'], [...peers, ...patterns].map((row) => {
  const ours = rows.find(({ construct, library }) => construct === row.construct && library === 'keel')!;
  return [row.construct, titleOf(row.library), `${ours.resources}`, `${row.resources}`, shown(ours.cpu), shown(row.cpu), shown(row.cpuRatio, 2),
    shown(row.memoryRatio, 2)];
}))}

AWS Solutions Constructs, ${against(peers, GOAL_PEERS, (ratio) => ratio < GOAL_PEERS)}. ecs-patterns has no goal of its own.
${unavailable.length === 0 ? 'All peers could be installed.' : `Could not be installed: ${unavailable.join(', ')}.`} They were the newest to be had in the registry
at hand when the list was made, not always the newest there are.
`,
  };
}
