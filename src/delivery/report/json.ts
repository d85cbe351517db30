import { PlaceOf } from './place';
import { levelOf, ofLevel, tallyOf } from './tally';
import { Finding } from '../check-templates';

/** What the report is to hold. */
export interface JsonOptions {
  /** List what is unknown too. */
  readonly unknown: boolean;
  readonly placeOf: PlaceOf;
}

/** The findings as JSON. */
export function jsonOf(findings: readonly Finding[], { unknown, placeOf }: JsonOptions): string {
  const listed = (list: readonly Finding[]) => list.map((finding) => entry(finding, placeOf));
  return JSON.stringify({
    summary: tallyOf(findings),
    findings: listed([...ofLevel(findings, 'error'), ...ofLevel(findings, 'warning')]),
    unknown: unknown ? listed(ofLevel(findings, 'unknown')) : undefined,
  }, null, 2);
}

function entry(finding: Finding, placeOf: PlaceOf): object {
  const { rule, from, to, at, because, add, fix } = finding;
  return {
    ruleId: rule.id,
    level: levelOf(finding),
    proves: rule.proves,
    sender: from.path,
    receiver: to?.path,
    at: at.path,
    logicalId: at.logicalId,
    ...placeOf(at),
    because,
    statement: add,
    fix,
    source: rule.source,
  };
}
