import { choices } from './choices';
import { text } from '../../src/delivery/expression/text';
import { Verdict } from '../../src/delivery/expression/verdict';
import { Json } from '../../src/delivery/model/template';
import { evaluateForRole, RolePolicies } from '../../src/delivery/policy/evaluate';
import { parsePolicy } from '../../src/delivery/policy/parse-policy';
import { Request } from '../../src/delivery/policy/request';

const ROLE = 'arn:aws:iam::111111111111:role/worker';
const ROOT = 'arn:aws:iam::111111111111:root';
const QUEUE = 'arn:aws:sqs:eu-west-1:111111111111:billing';

const request: Request = {
  principal: { arn: text(ROLE), account: text('111111111111') }, action: 'sqs:SendMessage', resource: text(QUEUE), context: new Map(),
};
const statements = (...Statement: Json[]) => parsePolicy({ Statement }, (value) => text(`${value}`));
const own = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: QUEUE };
const forRole = { ...own, Principal: { AWS: ROLE } };
const forAccount = { ...own, Principal: { AWS: ROOT } };
const deny = { ...own, Effect: 'Deny' };

interface Asked { identity?: Json[]; resource?: Json[]; boundary?: Json[]; inSameAccount?: Verdict; isKey?: boolean }

const answer = ({ identity = [], resource = [], boundary, inSameAccount = 'yes', isKey }: Asked) => evaluateForRole(
  { identity: statements(...identity), resource: statements(...resource), boundary: boundary && statements(...boundary) },
  { inSameAccount, isKey },
  request,
);

test.each<[string, string, Asked]>([
  ['denied', 'no statement', {}],
  ['allowed', 'a statement of the role', { identity: [own] }],
  ['allowed', 'a statement of the queue for the role', { resource: [forRole] }],
  ['denied', 'a statement of the queue for the account alone', { resource: [forAccount] }],
  ['denied', 'a denial of the role', { identity: [own, deny] }],
  ['denied', 'a denial of the queue for the account', { identity: [own], resource: [{ ...deny, Principal: { AWS: ROOT } }] }],
  ['denied', 'a denial of the queue for everybody', { identity: [own], resource: [{ ...deny, Principal: '*' }] }],
  ['allowed', 'a denial of the queue for another role', { identity: [own], resource: [{ ...deny, Principal: { AWS: `${ROLE}-2` } }] }],
  ['denied', 'a boundary that leaves it out', { identity: [own], boundary: [{ ...own, Action: 'sqs:ReceiveMessage' }] }],
  ['allowed', 'a boundary that holds it', { identity: [own], boundary: [own] }],
  ['denied', 'a boundary alone', { boundary: [own] }],
  ['denied', 'in another account, a statement of the role', { identity: [own], inSameAccount: 'no' }],
  ['denied', 'in another account, a statement of the queue', { resource: [forRole], inSameAccount: 'no' }],
  ['allowed', 'in another account, both', { identity: [own], resource: [forAccount], inSameAccount: 'no' }],
  ['unknown', 'perhaps in another account, a statement of the role', { identity: [own], inSameAccount: 'unknown' }],
  ['allowed', 'perhaps in another account, both', { identity: [own], resource: [forAccount], inSameAccount: 'unknown' }],
  ['denied', 'for a key, a statement of the role', { identity: [own], isKey: true }],
  ['allowed', 'for a key, both', { identity: [own], resource: [forAccount], isKey: true }],
  ['allowed', 'for a key, a statement for the role', { resource: [forRole], isKey: true }],
  ['denied', 'for a key, a statement for the account', { resource: [forAccount], isKey: true }],
])('%s by %s', (expected, _name, asked) => {
  expect(answer(asked)).toBe(expected);
});

/**
 * As the documentation has it: an explicit deny wins; in one account either policy is enough, unless it is a key; across accounts both are needed.
 */
function reference({ identity = [], resource = [], boundary, inSameAccount, isKey }: Asked): string {
  const effect = (policy: Json[], wanted: string, principals?: string[]) => (policy as { Effect: string; Principal?: { AWS: string } }[])
    .some(({ Effect, Principal }) => Effect === wanted && (principals === undefined || principals.includes(Principal!.AWS)));
  if (effect(identity, 'Deny') || (boundary && effect(boundary, 'Deny')) || effect(resource, 'Deny', [ROLE, ROOT, '*'])) return 'denied';
  if (boundary && !effect(boundary, 'Allow')) return 'denied';
  const byRole = effect(identity, 'Allow');
  const named = effect(resource, 'Allow', [ROLE, '*']);
  const trusted = effect(resource, 'Allow', [ROLE, ROOT, '*']);
  const allowed = inSameAccount === 'no' ? byRole && trusted : isKey ? named || (byRole && trusted) : named || byRole;
  return allowed ? 'allowed' : 'denied';
}

test('roles are answered as a naive evaluator does', () => {
  const { one, some } = choices(15_485_863);
  const plain = [own, deny];
  const named = [ROLE, ROOT, '*', `${ROLE}-2`].flatMap((AWS) => plain.map((statement) => ({ ...statement, Principal: { AWS } })));
  const seen: Record<string, number> = { allowed: 0, denied: 0 };
  const wrong: unknown[] = [];
  for (let run = 0; run < 5_000; run++) {
    const asked: Asked = {
      identity: some([own, own, own, deny], 2),
      resource: some(named.filter(({ Effect }) => Effect === 'Allow' || one([true, false, false])), 2),
      boundary: one([undefined, undefined, some([own, own, deny], 2)]),
      inSameAccount: one<Verdict>(['yes', 'no']),
      isKey: one([true, false]),
    };
    const expected = reference(asked);
    if (answer(asked) !== expected) wrong.push({ asked, expected, answered: answer(asked) });
    seen[expected]++;
  }
  expect(wrong).toEqual([]);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(500);
});

test('what is not certain is unknown', () => {
  const uncertain = (policies: Partial<RolePolicies>) => evaluateForRole({ identity: [], resource: [], ...policies }, { inSameAccount: 'yes' }, request);
  const perhaps = statements(own).map((statement) => ({ ...statement, certain: false }));
  expect(uncertain({ identity: perhaps })).toBe('unknown');
  expect(uncertain({ identity: [...perhaps, ...statements(own)] })).toBe('allowed');
  expect(uncertain({ identity: statements(own), boundary: perhaps })).toBe('unknown');
});
