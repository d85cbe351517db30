import { availableParallelism, cpus } from 'node:os';
import { Judged } from './chunk';
import { markdownTable } from '../../scripts/markdown-table';

/** A line for each construct. */
export function totals(judged: readonly Judged[]): string {
  return figures(judged).map((row) => row.join(' | ')).join('\n');
}

/** docs/fuzzing.md. */
export function page(judged: readonly Judged[], { seed, samples }: { seed: number; samples: number }): string {
  const [header, ...rows] = figures(judged);
  const counterexamples = judged.filter(({ counterexample }) => counterexample !== undefined).length;
  return `# Property-based tests

[test/fuzz](../test/fuzz) makes every exported construct from random props, good ones and bad ones, and calls its methods with random options. Numbers, durations, sizes
and texts are tokens now and then. Each sample has to end in one of two ways:

- **refused** by one error whose lines name the prop, what it must be and what it was, each on one line whatever the texts hold, or
- **made**: a template in which [DeliveryChecks](delivery-checks.md) find nothing but alarms that tell nobody and visibility timeouts of which there was a warning,
  with logical ids that CloudFormation takes, and no file outside of the assembly.
  One of 25 samples is also judged by CDK's validator, and one of 50 templates in the long run by cfn-lint.

No prototype may have changed after any of them. [ids.test.ts](../test/fuzz/ids.test.ts) gives all constructs an id with a dynamic reference, a substitution and
strange characters, of which nothing may be resolved. \`npm test\` takes 15 samples of each construct, CI 1,000.

A counterexample became a test of its construct, or, where the construct is as it should be, a rule that is left out with its reason: of
[DeliveryChecks](../test/fuzz/judge-sample.ts), of [CDK's validator](../test/fuzz/validator.ts) or of [cfn-lint](../test/fuzz/lint.ts).

## The long run

\`npm run fuzz -- --samples ${samples} --seed ${seed} --write\` wrote this on ${new Date().toISOString().slice(0, 10)}, on ${availableParallelism()} × ${cpus()[0].model}, which had other things to do.
Chunks of 250 samples have the seeds from ${seed} on. Counterexamples: ${counterexamples}.
The run can be stopped, after \`--minutes\` by itself, and goes on where it was when the same command is given again.
Where it finds counterexamples they are mended, and their chunks of 250 judged again.

${markdownTable(header, rows)}
`;
}

function figures(judged: readonly Judged[]): string[][] {
  const constructs = [...new Set(judged.map(({ construct }) => construct))].sort();
  const row = (name: string, of: readonly Judged[]) => {
    const sum = (what: 'made' | 'refused' | 'validated' | 'linted' | 'cpu') => of.reduce((all, one) => all + one[what], 0);
    const number = (value: number) => Math.round(value).toLocaleString('en');
    const all = sum('made') + sum('refused');
    return [name, number(all), number(sum('made')), number(sum('refused')), number(sum('validated')), number(sum('linted')), number(sum('cpu'))];
  };
  return [
    ['Construct', 'Samples', 'Made', 'Refused', 'Validated by the CDK', 'by cfn-lint', 'CPU seconds'],
    ...constructs.map((construct) => row(construct, judged.filter((one) => one.construct === construct))),
    row('All', judged),
  ];
}
