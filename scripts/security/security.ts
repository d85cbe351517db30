/**
 * Checks the templates of every construct and of the reference stacks: cfn-lint, checkov, who is let in by wildcards, and which roles may be assumed
 * on no condition. Prints all of it with the reasons of `docs/security.md`, and fails where anything is not explained there or no longer found. Then
 * audits the dependencies.
 */
import { audit, unpinned } from './dependencies';
import { lint } from './linters';
import { findingsUnder, nagResults, wildcards, writeResults } from './page';
import { trustIn, wildcardsIn } from './policies';
import { review } from './review';
import { constructs, RECOMMENDED, referenceStacks, withoutConstruct } from './templates';
import { FLAGS } from '../../test/contract/specimen';

async function main(): Promise<void> {
  const references = referenceStacks();
  const ours = Object.keys(FLAGS).flatMap(constructs);
  const without = withoutConstruct();
  const outside = new Set([...wildcardsIn(without), ...trustIn(without)].map((one) => JSON.stringify(one)));
  const of = <Found>(find: (template: typeof without) => Found[]) => [
    ...ours.flatMap(find).filter((one) => !outside.has(JSON.stringify(one))), ...references.flatMap(find),
  ];

  const allowed = of(wildcardsIn);
  const trusting = of(trustIn);
  const unconditional = trusting.filter(({ conditional }) => !conditional);
  const withFlags = constructs(RECOMMENDED);
  const found = await lint(withFlags, without, references);
  const problems = review('Wildcards', allowed, wildcards())
    + review('Roles that may be assumed on no condition', unconditional, findingsUnder('Trust'))
    + review('cfn-lint', found['cfn-lint'], findingsUnder('cfn-lint'))
    + review('checkov', found.checkov, findingsUnder('checkov'))
    + audit() + unpinned();
  if (problems > 0) throw new Error(`\n${problems} problems`);

  const places = (findings: readonly { id: string; where: string }[]) => new Set(findings.map(({ id, where }) => `${id} on ${where}`)).size;
  const templates = `${withFlags.length + references.length} templates`;
  writeResults([
    ...nagResults(),
    { check: 'cfn-lint, errors and warnings', of: templates, explained: `${places(found['cfn-lint'])}` },
    { check: 'checkov', of: templates, explained: `${places(found.checkov)}` },
    { check: 'Wildcards', of: `${ours.length + references.length} templates`, explained: `${places(allowed)} actions` },
    { check: 'Trust policies without a condition', of: `${places(trusting)} roles`, explained: `${places(unconditional)}` },
  ]);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
