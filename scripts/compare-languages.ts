/**
 * Synthesizes the example stacks of `examples/python` in Python, against the wheel built from this checkout, and in TypeScript, and compares the
 * templates byte for byte.
 *
 * The apps run without the CDK CLI: it has `AWS::CDK::Metadata` added, which says what language the app is in.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import compile from './compile';
import { PythonEnvironment } from './python-environment';
import { run } from './run';
import { Wheel } from './wheel';

const ROOT = join(__dirname, '..');
const PYTHON_APP = join(ROOT, 'examples', 'python');

/** What `-c` of the CDK CLI would set. */
const CONTEXTS: { [key: string]: string }[] = [{}, { fixed: 'true' }];

function main(): void {
  // Ctrl-C reaches the running command too: it fails, and the scratch folder is removed before this script ends.
  process.on('SIGINT', () => process.exit(130));
  const environment = preparePython();
  const scratch = mkdtempSync(join(tmpdir(), 'compare-languages-'));
  try {
    const verdicts = CONTEXTS.flatMap((context, index) => {
      const typescript = join(scratch, `${index}`, 'typescript');
      const python = join(scratch, `${index}`, 'python');
      synthesize(ROOT, typescript, context, process.env);
      synthesize(PYTHON_APP, python, context, environment.variables);
      return templatesOf(python).map((template) => compare(template, typescript, python, context));
    });
    const identical = verdicts.filter((verdict) => verdict).length;
    console.log(`${verdicts.length} compared, ${identical} identical`);
    process.exitCode = identical === verdicts.length ? 0 : 1;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Brings the compiled package, the virtual environment and the wheel in it up to date. */
function preparePython(): PythonEnvironment {
  const environment = new PythonEnvironment(join(ROOT, '.venv'), join(PYTHON_APP, 'requirements.txt'));
  const wheel = new Wheel(ROOT);
  if (!environment.isReady()) {
    console.error('making the Python environment in .venv/ (once, about 250 MB)');
    environment.make();
  }
  compile();
  if (!wheel.isBuilt()) {
    console.error('building the Python wheel');
    wheel.build(environment.variables);
  }
  environment.installWheel(wheel.file!);
  return environment;
}

/** Runs the app of a folder's cdk.json as the CDK CLI does. */
function synthesize(folder: string, output: string, context: { [key: string]: string }, env: NodeJS.ProcessEnv): void {
  const { app } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));
  run(app, [], {
    cwd: folder,
    shell: true,
    env: {
      ...env,
      PATH: [join(ROOT, 'node_modules', '.bin'), env.PATH].join(delimiter),
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      // The templates are the same without CDK's validation, and there in half the time.
      CDK_VALIDATION: 'false',
      // The Node version that jsii need not warn of, so that an error is all there is to read when one is shown.
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    },
  });
}

function templatesOf(assembly: string): string[] {
  const templates = readdirSync(assembly, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`the app in ${relative(ROOT, PYTHON_APP)} has made no template`);
  return templates.sort();
}

/** Prints one line, and the differences where there are any. */
function compare(template: string, typescript: string, python: string, context: { [key: string]: string }): boolean {
  const name = [template, ...Object.entries(context).map(([key, value]) => `-c ${key}=${value}`)].join(' ');
  const one = join(typescript, template);
  const other = join(python, template);
  if (sha256(one) === sha256(other)) {
    console.log(`${name}: sha256 ${sha256(one)}, identical`);
    return true;
  }
  console.log(`${name}: TypeScript sha256 ${sha256(one)}, Python sha256 ${sha256(other)}, different`);
  console.log(differences(template, typescript, python));
  return false;
}

function sha256(file: string): string {
  return existsSync(file) ? createHash('sha256').update(readFileSync(file)).digest('hex') : 'of no file';
}

function differences(template: string, typescript: string, python: string): string {
  const scratch = dirname(python);
  const files = [typescript, python].map((assembly) => relative(scratch, join(assembly, template)));
  return spawnSync('git', ['diff', '--no-index', '--no-ext-diff', '--no-color', ...files], { cwd: scratch, encoding: 'utf8' }).stdout;
}

try {
  main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
