import { conditionsHold } from './conditions';
import { Request } from './request';
import { PrincipalElement, Statement } from './statement';
import { matches, same } from '../expression/match';
import { lowerCase, text, Text } from '../expression/text';
import { every, not, some, Verdict } from '../expression/verdict';

/** What a policy answers to a request. */
export type Answer = 'allowed' | 'denied' | 'unknown';

/**
 * Evaluates the statements of one policy for a request: an explicit deny wins, then an allow, and what nothing allows is denied.
 *
 * It is the answer of this policy alone. A service that calls on behalf of a resource needs no other; of a role, its identity policies and those of the
 * organization may say more.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], request: Request): Answer {
  const applies = (effect: Statement['effect']) => some(statements.filter((statement) => statement.effect === effect), (one) => covers(one, request));
  const denied = applies('Deny');
  if (denied === 'yes') return 'denied';
  const allowed = applies('Allow');
  if (allowed === 'no') return 'denied';
  return allowed === 'yes' && denied === 'no' ? 'allowed' : 'unknown';
}

/** Does the statement speak of this request? */
function covers(statement: Statement, request: Request): Verdict {
  return every([
    () => (statement.certain ? 'yes' : 'unknown'),
    () => listed(statement.action, statement.notAction, (action) => matches(lowerCase(action), text(request.action.toLowerCase()))),
    () => listed(statement.resource, statement.notResource, (resource) => matches(resource, request.resource)),
    () => isPrincipal(statement, request),
    () => conditionsHold(statement.conditions, request),
  ], (part) => part());
}

/** The element, or else its `Not…` twin, or else everything: a trust policy has no resource, an identity policy no principal. */
function listed(wanted: readonly Text[] | undefined, unwanted: readonly Text[] | undefined, match: (item: Text) => Verdict): Verdict {
  if (wanted) return some(wanted, match);
  return unwanted ? not(some(unwanted, match)) : 'yes';
}

function isPrincipal({ principal, notPrincipal }: Statement, request: Request): Verdict {
  if (principal !== undefined) return names(principal, request);
  return notPrincipal === undefined ? 'yes' : not(names(notPrincipal, request));
}

/** @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html */
function names(element: PrincipalElement, { principal }: Request): Verdict {
  if (element === '*') return 'yes';
  const everybody = some(element.AWS ?? [], (name) => same(name, text('*')));
  if (everybody === 'yes') return 'yes';
  if ('service' in principal) {
    // In China a service has both names.
    const forms = [principal.service, text(principal.service, '.cn')];
    const named = some(element.Service ?? [], (name) => some(forms, (form) => same(name, form)));
    return everybody === 'unknown' && named === 'no' ? 'unknown' : named;
  }
  return some(element.AWS ?? [], (name) => some([
    () => same(name, principal.arn),
    () => same(name, principal.account),
    () => matches(text('arn:*:iam::', principal.account, ':root'), name),
  ], (form) => form()));
}
