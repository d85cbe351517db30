interface Row {
  readonly what: string;
  readonly expected: string;
  readonly counted: string;
  readonly verdict: string;
  readonly how: string;
}

const HEADER: Row = { what: 'what', expected: 'expected', counted: 'counted', verdict: '', how: 'how it was proven' };

/** The table of what was sent and what came out. */
export class Tally {
  private readonly rows: Row[] = [];
  private readonly checkedOnly: string[] = [];
  private failures = 0;

  constructor(readonly title: string) {}

  public get exact(): boolean {
    return this.failures === 0;
  }

  public get verdict(): string {
    return this.exact ? 'every count is exact' : `${this.failures} of ${this.rows.length} rows FAILED`;
  }

  /** A count, or anything else that is the expected one or not, as the status of an answer. */
  public count(what: string, expected: number | string, counted: number | string, how: string): void {
    if (counted !== expected) this.failures += 1;
    this.rows.push({ what, expected: `${expected}`, counted: `${counted}`, verdict: counted === expected ? 'ok' : 'FAIL', how });
  }

  /** A figure that nothing is promised about. */
  public note(what: string, counted: number, how: string): void {
    this.rows.push({ what, expected: 'any', counted: `${counted}`, verdict: '-', how });
  }

  public notRun(what: string, why: string): void {
    this.rows.push({ what, expected: '-', counted: '-', verdict: 'not run', how: why });
  }

  /** Something of the stack that no row shows. */
  public onlyChecked(item: string): void {
    this.checkedOnly.push(item);
  }

  /** The rows as a table in Markdown. */
  public markdown(): string {
    const cells = ({ what, expected, counted, verdict, how }: Row) => `| ${[what, expected, counted, verdict, how].join(' | ')} |`;
    return [cells(HEADER), '|---|--:|--:|---|---|', ...this.rows.map(cells)].join('\n');
  }

  /** Prints the table, and below it what no row of it shows. */
  public print(alsoCheckedOnly: string[]): void {
    const checkedOnly = [...this.checkedOnly, ...alsoCheckedOnly];
    const rows = [HEADER, ...this.rows];
    const widest = (column: keyof Row) => Math.max(...rows.map((row) => row[column].length));
    const line = (row: Row) => [
      row.what.padEnd(widest('what')),
      row.expected.padStart(widest('expected')),
      row.counted.padStart(widest('counted')),
      row.verdict.padEnd(widest('verdict')),
      row.how,
    ].join('  ');

    console.log(`\n${this.title}\n\n${line(HEADER)}\n${line(HEADER).replace(/./g, '-')}`);
    this.rows.forEach((row) => console.log(line(row)));
    if (checkedOnly.length > 0) console.log('\nNot run, only checked on the template by the tests:');
    checkedOnly.forEach((item) => console.log(`  ${item}`));
    console.log();
  }
}
