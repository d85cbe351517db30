import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { CfnLintFinding, LINTER_ENVIRONMENT } from '../../scripts/security/cfn-lint';

/** What the L2s of aws-cdk-lib make (see docs/security.md), and what CDK's validator says too. */
const IGNORED = ['W3005', 'W7001', 'E1029', 'E1050', 'E3505'];

/** Can cfn-lint read the template? It reads it as YAML first, in which characters end a line that are as any other in JSON. */
export function isReadable(templateFile: string): boolean {
  return !/[\u0085\u2028\u2029]/.test(readFileSync(templateFile, 'utf8'));
}

/** The errors and warnings of cfn-lint in templates. */
export function findingsOfLint(templateFiles: readonly string[]): string[] {
  if (templateFiles.length === 0) return [];
  const args = ['--regions', 'us-east-1', '--format', 'json', '--ignore-checks', ...IGNORED, '--template', ...templateFiles];
  const { stdout, stderr, error } = spawnSync('cfn-lint', args, { env: LINTER_ENVIRONMENT.variables, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error || !stdout.startsWith('[')) throw new Error(`cfn-lint did not run: ${error ?? stderr}`);
  return (JSON.parse(stdout) as CfnLintFinding[])
    .filter((finding) => !isNameByPath(finding))
    .map(({ Filename, Rule, Message }) => `${Rule.Id}: ${Message} (${Filename})`);
}

/** The L2s of VPCs and certificates have their path in a tag, whatever characters it has and however long it is. */
function isNameByPath({ Rule, Location: { Path } }: CfnLintFinding): boolean {
  return ['E3031', 'E3033'].includes(Rule.Id) && Path !== null && Path.includes('Tags') && Path.at(-1) === 'Value';
}
