import { parseArgs } from 'node:util';
import { UsageError } from '../../examples/demo/run-main';

export const USAGE = `Usage: npm run faults [-- <flags>]

Sends messages through the reference stacks OrderFanOut and PhotoPipeline on an emulator, while consumers are killed, functions fail and the emulator
is restarted, and accounts for every message.

  --messages <n>  how many through each of the three ways: orders, photos, edits in order (10000)
  --seed <n>      decides who is killed when and which invocations fail (drawn)
  --write         write the tables into docs/faults.md
  --help          this text`;

export interface Options {
  readonly messages: number;
  readonly seed: number;
  readonly write: boolean;
}

export function parseOptions(args: string[]): Options {
  const { values: flags } = parseArgs({ args, options: { messages: { type: 'string' }, seed: { type: 'string' }, write: { type: 'boolean' } } });
  return {
    messages: whole('--messages', flags.messages ?? '10000', 100, 100_000),
    seed: whole('--seed', flags.seed ?? `${Math.floor(Math.random() * 1e9)}`, 0, 1e9),
    write: flags.write ?? false,
  };
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most) throw new UsageError(`${flag} is a whole number from ${least} to ${most}, and not ${text}`);
  return value;
}
