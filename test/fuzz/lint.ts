import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { PythonEnvironment } from '../../scripts/languages/python-environment';

const ROOT = join(__dirname, '..', '..');

/** What the L2s of aws-cdk-lib make (see docs/security.md), and what CDK's validator says too. */
const IGNORED = ['W3005', 'W7001', 'E1029', 'E1050', 'E3505'];

interface LintFinding {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Location: { readonly Path: readonly (string | number)[] };
}

/** Makes the Python environment of `npm run security` where it is missing. */
export function prepareLint(): void {
  const python = environment();
  if (!python.isReady()) python.make();
}

/** The errors and warnings of cfn-lint in templates. */
export function findingsOfLint(templateFiles: readonly string[]): string[] {
  if (templateFiles.length === 0) return [];
  const args = ['--regions', 'us-east-1', '--format', 'json', '--ignore-checks', ...IGNORED, '--template', ...templateFiles];
  const { stdout, stderr, error } = spawnSync('cfn-lint', args, { env: environment().variables, encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (error || !stdout.startsWith('[')) throw new Error(`cfn-lint did not run: ${error ?? stderr}`);
  return (JSON.parse(stdout) as LintFinding[])
    .filter((finding) => !isNameByPath(finding))
    .map(({ Filename, Rule, Message }) => `${Rule.Id}: ${Message} (${Filename})`);
}

/** The L2s of VPCs and certificates have their path in a tag, whatever characters it has. */
function isNameByPath({ Rule, Location }: LintFinding): boolean {
  return Rule.Id === 'E3031' && Location.Path.includes('Tags') && Location.Path.at(-1) === 'Value';
}

function environment(): PythonEnvironment {
  return new PythonEnvironment(join(ROOT, '.security'), join(ROOT, 'scripts', 'security', 'requirements.txt'), 'cfnlint, checkov');
}
