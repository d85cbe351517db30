import { templatesIn, TextFile, withoutManifests } from './templates';
import { checkTemplates, Finding } from '../../src/delivery/check-templates';
import { mermaidOf } from '../../src/delivery/report/mermaid';
import { printPlace } from '../../src/delivery/report/place';
import { Level, levelOf, printTally, tallyOf } from '../../src/delivery/report/tally';

/** A finding as the table shows it. */
export interface Row {
  readonly level: Level;
  readonly rule: string;
  /** AWS's page. */
  readonly source: string;
  readonly edge: string;
  readonly because: string;
  /** The resource to change, and where it stands. */
  readonly at: string;
  readonly place: string;
  /** A statement for its policy, or a resource to add. */
  readonly add?: string;
  readonly addsResource: boolean;
  readonly fix?: string;
}

/** What the page shows of templates. */
export interface Result {
  readonly rows: readonly Row[];
  readonly unknown: readonly Row[];
  readonly tally: string;
  /** The graph as Mermaid, whole and without the edges that deliver. */
  readonly graph: string;
  readonly faults: string;
}

const ORDER: readonly Level[] = ['error', 'warning', 'unknown'];

/** Judges files by the rules and the parser of the command. What cannot be judged is an error in one line. */
export function judge(files: readonly TextFile[]): Result {
  const templates = templatesIn(withoutManifests(files));
  const linesOf = new Map(templates.map(({ file, input, lines }) => [input.id, { file, lines: lines() }]));
  const findings = checkTemplates(templates.map(({ input }) => input));
  const rows = findings.flatMap((finding) => {
    const { file, lines } = linesOf.get(finding.at.stackId)!;
    return rowOf(finding, printPlace({ file, line: lines.get(finding.at.logicalId) }));
  }).sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level));
  return {
    rows: rows.filter(({ level }) => level !== 'unknown'),
    unknown: rows.filter(({ level }) => level === 'unknown'),
    tally: printTally(tallyOf(findings)),
    graph: mermaidOf(findings),
    faults: mermaidOf(findings.filter(({ delivers }) => delivers !== 'yes')),
  };
}

function rowOf(finding: Finding, place: string): Row[] {
  const { rule, from, to, at, because, add, fix } = finding;
  const level = levelOf(finding);
  return level === undefined ? [] : [{
    level,
    rule: rule.id,
    source: rule.source,
    edge: to === undefined || to === from ? from.path : `${from.path} → ${to.path}`,
    because,
    at: at.path,
    place,
    add: add && JSON.stringify(add, null, 2),
    addsResource: add !== undefined && 'Type' in add,
    fix,
  }];
}
