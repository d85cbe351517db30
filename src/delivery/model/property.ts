import { Resource } from './resource';
import { Json } from './template';
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

/** Compares two numbers; unknown where one of them is. */
export function compare(one: number | undefined, other: number | undefined, holds: (one: number, other: number) => boolean): Verdict {
  return one === undefined || other === undefined ? 'unknown' : certain(holds(one, other));
}
