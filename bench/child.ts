import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export const ROOT = join(__dirname, '..');
export const APPS = join(__dirname, 'apps');
const PROGRAMS = join(__dirname, '.programs');
export const PEERS = join(__dirname, '.peers');

let compiled = false;

/** What runs in child processes, as JavaScript: they are not to pay for a compiler. */
function compile(): void {
  if (compiled) return;
  rmSync(PROGRAMS, { recursive: true, force: true });
  for (const file of readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter((name) => /^(apps|programs)\/.*\.ts$/.test(name))) {
    const { outputText } = transpileModule(readFileSync(join(__dirname, file), 'utf8'), {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true },
    });
    const target = join(PROGRAMS, file.replace(/ts$/, 'js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, outputText);
  }
  compiled = true;
}

/** The file that child processes load for a source in this folder. */
export function compiledFile(name: string): string {
  compile();
  return join(PROGRAMS, `${name}.js`);
}

/** Runs a program of `programs/` and returns what it printed last, as JSON. */
export function run<T>(program: string, ...parameters: string[]): T {
  // What it writes goes with it.
  const temporary = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const printed = execFileSync(process.execPath, [compiledFile(`programs/${program}`), ...parameters], {
      cwd: ROOT,
      encoding: 'utf8',
      maxBuffer: 100_000_000,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: temporary,
        TMPDIR: temporary,
        CDK_OUTDIR: join(temporary, 'out'),
        CDK_VALIDATION: 'false',
        NODE_PATH: join(PEERS, 'node_modules'),
        JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
      },
    });
    return JSON.parse(printed.trimEnd().split('\n').at(-1)!);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}
