import { cases } from './mutation/correct-templates';
import { Outcome, outcomesOf } from './mutation/outcome';
import { describe as inWords } from './mutation/totals';

const OUTCOMES = cases().flatMap((template) => outcomesOf(template));

const of = (verdict: Outcome['verdict']) => OUTCOMES.filter((one) => one.verdict === verdict);

test('what a case relies on is missed by its rules, or it is explained why not', () => {
  expect(of('survived').map(inWords)).toEqual([]);
});

test('what delivers is not found, and what is found is found by a rule of its edge', () => {
  expect(of('wrong').map(inWords)).toEqual([]);
});

test('most of what is changed is found', () => {
  expect(of('killed').length).toBeGreaterThan(1_500);
});
