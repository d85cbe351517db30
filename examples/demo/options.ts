import { UsageError } from './run-main';
import { SCENARIOS } from './scenarios';

export const USAGE = `Usage: npm run demo [-- <flags> <stacks>]

Deploys reference stacks, sends messages through them and counts what comes out.

${SCENARIOS.map(({ stack, summary }) => `  ${stack.padEnd(14)}  ${summary}`).join('\n')}

  (no stack)      all of them; with --account the first
  (no flags)      to an emulator on this machine: no AWS account, no credentials, nothing to pay
  --spark         run the program of SparkJob by a real Spark: needs Java, and 370 MB once
  --keep          leave the emulator running at the end, to look around
  --account       to the AWS account of your credentials; says what it costs and asks first
  --yes           with --account: do not ask
  --help          this text`;

const FLAGS = ['--spark', '--keep', '--account', '--yes'];

export interface Options {
  readonly stacks: string[];
  readonly spark: boolean;
  readonly keep: boolean;
  readonly account: boolean;
  readonly yes: boolean;
}

export function parseOptions(args: string[]): Options {
  const stacks = args.filter((arg) => SCENARIOS.some(({ stack }) => stack === arg));
  const unknown = args.filter((arg) => !FLAGS.includes(arg) && !stacks.includes(arg));
  if (unknown.length > 0) throw new UsageError(`unknown argument: ${unknown.join(' ')}`);

  const options = {
    stacks,
    spark: args.includes('--spark'),
    keep: args.includes('--keep'),
    account: args.includes('--account'),
    yes: args.includes('--yes'),
  };
  if (options.keep && options.account) throw new UsageError('--keep is for the emulator: a stack in an account stays until you destroy it');
  if (options.yes && !options.account) throw new UsageError('--yes answers the question of --account: it has no meaning without it');
  const onlyEmulated = SCENARIOS.filter(({ stack, checkedOnly }) => stacks.includes(stack) && checkedOnly.account === undefined);
  if (options.account && onlyEmulated.length > 0) {
    throw new UsageError(`${onlyEmulated.map(({ stack }) => stack).join(', ')}: runs on the emulator only, without --account`);
  }
  return options;
}
