import { endWith, isEnding } from './clean-up';

/** The arguments make no sense: the usage text follows the message. */
export class UsageError extends Error {}

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/**
 * Runs a program with its arguments, and cleans up whatever its end is. The exit code is the one that `main` returns, 1 after an error, 2 where the
 * arguments are wrong, and that of shells after a signal.
 */
export function runMain(usage: string, main: (args: string[]) => Promise<number>): void {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(usage);

  const fail = (error: unknown) => {
    const isWrongUse = isUsageError(error);
    if (!isEnding()) console.error(`\n${error instanceof Error ? error.message : error}${isWrongUse ? `\n\n${usage}` : ''}`);
    return endWith(isWrongUse ? 2 : 1);
  };
  for (const [signal, code] of Object.entries(EXIT_CODES)) {
    process.on(signal, () => {
      if (!isEnding()) console.error(`\n${signal}: cleaning up`);
      void endWith(code);
    });
  }
  process.on('uncaughtException', fail);
  process.on('unhandledRejection', fail);
  void main(args).then(endWith, fail);
}

/** Ours, or one of `parseArgs` of Node.js. */
function isUsageError(error: unknown): boolean {
  return error instanceof UsageError || (error instanceof Error && 'code' in error && `${error.code}`.startsWith('ERR_PARSE_ARGS_'));
}
