import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';
import { Arguments, HELP, parseArguments } from './arguments';
import { CommandError, messageOf } from './command-error';
import { readTemplates, TemplateFile } from './template-files';
import {
  checkTemplates, Finding, jsonOf, mermaidOf, PlaceOf, printTally, RULES, sarifOf, tableOf, tableOfRules, tallyOf,
} from '../engine';

/** Where the command writes to. */
export interface Terminal {
  readonly width: number;
  readonly colour: boolean;
  readonly print: (line: string) => void;
  readonly complain: (line: string) => void;
}

/** Runs the command and returns its exit code. */
export function runCommand(args: readonly string[], terminal: Terminal): number {
  try {
    return execute(parseArguments(args), terminal);
  } catch (error) {
    terminal.complain(`cdk-keel: ${messageOf(error)}`);
    return 2;
  }
}

function execute(args: Arguments, terminal: Terminal): number {
  switch (args.action) {
    case 'check': return check(args, terminal);
    case 'graph': return deliver(mermaidOf(judge(readTemplates(args.files))), args, terminal);
    case 'rules': return deliver(rulesAs(args), args, terminal);
    case 'help': return deliver(HELP.trimEnd(), args, terminal);
    case 'version': return deliver(version(), args, terminal);
  }
}

function check(args: Arguments, terminal: Terminal): number {
  const files = readTemplates(args.files);
  const findings = judge(files);
  const tally = tallyOf(findings);
  deliver(reportOf(findings, files, args, terminal), args, terminal);
  if (args.output !== undefined) terminal.print(printTally(tally));
  return tally.errors > 0 || (args.strict && tally.warnings > 0) ? 1 : 0;
}

function judge(files: readonly TemplateFile[]): Finding[] {
  return checkTemplates(files.map(({ input }) => input));
}

function reportOf(findings: readonly Finding[], files: readonly TemplateFile[], args: Arguments, { width, colour }: Terminal): string {
  const { format, unknown, output } = args;
  const placeOf = placesIn(files);
  switch (format) {
    case 'json': return jsonOf(findings, { unknown, placeOf });
    case 'sarif': return sarifOf(findings, { unknown, placeOf, rules: RULES, version: version() });
    case 'table': return tableOf(findings, { unknown, placeOf, width, colour: colour && output === undefined });
  }
}

function version(): string {
  return (JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as { version: string }).version;
}

function placesIn(files: readonly TemplateFile[]): PlaceOf {
  const byId = new Map(files.map(({ file, input, lines }) => [input.id, { file, lines: once(lines) }]));
  return ({ stackId, logicalId }) => {
    const { file, lines } = byId.get(stackId)!;
    return { file, line: lines().get(logicalId) };
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => made ??= make();
}

function rulesAs({ format }: Arguments): string {
  if (format === 'table') return tableOfRules(RULES);
  return JSON.stringify(RULES.map(({ id, severity = 'error', proves, source }) => ({ id, severity, proves, source })), null, 2);
}

/** To the file if there is one, else to the terminal. */
function deliver(text: string, { output }: Arguments, terminal: Terminal): number {
  if (output === undefined) {
    terminal.print(text);
    return 0;
  }
  try {
    writeFileSync(output, `${text}\n`);
    return 0;
  } catch (error) {
    throw new CommandError(`${output}: it cannot be written (${(error as NodeJS.ErrnoException).code})`);
  }
}
