import { covers, Reviewed } from '../../test/compliance/table';

/** Prints what was reviewed, what was not and what is no longer found. Returns the number of the last two. */
export function review(title: string, findings: readonly { id: string; where: string }[], rows: readonly Reviewed[]): number {
  const places = [...new Map(findings.map((finding) => [`${finding.id} on ${finding.where}`, finding])).values()];
  const unexplained = places.filter((finding) => !rows.some((row) => covers(row, finding)));
  const stale = rows.filter((row) => !places.some((finding) => covers(row, finding)));
  console.log(`\n${title}: ${places.length} found, ${unexplained.length} of them not explained`);
  rows.forEach(({ id, where, reason }) => console.log(`  ${id} on ${where}: ${reason}`));
  unexplained.forEach(({ id, where }) => console.error(`  NOT EXPLAINED in docs/security.md: ${id} on ${where}`));
  stale.forEach(({ id, where }) => console.error(`  NO LONGER FOUND, but in docs/security.md: ${id} on ${where}`));
  return unexplained.length + stale.length;
}
