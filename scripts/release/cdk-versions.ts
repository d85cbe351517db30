/**
 * Runs the tests with the oldest aws-cdk-lib that the package takes and with the newest there is, each in a copy of the checkout, and writes docs/cdk-versions.md.
 *
 * Versions that are named are run instead, and the others stay in the table: `npm run cdk-versions -- 2.270.0`.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { isExplained, Outcome, tableOf } from './versions-table';
import { run } from '../run';

const ROOT = join(__dirname, '..', '..');
const PAGE = join(ROOT, 'docs', 'cdk-versions.md');
const MARKER = '<!-- From here on the page is written by `npm run cdk-versions`. -->';

/** What of Jest's report is read. */
interface Report {
  readonly numPassedTests: number;
  readonly numPendingTests: number;
  readonly testResults: { name: string; message: string; assertionResults: { fullName: string; status: string }[] }[];
}

const manifestOf = (folder: string) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function main(chosen: string[]): void {
  process.on('SIGINT', () => process.exit(130));
  const floor: string = manifestOf(ROOT).devDependencies['aws-cdk-lib'];
  const versions = chosen.length > 0 ? chosen : [...new Set([floor, newest()])];
  const outcomes = versions.map((version) => outcomeOf(version, version === floor));
  const [written, before = ''] = readFileSync(PAGE, 'utf8').split(MARKER);
  writeFileSync(PAGE, `${written}${MARKER}\n\n${tableOf(outcomes, before, new Date().toISOString().slice(0, 10))}`);
  outcomes.forEach(({ cdk, passed, failed }) => console.log(`aws-cdk-lib ${cdk}: ${passed} passed, ${failed.length} failed, ${failed.filter(isExplained).length} of them explained`));
  process.exitCode = outcomes.every(({ failed }) => failed.every(isExplained)) ? 0 : 1;
}

function newest(): string {
  return execFileSync('npm', ['view', 'aws-cdk-lib', 'version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}

function outcomeOf(version: string, isFloor: boolean): Outcome {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'cdk-versions-'));
  try {
    copyCheckout(folder);
    console.error(`aws-cdk-lib ${version}: installing`);
    if (isFloor) run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: folder });
    else install(version, folder);
    const { version: constructs } = manifestOf(join(folder, 'node_modules', 'constructs'));
    console.error(`aws-cdk-lib ${version} and constructs ${constructs}: testing`);
    return { cdk: version, constructs, ...testsIn(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Everything that git would take, committed or not. */
function copyCheckout(folder: string): void {
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  files.filter((file) => file !== '' && existsSync(join(ROOT, file))).forEach((file) => cpSync(join(ROOT, file), join(folder, file)));
}

/** As a user has it who takes the newest of both; what is not of the CDK stays as in the lock file. */
function install(version: string, folder: string): void {
  const manifest = manifestOf(folder);
  manifest.devDependencies['aws-cdk-lib'] = version;
  manifest.devDependencies.constructs = 'latest';
  // These hold what the floor needs: decisions/001-versions.md
  Object.keys(manifest.overrides).filter((name) => name.startsWith('@aws-cdk/')).forEach((name) => delete manifest.overrides[name]);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest, null, 2));
  run('npm', ['install', '--no-audit', '--no-fund'], { cwd: folder });
  const { version: installed } = manifestOf(join(folder, 'node_modules', 'aws-cdk-lib'));
  if (installed !== version) throw new Error(`npm installed aws-cdk-lib ${installed} in place of ${version}.`);
}

function testsIn(folder: string): Pick<Outcome, 'passed' | 'failed' | 'skipped'> {
  const file = join(folder, 'test-report.json');
  spawnSync('npx', ['jest', '--ci', '--json', '--outputFile', file], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  if (!existsSync(file)) throw new Error('Jest has not come to its end: what it wrote is above.');
  const report: Report = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: report.numPassedTests,
    skipped: report.numPendingTests,
    failed: report.testResults.flatMap(({ name, message, assertionResults }) => {
      const tests = assertionResults.length > 0 ? assertionResults : [{ fullName: `cannot be loaded: ${message.split('\n')[0]}`, status: 'failed' }];
      return tests.filter(({ status }) => status === 'failed').map(({ fullName }) => ({ file: relative(folder, name), test: fullName }));
    }),
  };
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
