import { readFileSync } from 'fs';
import { join } from 'path';
import { Finding } from './findings';

/** A finding that somebody has looked at. */
export interface Reviewed {
  readonly id: string;
  /** Where it may be: `*` stands for any name, `**` for any path. */
  readonly where: string;
  readonly reason: string;
}

/** A row of a table in `docs/compliance.md`. */
export interface Row extends Reviewed {
  readonly acknowledgedBy: string;
}

/** What the ids of a pack begin with, by its name in `docs/compliance.md`. */
const PACKS: Readonly<Record<string, string>> = { HIPAA: 'HIPAA.Security', NIST: 'NIST.800.53.R5', PCI: 'PCI.DSS.321' };

const PAGE = 'docs/compliance.md';

/** The rows of both tables in `docs/compliance.md`, one for each finding and place. */
export const ROWS: readonly Row[] = [
  ...tableIn(PAGE, 'Compliance').map(([id, where, reason, acknowledgedBy]) => ({ id, where, reason, acknowledgedBy })),
  ...tableIn(PAGE, 'HIPAA, NIST 800-53 and PCI DSS').flatMap(([rule, packs, wheres, reason]) => (
    packs.split(', ').flatMap((pack) => wheres.split(', ').map((where) => ({
      id: `${PACKS[pack]}-${rule}`, where, reason, acknowledgedBy: 'left to the app',
    })))
  )),
];

/** The cells of each row of the table under a heading, without backticks. */
export function tableIn(page: string, heading: string): string[][] {
  const lines = readFileSync(join(__dirname, '..', '..', page), 'utf8').split('\n');
  const start = lines.findIndex((line) => line.replace(/^#+ /, '') === heading);
  const end = lines.findIndex((line, at) => at > start && line.startsWith('#'));
  const rows = lines.slice(start, end < 0 ? undefined : end).filter((line) => line.startsWith('| ')).slice(1);
  if (start < 0 || rows.length === 0) throw new Error(`${page} has no table under '${heading}'`);
  return rows.map((line) => line.slice(2, -2).split(' | ').map((cell) => cell.replaceAll('`', '')));
}

/** Is the row about the finding, and does it say rightly whether and why the library acknowledges it? */
export function isAbout(row: Row, finding: Finding): boolean {
  return covers(row, finding) && (finding.reason === undefined
    ? row.acknowledgedBy === 'left to the app'
    : row.acknowledgedBy === 'the library' && row.reason === finding.reason);
}

/** Is what was looked at this finding? */
export function covers({ id, where }: Reviewed, finding: Pick<Finding, 'id' | 'where'>): boolean {
  return id === finding.id && pattern(where).test(finding.where);
}

function pattern(where: string): RegExp {
  return new RegExp(`^${where.split(/(\*+)/).map((part) => ({ '**': '.*', '*': '[^/]*' })[part] ?? escaped(part)).join('')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
