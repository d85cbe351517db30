import { Finding } from '../check-templates';
import { Resource } from '../model/resource';

/** What a finding that does not deliver is, by its rule and verdict. */
export type Level = 'error' | 'warning' | 'unknown';

/** How many there are of each. */
export interface Tally {
  /** Pairs of a sender and a receiver. */
  readonly edges: number;
  readonly errors: number;
  readonly warnings: number;
  readonly unknown: number;
}

/** Undefined for what delivers. */
export function levelOf({ delivers, rule }: Finding): Level | undefined {
  if (delivers === 'yes') return undefined;
  return delivers === 'unknown' ? 'unknown' : rule.severity ?? 'error';
}

/** The findings of a level. */
export function ofLevel(findings: readonly Finding[], level: Level): Finding[] {
  return findings.filter((finding) => levelOf(finding) === level);
}

/** Counts what has been judged. */
export function tallyOf(findings: readonly Finding[]): Tally {
  const [errors, warnings, unknown] = (['error', 'warning', 'unknown'] as const).map((level) => ofLevel(findings, level).length);
  return { edges: new Set(findings.map(({ from, to }) => JSON.stringify([keyOf(from), to && keyOf(to)]))).size, errors, warnings, unknown };
}

/** The tally as a line. */
export function printTally({ edges, errors, warnings, unknown }: Tally): string {
  return `${count(edges, 'edge')} judged: ${count(errors, 'error')}, ${count(warnings, 'warning')}, ${unknown} unknown`;
}

function keyOf({ stackId, logicalId }: Resource): string[] {
  return [stackId, logicalId];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
