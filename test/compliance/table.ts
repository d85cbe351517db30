import { readFileSync } from 'fs';
import { join } from 'path';
import { Finding } from './findings';

/** A row of the table in `docs/compliance.md`. */
export interface Row {
  readonly id: string;
  readonly where: string;
  readonly reason: string;
  readonly acknowledgedBy: string;
}

/** The rows of the table in `docs/compliance.md`. */
export const ROWS: readonly Row[] = readFileSync(join(__dirname, '..', '..', 'docs', 'compliance.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) => {
    const [id, where, reason, acknowledgedBy] = line.slice(2, -2).split(' | ');
    return { id: id.replaceAll('`', ''), where: where.replaceAll('`', ''), reason, acknowledgedBy };
  });

/** Is the row about the finding, and does it say rightly whether and why the library acknowledges it? */
export function isAbout({ id, where, reason, acknowledgedBy }: Row, finding: Finding): boolean {
  return id === finding.id && pattern(where).test(finding.where)
    && (finding.reason === undefined ? acknowledgedBy === 'left to the app' : acknowledgedBy === 'the library' && reason === finding.reason);
}

function pattern(where: string): RegExp {
  return new RegExp(`^${where.split('*').map(escaped).join('[^/]*')}$`);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
