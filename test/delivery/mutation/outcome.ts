import { CorrectTemplate } from './correct-templates';
import { isNear, judgementsOf, keyOf, onEdges } from './judge';
import { Mutant, mutantsOf, withTwin } from './mutants';
import { NamedSurvivor } from './named-survivors';
import { nameOf, SURVIVOR_CLASSES, SurvivorClass } from './survivors';
import { Finding } from '../../../src/delivery/check-templates';

/**
 * What became of a mutant. One that the rules find is `killed`; it is `wrong` if no finding is by a rule of the case and near the change, or if it would
 * deliver by all that the test knows. One that they do not find is `spared` where a class of survivors explains it, and otherwise it `survived`.
 */
export interface Outcome {
  readonly template: string;
  readonly mutant: Mutant;
  readonly type: string;
  readonly verdict: 'killed' | 'wrong' | 'unknown' | 'spared' | 'survived';
  /** The rules that found it. */
  readonly rules: readonly string[];
  /** What explains it: why it was spared, or why finding it was wrong. */
  readonly explainedBy?: SurvivorClass;
  /** What is on the list of named survivors, where the class is that. */
  readonly named?: NamedSurvivor;
}

/** What becomes of every mutant of a template. */
export function outcomesOf(template: CorrectTemplate): Outcome[] {
  const { stacks, where } = template;
  const before = new Map<string, ReadonlySet<string>>();
  const knownOf = (stack: string, twinOf?: string) => {
    const name = `${stack} ${twinOf}`;
    const known = before.get(name) ?? new Set(judgementsOf(withTwin(stacks, stack, twinOf), where).map(keyOf));
    before.set(name, known);
    return known;
  };
  return mutantsOf(stacks, onEdges(stacks, judgementsOf(stacks, where))).map((mutant) => {
    const known = knownOf(mutant.stack, mutant.twinOf);
    const after = mutant.make();
    const judgements = judgementsOf(after, where).filter(({ delivers }) => delivers !== 'yes');
    const added = judgements.filter((one) => !known.has(keyOf(one)));
    const outcome = outcomeOf(template, mutant, after, added);
    const stillUnknown = judgements.filter(({ delivers, from, at }) => (
      delivers === 'unknown' && [from, at].some((one) => one?.stackId === mutant.stack && one.logicalId === mutant.logicalId)
    ));
    return outcome.verdict === 'survived' && stillUnknown.length > 0 ? { ...outcome, verdict: 'unknown', rules: rulesOf(stillUnknown) } : outcome;
  });
}

const rulesOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ rule }) => rule.id))].sort();

function outcomeOf({ name, stacks, where, rules }: CorrectTemplate, mutant: Mutant, after: CorrectTemplate['stacks'], added: readonly Finding[]): Outcome {
  const [before, changed] = [stacks, after].map((all) => all[mutant.stack].Resources);
  const found = added.filter(({ delivers }) => delivers === 'no');
  const outcome = { template: name, mutant, type: before[mutant.logicalId].Type, rules: rulesOf(found) };
  const survivor = { template: name, mutant, before, after: changed, account: where?.account };
  if (found.length > 0) {
    const isRight = found.some((one) => (rules?.has(one.rule.id) ?? true) && isNear(stacks, mutant, one));
    if (!isRight) return { ...outcome, verdict: 'wrong' };
    const delivering = SURVIVOR_CLASSES.find(({ delivers, holds }) => delivers && holds(survivor));
    return delivering ? { ...outcome, verdict: 'wrong', explainedBy: delivering } : { ...outcome, verdict: 'killed' };
  }
  if (added.length > 0) return { ...outcome, verdict: 'unknown', rules: rulesOf(added) };
  const explainedBy = SURVIVOR_CLASSES.find(({ holds }) => holds(survivor));
  const named = explainedBy?.name === 'named' ? nameOf(survivor) : undefined;
  return { ...outcome, verdict: explainedBy ? 'spared' : 'survived', explainedBy, named };
}
