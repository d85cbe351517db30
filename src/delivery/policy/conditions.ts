import { Request } from './request';
import { Condition } from './statement';
import { matches, matchesArn, same } from '../expression/match';
import { lowerCase, Text, text } from '../expression/text';
import { certain, every, not, some, Verdict } from '../expression/verdict';

type Comparison = (wanted: Text, received: Text) => Verdict;

/** Comparisons by operator, without `IfExists` and without `Not`. Those of numbers, dates and addresses are not judged. */
const COMPARISONS: ReadonlyMap<string, Comparison> = new Map(Object.entries<Comparison>({
  StringEquals: same,
  StringEqualsIgnoreCase: (wanted, received) => same(lowerCase(wanted), lowerCase(received)),
  StringLike: matches,
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  Bool: (wanted, received) => same(lowerCase(wanted), lowerCase(received)),
}));

/**
 * Do all conditions hold for the request?
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
export function conditionsHold(conditions: readonly Condition[], request: Request): Verdict {
  return every(conditions, (condition) => holds(condition, request.context.get(condition.key)));
}

function holds({ operator, values }: Condition, received: readonly Text[] | undefined): Verdict {
  const [, quantifier, name, ifExists] = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  if (name === 'Null') return isAbsent(values, received);
  const negated = /^(String|Arn)Not/.test(name ?? '');
  const comparison = COMPARISONS.get(negated ? name.replace('Not', '') : name);
  if (comparison === undefined || received === undefined) return 'unknown';

  if (received.length === 0) {
    return certain(ifExists !== undefined || quantifier === 'ForAllValues' || (negated && quantifier === undefined));
  }
  const one = (value: Text) => {
    const found = some(values, (wanted) => comparison(wanted, value));
    return negated ? not(found) : found;
  };
  return quantifier === 'ForAllValues' || (negated && quantifier === undefined) ? every(received, one) : some(received, one);
}

/** `Null: { key: "true" }` holds where the key is absent. */
function isAbsent(values: readonly Text[], received: readonly Text[] | undefined): Verdict {
  if (received === undefined) return 'unknown';
  return some(values, (wanted) => same(lowerCase(wanted), text(`${received.length === 0}`)));
}
