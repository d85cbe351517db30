import { casesOf } from './comparison';
import { Outcome, Row } from './row';
import { CASES } from '../../test/delivery/cases';
import { markdownTable } from '../markdown-table';

/** What was run, and where. */
export interface Run {
  /** One permission or property changed at a time. */
  readonly edges: readonly Row[];
  /** The same policy written in many ways. */
  readonly policies: readonly Row[];
  readonly version: string;
  readonly seconds: number;
}

/** All of a run in Markdown. */
export function page(run: Run): string {
  const { edges, policies, version, seconds } = run;
  const rows = [...edges, ...policies];
  return `# DeliveryChecks and an emulator

Does a message arrive where [DeliveryChecks](delivery-checks.md) says so, and only there? \`npm run compare-emulator\` deploys templates to an
emulator on this machine, sends messages through the services' own APIs, and counts at the receiver. The templates are those of the tests, with what
it takes to send and to see. Each is deployed again with one thing changed. This page is written by the run.

- Date: ${new Date().toISOString().slice(0, 10)}
- Emulator: ministack ${version}, with IAM and resource policies enforced (\`AUTH=true\`), over HTTPS, everything in \`us-east-1\`
- Duration: ${Math.round(seconds)} s

${totals(run).map((line) => `- ${line}`).join('\n')}

**This is no proof on AWS.** The emulator is other people's reading of the same documentation, and it lets through much that AWS refuses. Where it
does, this run says nothing of the rule, which rests on the AWS page that [delivery-checks.md](delivery-checks.md) names. What the run shows is that
templates that DeliveryChecks calls correct deploy and deliver there, and that where the emulator asks a policy, both read it alike.

## How to read it

| Outcome | DeliveryChecks | Emulator |
| --- | --- | --- |
| agrees | yes | every message arrived |
| agrees | no, by the rule that should find it | none arrived, or CloudFormation refused to deploy it for that reason |
| not enforced there | no | arrived all the same: the emulator does not ask |
| not compared | yes | delivers nothing here, whatever the template says |
| DISAGREES | anything else | anything else, and the run fails |

That nothing arrives is believed after three times as long as the correct template took, and after 3 s at least. A refusal counts only where its words
are about what was changed. Of a correct template every one of the messages has to arrive.

## One change at a time

${table(edges)}

## What the emulator does not enforce

With these changes messages arrived there. On AWS they would not, or AWS would not deploy it:

${unenforced(rows).map((line) => `- ${line}`).join('\n')}

## What was not compared

${notCompared(rows).map((line) => `- ${line}`).join('\n')}

Not in the script:

${wrapped(notRun(rows))}

## Ways to write a policy

On these three edges the emulator asks the receiver's policy. Each policy allows one action to one service from one source, but for what is said.

${policyTable(policies)}
`;
}

/** One line for each template. */
export function table(rows: readonly Row[]): string {
  return markdownTable(['Kind of edge', 'Change', 'DeliveryChecks', 'Arrived', 'Outcome'], rows.map((row) => (
    [row.change === undefined ? row.edge : '', row.change ?? '', verdict(row), happened(row), row.outcome]
  )));
}

/** One line for each policy, one column for each edge. */
export function policyTable(rows: readonly Row[]): string {
  const edges = distinct(rows.map(({ edge }) => edge));
  const cell = (row: Row) => `${row.judged.verdict}; ${happened(row)}; ${row.outcome}`;
  return markdownTable(['Policy', ...edges], distinct(rows.map(({ change }) => change)).map((change) => (
    [change ?? 'as it is', ...edges.map((edge) => cell(rows.find((row) => row.edge === edge && row.change === change)!))]
  )));
}

export function totals({ edges, policies }: Run): string[] {
  const correct = edges.filter(({ change }) => change === undefined);
  const delivered = correct.filter(({ outcome }) => outcome === 'agrees').flatMap(({ edge }) => casesOf(edge));
  return [
    `${correct.length} correct templates: ${counts(correct)}; every message arrived on ${distinct(delivered).length} kinds of edges`,
    `${edges.length - correct.length} with one thing changed: ${counts(edges.filter(({ change }) => change !== undefined))}`,
    `${policies.length} ways to write a policy: ${counts(policies)}`,
  ];
}

function counts(rows: readonly Row[]): string {
  const outcomes: Outcome[] = ['agrees', 'not enforced there', 'not compared', 'DISAGREES'];
  return outcomes.map((outcome) => `${outcome} ${rows.filter((row) => row.outcome === outcome).length}`).join(', ');
}

function verdict({ judged }: Row): string {
  return [judged.verdict, ...judged.rules].join(' ');
}

function happened({ arrived, refused, sent }: Row): string {
  if (refused !== undefined) return 'refused';
  return arrived === undefined ? 'not sent' : `${arrived} of ${sent}`;
}

function unenforced(rows: readonly Row[]): string[] {
  const found = rows.filter(({ outcome }) => outcome === 'not enforced there');
  return distinct(found.map(({ edge }) => edge)).map((edge) => (
    `${edge}: ${found.filter((row) => row.edge === edge).map(({ change }) => change).join('; ')}`
  ));
}

function notCompared(rows: readonly Row[]): string[] {
  return rows.filter(({ outcome, change }) => outcome === 'not compared' && change === undefined).map(({ edge, reason }) => `${edge}: ${reason}`);
}

function notRun(rows: readonly Row[]): string[] {
  const run = rows.flatMap(({ edge }) => casesOf(edge));
  return Object.keys(CASES).filter((name) => !run.includes(name)).sort();
}

/** Names in lines of a width that people can read. */
function wrapped(names: readonly string[]): string {
  return names.join(', ').replace(/(.{1,140})(, |$)/g, '$1$2\n').replace(/ \n/g, '\n').trimEnd();
}

function distinct<T>(all: readonly T[]): T[] {
  return [...new Set(all)];
}
