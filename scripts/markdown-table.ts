const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** A table of Markdown, numbers to the right. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const isNumber = (index: number) => rows.every((row) => /^[\d$—–~−-]/.test(row[index]));
  return [line(header), line(header.map((_, index) => index > 0 && isNumber(index) ? '---:' : '---')), ...rows.map(line)].join('\n');
}
