import { conditionsHold } from './conditions';
import { Request } from './request';
import { PrincipalElement, Statement } from './statement';
import { someCover } from './statement-index';
import { matches, same } from '../expression/match';
import { lowerCase, text, Text } from '../expression/text';
import { every, not, some, Verdict } from '../expression/verdict';

/** What a policy answers to a request. */
export type Answer = 'allowed' | 'denied' | 'unknown';

/**
 * Evaluates the statements of one policy for a request: an explicit deny wins, then an allow, and what nothing allows is denied.
 *
 * It is the answer of this policy alone. A service that calls on behalf of a resource needs no other; of a role, its identity policies and those of the
 * organization may say more: `evaluateForRole`.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], request: Request): Answer {
  const applies = (effect: Statement['effect']) => someCover(statements, effect, request, (one) => covers(one, request));
  return answerOf(applies('Deny'), applies('Allow'));
}

/** The policies that have a say when a role calls. */
export interface RolePolicies {
  /** Those of the role. */
  readonly identity: readonly Statement[];
  /** Its permissions boundary, which grants nothing. */
  readonly boundary?: readonly Statement[];
  /** That of what is called. */
  readonly resource: readonly Statement[];
}

/** Where what a role calls is. */
export interface Called {
  readonly inSameAccount: Verdict;
  /** A key lets a role of its own account in only if its policy lets that account in. */
  readonly isKey?: boolean;
}

/**
 * Evaluates what a role may call. In one account, a statement on either side is enough; from one account to another, and for keys, the policy of what is
 * called has to let the account in, and those of the role the call.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function evaluateForRole({ identity, boundary, resource }: RolePolicies, { inSameAccount, isKey }: Called, request: Request): Answer {
  const { principal } = request;
  const itself: Request = 'arn' in principal ? { ...request, principal: { arn: principal.arn } } : request;
  const applies = (statements: readonly Statement[], effect: Statement['effect'], asked = request) => (
    someCover(statements, effect, asked, (one) => covers(one, asked))
  );
  const all = (...verdicts: Verdict[]) => every(verdicts, (verdict) => verdict);
  const any = (...verdicts: Verdict[]) => some(verdicts, (verdict) => verdict);

  const denied = any(...[identity, boundary ?? [], resource].map((statements) => applies(statements, 'Deny')));
  const inBounds = boundary ? applies(boundary, 'Allow') : 'yes';
  const trusted = any(all(inSameAccount, isKey ? 'no' : 'yes'), applies(resource, 'Allow'));
  const allowed = all(inBounds, any(all(inSameAccount, applies(resource, 'Allow', itself)), all(applies(identity, 'Allow'), trusted)));
  return answerOf(denied, allowed);
}

function answerOf(denied: Verdict, allowed: Verdict): Answer {
  if (denied === 'yes' || allowed === 'no') return 'denied';
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
  if (!('arn' in principal)) {
    const named = 'service' in principal
      ? some(element.Service ?? [], (name) => some(namesOf(principal.service), (form) => same(name, form)))
      : some(element.Federated ?? [], (name) => same(name, principal.federated));
    return everybody === 'unknown' && named === 'no' ? 'unknown' : named;
  }
  const { arn, account } = principal;
  const root = account && text('arn:*:iam::', account, ':root');
  return some(element.AWS ?? [], (name) => some([
    () => same(name, arn),
    () => (account ? same(name, account) : 'no'),
    () => (root ? matches(root, name) : 'no'),
  ], (form) => form()));
}

/** In China a service has both names. */
function namesOf(service: Text): Text[] {
  return [service, text(service, '.cn')];
}
