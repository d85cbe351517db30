import { Outcome } from './outcome';

/** How many of each verdict there are. */
export function countOf(outcomes: readonly Outcome[], verdict: Outcome['verdict']): number {
  return outcomes.filter((one) => one.verdict === verdict).length;
}

/** The result in one line. */
export function totals(templates: number, outcomes: readonly Outcome[]): string {
  const [killed, unknown, spared, survived, wrong] = (['killed', 'unknown', 'spared', 'survived', 'wrong'] as const).map((verdict) => countOf(outcomes, verdict));
  return `${templates} templates, ${outcomes.length} mutants: ${killed} killed, ${unknown} unknown, ${spared} survived with an explanation, `
    + `${survived} without one, ${wrong} found wrongly`;
}

/** One mutant that is a fault, in one line. */
export function describe({ template, mutant: { logicalId, path, operator }, type, verdict, rules, explainedBy }: Outcome): string {
  const where = `${template}: ${logicalId} (${type}) ${path.join('.')} ${operator}`;
  if (verdict !== 'wrong') return `survived without an explanation: ${where}`;
  return `found by ${rules.join(', ')}, ${explainedBy ? `though ${explainedBy.because}` : 'which is not a rule of that edge'}: ${where}`;
}
