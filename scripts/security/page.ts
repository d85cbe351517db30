import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Reviewed, ROWS, tableIn } from '../../test/compliance/table';

const PAGE = 'docs/security.md';
const FILE = join(__dirname, '..', '..', PAGE);

/** What is said of findings under a heading of the page: `finding | where, where | reason`. */
export function findingsUnder(heading: string): Reviewed[] {
  return tableIn(PAGE, heading).flatMap(([id, wheres, reason]) => wheres.split(', ').map((where) => ({ id, where, reason })));
}

/** The list of wildcards: `who | actions | resources | where | reason`, one for each action, resource and place. */
export function wildcards(): Reviewed[] {
  return tableIn(PAGE, 'Wildcards').flatMap(([who, actions, resources, wheres, reason]) => (
    actions.split(', ').flatMap((action) => resources.split(', ').flatMap((resource) => (
      wheres.split(', ').map((where) => ({ id: `${who} ${action} ${resource}`, where, reason }))
    )))
  ));
}

/** What one check has looked at and found. */
export interface Result {
  readonly check: string;
  readonly of: string;
  readonly explained: string;
}

/** What `docs/compliance.md` says cdk-nag finds: `test/compliance` holds it to that. */
export function nagResults(): Result[] {
  return Object.entries({
    'AwsSolutions-': 'AwsSolutions', 'Serverless-': 'Serverless', 'HIPAA': 'HIPAA', 'NIST': 'NIST 800-53 r5', 'PCI': 'PCI DSS 3.2.1',
  }).map(([prefix, name]) => {
    const rows = ROWS.filter(({ id }) => id.startsWith(prefix));
    const ours = rows.filter(({ acknowledgedBy }) => acknowledgedBy === 'the library').length;
    const explained = `${ours} acknowledged by the library, ${rows.length - ours} left to the app`;
    return { check: `cdk-nag, ${name}`, of: 'every construct', explained };
  });
}

/** Writes the table of results, with today as its date where one of them has changed. */
export function writeResults(results: readonly Result[]): void {
  const table = ['| Check | Of | Explained | Not explained |', '|---|---|---|---|',
    ...results.map(({ check, of, explained }) => `| ${check} | ${of} | ${explained} | 0 |`)].join('\n');
  const page = readFileSync(FILE, 'utf8');
  if (page.includes(table)) return;
  writeFileSync(FILE, page
    .replace(/\| Check \|[^]*?\n\n/, () => `${table}\n\n`)
    .replace(/found this on \d{4}-\d\d-\d\d/, `found this on ${new Date().toISOString().slice(0, 10)}`));
  console.log(`\n${PAGE} has new results`);
}
