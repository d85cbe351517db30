/** Counts what holds and prints what does not. */
export class Report {
  public passed = 0;
  public failed = 0;

  /** Passes if there are no faults. */
  public check(what: string, faults: readonly string[]): void {
    if (faults.length === 0) this.passed++;
    else this.failed++;
    process.stdout.write(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${what}\n${faults.slice(0, 20).map((fault) => `         ${fault}\n`).join('')}`);
  }

  /** Passes if both are the same. */
  public same(what: string, found: unknown, expected: unknown): void {
    const [one, other] = [JSON.stringify(found), JSON.stringify(expected)];
    this.check(what, one === other ? [] : [`found    ${one}`, `expected ${other}`]);
  }
}
