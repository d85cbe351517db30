import { checkTemplates } from '../../src/delivery/check-templates';
import { Verdict } from '../../src/delivery/expression/verdict';
import { JsonObject } from '../../src/delivery/model/template';
import { Resources } from '../../test/delivery/cases/delivery-case';

/** What DeliveryChecks says of a template. */
export interface Judged {
  readonly verdict: Verdict;
  /** The rules that say so, where it is not 'yes'. */
  readonly rules: readonly string[];
}

/** Where the emulator says that it is. */
const WHERE = { account: '000000000000', region: 'us-east-1' };

export function judge(stackName: string, resources: Resources): Judged {
  const findings = checkTemplates([{ ...WHERE, id: stackName, stackName, template: { Resources: resources } as unknown as JsonObject }]);
  const rulesOf = (verdict: Verdict) => [...new Set(findings.filter(({ delivers }) => delivers === verdict).map(({ rule }) => rule.id))].sort();
  for (const verdict of ['no', 'unknown'] as const) {
    if (rulesOf(verdict).length > 0) return { verdict, rules: rulesOf(verdict) };
  }
  return { verdict: 'yes', rules: [] };
}
