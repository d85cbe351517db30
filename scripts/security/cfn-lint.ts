import { join } from 'node:path';
import { PythonEnvironment } from '../languages/python-environment';

/** Where cfn-lint and checkov are. */
export const LINTER_ENVIRONMENT = new PythonEnvironment({
  folder: '.security', requirements: join('scripts', 'security', 'requirements.txt'), modules: ['cfnlint', 'checkov'], megabytes: 350,
});

/** What cfn-lint writes with `--format json`. */
export interface CfnLintFinding {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  /** The path in the template, where there is one. */
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}
