import { choices } from './choices';
import { matches } from '../../src/delivery/expression/match';
import { text } from '../../src/delivery/expression/text';
import { evaluate } from '../../src/delivery/policy/evaluate';
import { parsePolicy } from '../../src/delivery/policy/parse-policy';

test('patterns match as the regular expression that they stand for', () => {
  const { word } = choices(400_001);
  const seen = { yes: 0, no: 0 };
  const wrong: unknown[] = [];
  for (let run = 0; run < 20_000; run++) {
    const [pattern, value] = [word('ab*?', 7), word('ab', 8)];
    const expected = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value) ? 'yes' : 'no';
    if (matches(text(pattern), text(value)) !== expected) wrong.push({ pattern, value, expected });
    seen[expected]++;
  }
  expect(wrong).toEqual([]);
  expect(Math.min(seen.yes, seen.no)).toBeGreaterThan(1000);
});

test('whatever a variable turns out to be, a match is never denied that would hold and never claimed that would not', () => {
  const { word, upTo } = choices(700_001);
  const wrong: unknown[] = [];
  for (let run = 0; run < 20_000; run++) {
    const [pattern, value, filling] = [word('ab*?', 5), word('ab', 5), word('ab', 3)];
    const cut = upTo(value.length);
    const verdict = matches(text(pattern), text(value.slice(0, cut), { name: 'variable', kind: 'any' }, value.slice(cut)));
    const filled = matches(text(pattern), text(value.slice(0, cut) + filling + value.slice(cut)));
    if (verdict !== 'unknown' && verdict !== filled) wrong.push({ pattern, value, cut, filling, verdict });
  }
  expect(wrong).toEqual([]);
});

interface PlainStatement {
  Effect: 'Allow' | 'Deny';
  Principal: '*' | { Service: string[] };
  Action?: string[];
  NotAction?: string[];
  Resource: string[];
  Condition?: { StringEquals?: { 'aws:SourceAccount': string[] }; StringNotLike?: { 'aws:SourceArn': string[] } };
}

/** What the documentation says, word for word, for statements without variables. */
function reference(policy: PlainStatement[], { service, action, resource, account, source }: Record<string, string>): 'allowed' | 'denied' {
  const like = (pattern: string, value: string) => new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(value);
  const applies = policy.filter(({ Principal, Action, NotAction, Resource, Condition }) => {
    if (Principal !== '*' && !Principal.Service.includes(service)) return false;
    if (Action && !Action.some((one) => like(one, action))) return false;
    if (NotAction && NotAction.some((one) => like(one, action))) return false;
    if (!Resource.some((one) => like(one, resource))) return false;
    const accounts = Condition?.StringEquals?.['aws:SourceAccount'];
    if (accounts && !accounts.includes(account)) return false;
    return !Condition?.StringNotLike?.['aws:SourceArn'].some((one) => like(one, source));
  });
  if (applies.some(({ Effect }) => Effect === 'Deny')) return 'denied';
  return applies.some(({ Effect }) => Effect === 'Allow') ? 'allowed' : 'denied';
}

test('policies answer as a naive evaluator does', () => {
  const { one, some, upTo, word } = choices(1_100_009);
  const [services, actions, accounts] = [['s.com', 'e.com'], ['s:a', 's:ab', 's:b'], ['1', '2']];
  const statement = (): PlainStatement => ({
    Effect: one(['Allow', 'Allow', 'Deny']),
    Principal: one(['*', { Service: some(services, 2) }]),
    [one(['Action', 'Action', 'NotAction'])]: some([...actions, 's:*', 's:a?', '*'], 2),
    Resource: some([word('ab*?', 3), word('ab', 2), '*'], 2),
    ...one([{}, {
      Condition: {
        ...one([{}, { StringEquals: { 'aws:SourceAccount': some(accounts, 2) } }]),
        ...one([{}, { StringNotLike: { 'aws:SourceArn': some(['a*', 'b?', 'ab'], 2) } }]),
      },
    }]),
  });
  const seen = { allowed: 0, denied: 0 };
  const wrong: unknown[] = [];
  for (let run = 0; run < 20_000; run++) {
    const policy = Array.from({ length: upTo(4) }, statement);
    const request = { service: one(services), action: one(actions), resource: word('ab', 2), account: one(accounts), source: word('ab', 2) };
    const expected = reference(policy, request);
    const answer = evaluate(parsePolicy({ Statement: policy } as never, (value) => text(`${value}`)), {
      principal: { service: text(request.service) },
      action: request.action,
      resource: text(request.resource),
      context: new Map([['aws:sourceaccount', [text(request.account)]], ['aws:sourcearn', [text(request.source)]]]),
    });
    if (answer !== expected) wrong.push({ policy, request, expected });
    seen[expected]++;
  }
  expect(wrong).toEqual([]);
  expect(Math.min(seen.allowed, seen.denied)).toBeGreaterThan(1000);
});
