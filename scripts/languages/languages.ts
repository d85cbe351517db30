/**
 * Synthesizes the same app in every language, with the package as it would be published, and compares the templates, and what the delivery checks
 * say of them, with those of TypeScript byte for byte.
 *
 * The apps run without the CDK CLI: it has `AWS::CDK::Metadata` added, which says what language the app is in.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { CSHARP } from './csharp';
import { GO } from './go';
import { JAVA } from './java';
import { Language, Prepared, ROOT } from './language';
import { PYTHON } from './python';
import { TYPESCRIPT } from './typescript';
import compile from '../compile';
import { run } from '../run';

const OTHERS = [PYTHON, JAVA, GO, CSHARP];

/** The templates, and the text in which each app has written what the delivery checks say. */
const COMPARED = /\.template\.json$|^deliveries\.txt$/;

/** What `-c` of the CDK CLI would set. */
const CONTEXTS: { [key: string]: string }[] = [{}, { fixed: 'true' }];

interface Row {
  readonly language: string;
  readonly template: string;
  readonly seconds?: number;
  readonly sha256?: string;
  readonly verdict: string;
}

function main(names: string[]): void {
  // Ctrl-C reaches the running command too: it fails, and the scratch folder is removed before this script ends.
  process.on('SIGINT', () => process.exit(130));
  const chosen = OTHERS.filter(({ name }) => names.length === 0 || names.includes(name));
  compile();
  const scratch = mkdtempSync(join(tmpdir(), 'languages-'));
  try {
    const reference = synthesizeAll(TYPESCRIPT, scratch);
    const rows = [...reference.map((row) => ({ ...row, verdict: 'compared with' })), ...chosen.flatMap((other) => compare(other, scratch, reference))];
    print(rows);
    process.exitCode = rows.some(({ verdict }) => verdict === 'DIFFERENT') ? 1 : 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function compare(language: Language, scratch: string, reference: readonly Row[]): Row[] {
  const missing = language.missing();
  if (missing !== undefined) return [{ language: language.name, template: '', verdict: `not compiled: no ${missing} here` }];
  const rows = synthesizeAll(language, scratch);
  const all = new Set([...reference, ...rows].map(({ template }) => template));
  return [...all].map((template) => {
    const row = rows.find((one) => one.template === template);
    const expected = reference.find((one) => one.template === template);
    const isSame = row !== undefined && row.sha256 === expected?.sha256;
    if (!isSame) console.log(differences(scratch, template, language.name));
    return { language: language.name, template, seconds: row?.seconds, sha256: row?.sha256, verdict: isSame ? 'identical' : 'DIFFERENT' };
  });
}

/** One row for each template and context. */
function synthesizeAll(language: Language, scratch: string): Row[] {
  console.error(`${language.name}: preparing`);
  const prepared = language.prepare(scratch);
  return CONTEXTS.flatMap((context) => {
    const output = join(scratch, 'out', language.name, nameOf(context));
    const start = Date.now();
    synthesize(prepared, output, context);
    const seconds = (Date.now() - start) / 1000;
    return readdirSync(output).filter((file) => COMPARED.test(file)).sort().map((file) => ({
      language: language.name, template: join(nameOf(context), file), seconds, sha256: sha256(join(output, file)), verdict: '',
    }));
  });
}

/** Runs the app of a folder's cdk.json as the CDK CLI does. */
function synthesize({ folder, env }: Prepared, output: string, context: { [key: string]: string }): void {
  const { app } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));
  run(app, [], {
    cwd: folder,
    shell: true,
    env: {
      ...env,
      PATH: [env.PATH, join(ROOT, 'node_modules', '.bin')].join(delimiter),
      CDK_OUTDIR: output,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      // The templates are the same without CDK's validation, and there in half the time.
      CDK_VALIDATION: 'false',
      // The Node version that jsii need not warn of, so that an error is all there is to read when one is shown.
      JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    },
  });
}

function nameOf(context: { [key: string]: string }): string {
  return Object.entries(context).map(([key, value]) => `${key}=${value}`).join(',') || 'no context';
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function differences(scratch: string, template: string, language: string): string {
  const files = [TYPESCRIPT.name, language].map((name) => join('out', name, template));
  const missing = files.filter((file) => !existsSync(join(scratch, file)));
  if (missing.length > 0) return `${missing.map((file) => relative('out', file)).join(', ')}: not made`;
  return spawnSync('git', ['diff', '--no-index', '--no-ext-diff', '--no-color', ...files], { cwd: scratch, encoding: 'utf8' }).stdout;
}

function print(rows: readonly Row[]): void {
  const cells = rows.map(({ language, template, seconds, sha256: hash, verdict }) =>
    [language, template.replace(/\.template\.json$/, ''), seconds === undefined ? '' : `${seconds.toFixed(1)} s`, hash?.slice(0, 16) ?? '', verdict]);
  const table = [['language', 'template', 'synthesis', 'sha256', ''], ...cells];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  table.forEach((row) => console.log(row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()));
}

try {
  main(process.argv.slice(2));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
