import { Look } from './look';
import { Send } from './send';
import { CASES } from '../../test/delivery/cases';
import { Resources } from '../../test/delivery/cases/delivery-case';

/** A change of a template. */
export interface Change {
  readonly what: string;
  /** The rule that finds that messages cannot arrive any more; undefined where they still can. */
  readonly rule?: string;
  readonly by: (resources: Resources) => void;
}

/** One kind of edge: a template in which everything arrives, and changes of it. */
export interface Comparison {
  /** The cases that it takes its template from, and in brackets what of them is compared. */
  readonly edge: string;
  readonly resources: Resources;
  readonly changes: readonly Change[];
  /** Sends one message for each mark, with the mark in it. */
  readonly send: Send;
  /** Reads what has arrived since the last look. */
  readonly look: Look;
  /** Messages sent; 3 where it is not said. */
  readonly sent?: number;
  /** Messages cannot be marked: each different text that arrives is one. */
  readonly unmarked?: boolean;
  /** How long the emulator may take at most, where that is more than a moment. */
  readonly seconds?: number;
  /** What the emulator refuses to deploy it with; every other refusal is a mistake in the comparison. */
  readonly refusal?: string;
  /** Why the emulator delivers nothing here whatever the template says. */
  readonly missing?: string;
}

/** What the tests break a rule of a case with. */
export function broken(testCase: string, rule: string, what: string): Change {
  return { what, rule, by: CASES[testCase].broken[rule].by };
}

/** The names of the cases in an edge. */
export function casesOf(edge: string): string[] {
  return edge.replace(/ \(.*\)$/, '').split(', ');
}
