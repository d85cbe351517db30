import { parseArgs } from 'util';
import { CommandError } from './command-error';

export const HELP = `Usage:
  cdk-keel check <file or folder>...   say which messages cannot arrive
  cdk-keel graph <file or folder>...   print the delivery graph as Mermaid

Files are CloudFormation templates in JSON or YAML, folders the output of cdk synth. What is named together is judged together.

Options of check:
  --json          print JSON
  --sarif         print SARIF 2.1.0, for code scanning
  --unknown       list the edges that the templates do not say enough about
  --strict        let warnings fail it too

Options:
  --output FILE   write to a file
  --rules         list the rules
  --help          print this
  --version       print the version

Exit codes: 0 nothing found, 1 errors found (with --strict warnings too), 2 not judged: wrong usage, or a file that cannot be read
`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  sarif: { type: 'boolean', default: false },
  unknown: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
  output: { type: 'string' },
  rules: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  version: { type: 'boolean', default: false },
} as const;

/** What the command is to do. */
export interface Arguments {
  readonly action: 'check' | 'graph' | 'rules' | 'help' | 'version';
  readonly files: readonly string[];
  readonly format: 'table' | 'json' | 'sarif';
  readonly unknown: boolean;
  readonly strict: boolean;
  readonly output?: string;
}

/** Reads what comes after the name of the command. */
export function parseArguments(args: readonly string[]): Arguments {
  const { values, positionals: [command, ...files] } = parse(args);
  const { json, sarif, unknown, strict, output } = values;
  if (json && sarif) throw new CommandError('--json and --sarif cannot be had together');
  const rest = { files, format: json ? 'json' : sarif ? 'sarif' : 'table', unknown, strict, output } as const;
  for (const action of ['help', 'version', 'rules'] as const) if (values[action]) return { action, ...rest };
  if (command !== 'check' && command !== 'graph') {
    throw new CommandError(`${command === undefined ? 'no command' : `no command ${command}`}: use check or graph, or see --help`);
  }
  if (files.length === 0) throw new CommandError(`${command}: name a template, or the output of cdk synth`);
  if (command === 'graph' && (json || sarif || unknown || strict)) throw new CommandError('graph: of the options it knows --output only');
  return { action: command, ...rest };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new CommandError((error as Error).message.split(/\.\s|\n/)[0]);
  }
}
