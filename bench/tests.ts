import { spawnSync } from 'node:child_process';
import { ROOT } from './child';
import { Section } from './measured';

const GOAL_MINUTES = 4;

const WHY = `The longest files put every construct beside every other, and every mistake into every template. Contracts on all variants are in one file, which
synthesizes each once.`;

interface Report { readonly numTotalTests: number; readonly numPassedTests: number; readonly numTotalTestSuites: number }

/** How long the tests take, all of them, by the clock. Lint and types are left out. */
export function tests(): Section {
  const begun = Date.now();
  const { stdout, stderr } = spawnSync('npx', ['jest', '--ci', '--json'], {
    cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 28, env: { ...process.env, CDK_VALIDATION: 'false' },
  });
  const minutes = (Date.now() - begun) / 60_000;
  if (!stdout.startsWith('{')) throw new Error(`jest has printed no report:\n${stderr}`);
  const { numTotalTests, numPassedTests, numTotalTestSuites }: Report = JSON.parse(stdout);
  return {
    data: { minutes, numTotalTests, numPassedTests },
    markdown: `## Tests

${numTotalTests.toLocaleString('en-US')} tests in ${numTotalTestSuites} files took ${minutes.toFixed(1)} minutes by the clock, without lint and types; ${numTotalTests - numPassedTests} failed.
Goal ${GOAL_MINUTES} minutes: ${minutes <= GOAL_MINUTES ? 'met.' : `missed. ${WHY}`}
`,
  };
}
