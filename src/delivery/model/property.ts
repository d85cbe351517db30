import { Resource } from './resource';
import { isIntrinsic, Json } from './template';
import { literal } from '../expression/text';
import { certain, Verdict } from '../expression/verdict';

/** The number that an expression of a resource gives, or what holds where it is left out; undefined where the template does not hold it. */
export function numberIn({ textOf }: Resource, value: Json, otherwise: number): number | undefined {
  const given = literal(textOf(value ?? otherwise));
  return given === undefined || given.trim() === '' || Number.isNaN(Number(given)) ? undefined : Number(given);
}

/** Does a switch stand on true? What holds where it is left out is given. */
export function isOn({ textOf }: Resource, value: Json, otherwise = false): Verdict {
  const given = literal(textOf(value ?? otherwise));
  return given === undefined ? 'unknown' : certain(given === 'true');
}

/** What is said of a value, or unknown where that differs between the branches of an `Fn::If`. A branch that gives nothing is undefined. */
export function inEachBranch(value: Json, judge: (one: Json) => Verdict): Verdict {
  const branches = isIntrinsic(value) ? value['Fn::If'] : undefined;
  if (!Array.isArray(branches)) return judge(value);
  const verdicts = new Set([branches[1], branches[2]].map((branch: Json) => inEachBranch(branch, judge)));
  return verdicts.size === 1 ? [...verdicts][0] : 'unknown';
}

/** Is there a value? */
export function isGiven(value: Json): Verdict {
  return inEachBranch(value, (one) => certain(one !== undefined && one !== null));
}

/** Compares two numbers; unknown where one of them is. */
export function compare(one: number | undefined, other: number | undefined, holds: (one: number, other: number) => boolean): Verdict {
  return one === undefined || other === undefined ? 'unknown' : certain(holds(one, other));
}
