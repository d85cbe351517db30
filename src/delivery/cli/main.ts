#!/usr/bin/env node
import { runCommand } from './command';

const { stdout, stderr, env, argv } = process;

// A reader such as `head` may have seen enough.
stdout.on('error', () => process.exit());
process.exitCode = runCommand(argv.slice(2), {
  width: Math.min(Math.max(stdout.columns ?? 100, 40), 140),
  colour: stdout.isTTY === true && !env.NO_COLOR,
  print: (line) => stdout.write(`${line}\n`),
  complain: (line) => stderr.write(`${line}\n`),
});
