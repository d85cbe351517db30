import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { count, measured, Section, shown } from './measured';
import { PYTHON } from '../scripts/languages/python';
import { markdownTable } from '../scripts/markdown-table';

const RUNS = Number(process.env.BENCH_RUNS ?? 5);
const GOAL = 1.1;

/** Runs a program in a Python of its own; the Node.js that jsii starts for it counts too, once both have ended. */
const MEASURE = `
import resource, subprocess, sys
subprocess.run([sys.executable, '-c', sys.argv[1]], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print((used.ru_utime + used.ru_stime) * 1000)
`;

/** What importing the package takes in Python, beside the modules of CDK that it imports. */
export function pythonImport(): Section {
  const { folder, env } = PYTHON.prepare(tmpdir());
  const python = (...args: string[]) => execFileSync('python3', args, {
    cwd: folder, env: { ...env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20' }, encoding: 'utf8',
  });
  const modules = python('-c', 'import sys, cdk_keel; print(*sorted(m for m in sys.modules if m.split(".")[0] in ("aws_cdk", "constructs")))').trim().split(' ');
  const milliseconds = (program: string) => Number(python('-c', MEASURE, program));
  const programs = { ours: 'import cdk_keel', alone: `import ${modules.join(', ')}` };
  // What is imported for the first time is compiled.
  Object.values(programs).forEach(milliseconds);
  const runs = count(RUNS, () => ({ ours: milliseconds(programs.ours), alone: milliseconds(programs.alone) }));
  const row = {
    modules: modules.length,
    cpu: measured(runs.map(({ ours }) => ours)),
    alone: measured(runs.map(({ alone }) => alone)),
    ratio: measured(runs.map(({ ours, alone }) => ours / alone)),
  };
  return {
    data: row,
    markdown: `## Import in Python

\`import cdk_keel\`, beside an import of the ${row.modules} modules of aws-cdk-lib and constructs that this imports, alone: CPU time in milliseconds of Python and of the Node.js that jsii starts
for it, the median of ${RUNS} processes each in turn, and the least to the most.

${markdownTable(['CPU time', 'of CDK alone', 'Ratio'], [[shown(row.cpu), shown(row.alone), shown(row.ratio, 2)]])}

Goal ${GOAL}: ${row.ratio.median <= GOAL ? 'met' : 'missed'}.
`,
  };
}
