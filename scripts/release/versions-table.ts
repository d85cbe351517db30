/** What the tests say of a version of the CDK. */
export interface Outcome {
  readonly cdk: string;
  readonly constructs: string;
  readonly passed: number;
  readonly failed: readonly Failure[];
  readonly skipped: number;
}

export interface Failure {
  readonly file: string;
  readonly test: string;
}

/** Why nobody has to do anything about tests that newer versions of the CDK fail: each was looked at. */
const EXPLANATIONS: readonly { readonly tests: RegExp; readonly why: string }[] = [
  {
    tests: /^what goes from one Region to another is unknown to the plugin$/,
    why: 'the CDK hands the stacks of all Regions to a plugin at once now, so that the edge is judged; the verdict, that it cannot deliver, is right',
  },
  {
    tests: /^warnings stay on one line$/,
    why: 'constructs 10.8 writes `--` for a line feed in an id, so that there is none to escape; the warning is on one line',
  },
];

const explanationOf = ({ test }: Failure) => EXPLANATIONS.find(({ tests }) => tests.test(test))?.why;

export const isExplained = (failure: Failure) => explanationOf(failure) !== undefined;

const FAILS = '### What fails with ';

/** The table, with what was there before of other versions. */
export function tableOf(outcomes: readonly Outcome[], before: string, date: string): string {
  const rows = new Map(before.split('\n').flatMap((line) => /^\| (\d\S+) /.test(line) ? [[line.split(' ')[1], line]] : []));
  const failures = new Map(before.split(FAILS).slice(1).map((text) => [text.split('\n')[0], `${FAILS}${text.trim()}`]));
  for (const { cdk, constructs, passed, failed, skipped } of outcomes) {
    rows.set(cdk, `| ${[cdk, constructs, process.versions.node, date, passed, failed.length, skipped].join(' | ')} |`);
    failures.delete(cdk);
    const lines = failed.map((failure) => `- \`${failure.file}\`: ${failure.test}: ${explanationOf(failure) ?? '**not explained**'}`);
    if (failed.length > 0) failures.set(cdk, `${FAILS}${cdk}\n\n${lines.join('\n')}`);
  }
  const inOrder = (sections: Map<string, string>) => [...sections].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([, text]) => text);
  const header = '| aws-cdk-lib | constructs | Node.js | Run on | Tests passed | Failed | Skipped |\n|---|---|---|---|---:|---:|---:|';
  return `${[[header, ...inOrder(rows)].join('\n'), ...inOrder(failures)].join('\n\n')}\n`;
}
