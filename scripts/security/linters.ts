import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CfnLintFinding, LINTER_ENVIRONMENT } from './cfn-lint';
import { CheckedTemplate } from './templates';

/** A rule that fails, on which element of which template. */
interface Failure {
  readonly rule: string;
  readonly template: CheckedTemplate;
  readonly logicalId: string;
}

export type Linter = 'cfn-lint' | 'checkov';

/** What each linter finds in the reference stacks, and in templates with a construct but not in the one without. */
export async function lint(
  constructs: readonly CheckedTemplate[], without: CheckedTemplate, references: readonly CheckedTemplate[],
): Promise<Record<Linter, { id: string; where: string }[]>> {
  const scratch = mkdtempSync(join(tmpdir(), 'security-'));
  try {
    const all = [without, ...constructs, ...references];
    all.forEach(({ template }, at) => writeFileSync(join(scratch, `${at}.template.json`), JSON.stringify(template)));
    const templateAt = (file: string) => all[Number(/(\d+)\.template\.json$/.exec(file)![1])];
    LINTER_ENVIRONMENT.ensureReady();
    const env = LINTER_ENVIRONMENT.variables;
    const [cfnLint, checkov] = await Promise.all([runCfnLint(scratch, env, templateAt), runCheckov(scratch, env, templateAt)]);
    const remaining = (failures: Failure[]) => {
      const isReference = ({ template }: Failure) => references.includes(template);
      return placesOf([...aboutConstructs(failures.filter((one) => !isReference(one)), without), ...failures.filter(isReference)]);
    };
    return { 'cfn-lint': remaining(cfnLint), 'checkov': remaining(checkov) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function aboutConstructs(failures: readonly Failure[], without: CheckedTemplate): Failure[] {
  const name = ({ rule, logicalId }: Failure) => `${rule} ${logicalId}`;
  const before = new Set(failures.filter(({ template }) => template === without).map(name));
  return failures.filter((failure) => !before.has(name(failure)));
}

function placesOf(failures: readonly Failure[]): { id: string; where: string }[] {
  return failures.map(({ rule, template, logicalId }) => ({ id: rule, where: template.where.get(logicalId) ?? logicalId }));
}

type TemplateAt = (file: string) => CheckedTemplate;

/** Its exit code is a sum: 2 for errors, 4 for warnings, 8 for information. */
async function runCfnLint(folder: string, env: NodeJS.ProcessEnv, templateAt: TemplateAt): Promise<Failure[]> {
  const templates = join(folder, '*.template.json');
  const output = await run('cfn-lint', ['--regions', 'us-east-1', '--format', 'json', '--template', templates], env, [0, 2, 4, 6, 8, 10, 12, 14]);
  return (JSON.parse(output) as CfnLintFinding[]).map(({ Filename, Rule, Location }) => ({
    rule: Rule.Id, template: templateAt(Filename), logicalId: `${Location.Path?.[1] ?? 'template'}`,
  }));
}

interface CheckovReport {
  readonly results: { readonly failed_checks: { readonly check_id: string; readonly file_path: string; readonly resource: string }[] };
  readonly summary: { readonly parsing_errors: number; readonly resource_count: number };
}

async function runCheckov(folder: string, env: NodeJS.ProcessEnv, templateAt: TemplateAt): Promise<Failure[]> {
  const output = await run('checkov', [
    '--directory', folder, '--framework', 'cloudformation', '--skip-download', '--compact', '--quiet', '--soft-fail', '--output', 'json',
  ], env, [0]);
  const { results, summary }: CheckovReport = JSON.parse(output);
  if (summary.parsing_errors > 0 || summary.resource_count === 0) throw new Error(`checkov could not read all templates: ${JSON.stringify(summary)}`);
  return results.failed_checks.map(({ check_id, file_path, resource }) => ({
    rule: check_id, template: templateAt(file_path), logicalId: resource.slice(resource.indexOf('.') + 1),
  }));
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv, expected: readonly number[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code !== null && expected.includes(code)) resolve(`${Buffer.concat(out)}`);
      else reject(new Error(`${command} ended with ${code ?? signal}\n\n${Buffer.concat(out)}\n\n${Buffer.concat(err)}`));
    });
  });
}
