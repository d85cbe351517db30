import { PlaceOf, printPlace } from './place';
import { Level, ofLevel, printTally, tallyOf } from './tally';
import { Finding } from '../check-templates';
import { Json } from '../model/template';
import { Rule } from '../rules/rule';

/** How the report is to look. */
export interface TableOptions {
  /** List what is unknown too. */
  readonly unknown: boolean;
  readonly placeOf: PlaceOf;
  /** Columns there are. Words that are longer, such as addresses, stay whole. */
  readonly width: number;
  readonly colour: boolean;
}

/** How titles are painted. */
const TITLES: Readonly<Record<Level, { title: string; paint: number }>> = {
  error: { title: 'ERRORS', paint: 31 },
  warning: { title: 'WARNINGS', paint: 33 },
  unknown: { title: 'UNKNOWN', paint: 36 },
};

const INDENT = ' '.repeat(10);

/** The findings for people, by severity. */
export function tableOf(findings: readonly Finding[], options: TableOptions): string {
  const levels: Level[] = options.unknown ? ['error', 'warning', 'unknown'] : ['error', 'warning'];
  const sections = levels.flatMap((level) => section(ofLevel(findings, level), level, options));
  const tally = tallyOf(findings);
  const hint = tally.unknown > 0 && !options.unknown ? ' (--unknown lists them)' : '';
  return [...sections, printTally(tally) + hint].join('\n');
}

/** The rules for people. */
export function tableOfRules(rules: readonly Rule[]): string {
  const longest = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, severity, proves }) => `${id.padEnd(longest)}  ${(severity ?? 'error').padEnd('warning'.length)}  ${proves}`).join('\n');
}

function section(findings: readonly Finding[], level: Level, options: TableOptions): string[] {
  if (findings.length === 0) return [];
  const { title, paint } = TITLES[level];
  const painted = (text: string) => (options.colour ? `\u001b[1;${paint}m${text}\u001b[0m` : text);
  return [painted(`${title} (${findings.length})`), '', ...findings.flatMap((finding) => [...block(finding, options, painted), ''])];
}

function block(finding: Finding, { width, placeOf }: TableOptions, painted: (text: string) => string): string[] {
  const { rule, from, to, at, because, add, fix } = finding;
  const place = placeOf(at);
  const edge = to === undefined || to === from ? from.path : `${from.path} -> ${to.path}`;
  const row = (label: string, text: string) => hang(label, wrap(printable(text), width - INDENT.length));
  return [
    `${painted(rule.id)}  ${printable(edge)}`,
    ...row('why', because),
    ...row('where', place ? `${at.path} (${printPlace(place)})` : at.path),
    ...add ? [...row('add', 'Type' in add ? 'this resource:' : 'to its policy:'), ...hang('', statement(add, width - INDENT.length))] : [],
    ...fix ? row('fix', fix) : [],
    ...row('source', rule.source),
  ];
}

/** What fits behind its key stays on one line, and in either case it is ready to be copied. */
function statement(value: Json, width: number, key = ''): string[] {
  const line = key + JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (line.length < width || typeof value !== 'object' || value === null) return [line];
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const members = Object.entries(value).map(([name, member]) => statement(member, width - 2, Array.isArray(value) ? '' : `${JSON.stringify(name)}: `));
  const separated = members.flatMap((lines, index) => [...lines.slice(0, -1), lines.at(-1) + (index < members.length - 1 ? ',' : '')]);
  return [key + open, ...separated.map((text) => `  ${text}`), close];
}

function hang(label: string, lines: readonly string[]): string[] {
  return lines.map((line, index) => (index === 0 ? `  ${label}`.padEnd(INDENT.length) : INDENT) + line);
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** A name in a template must not move the cursor. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
