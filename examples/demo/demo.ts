import * as path from 'node:path';
import { accountTarget } from './account-target';
import { readTemplate, withoutQueuePolicy } from './broken-assembly';
import { CdkCli } from './cdk-cli';
import { cleanUpOnSignals, endAndKeep, endWith, isEnding, scratchFolder } from './clean-up';
import { emulatorTarget } from './emulator-target';
import { Options, parseOptions, printUsage, UsageError } from './options';
import { OrderScenario, STACK } from './order-scenario';
import { say } from './progress';
import { Tally } from './tally';

const ROOT = path.join(__dirname, '..', '..');

async function main(options: Options): Promise<void> {
  const scratch = scratchFolder();
  const cli = new CdkCli(ROOT, scratch);
  const emulator = options.account ? undefined : await emulatorTarget(ROOT, scratch, cli);
  const target = emulator ?? await accountTarget(options.yes);

  say(`synthesizing ${STACK}`);
  const original = await cli.synthesize('original');
  if (!await target.agrees(readTemplate(original, STACK))) {
    console.log('Nothing was created.');
    return endWith(1);
  }
  const outputs = await cli.deploy(STACK, original);
  say(`deployed ${STACK} to ${target.name}`);

  const tally = new Tally();
  const scenario = new OrderScenario(target, outputs, tally, {
    fix: async () => {
      await cli.deploy(STACK, await cli.synthesize('fixed', 'fixed=true'));
      say('deployed the fix: an order without a price is invoiced with 0');
    },
    breakAudit: async () => {
      await cli.deploy(STACK, withoutQueuePolicy(original, STACK, 'AuditQueueUrl'));
    },
    mendAudit: async () => {
      await cli.deploy(STACK, original);
    },
  });
  try {
    await scenario.run();
  } finally {
    if (!isEnding()) tally.print(target.checkedOnly);
  }
  console.log();
  say(tally.verdict);

  const code = tally.exact ? 0 : 1;
  if (!options.keep) return endWith(code);
  emulator?.printHowToLookAround();
  return endAndKeep(code);
}

async function fail(error: unknown): Promise<never> {
  if (!isEnding()) console.error(`\n${error instanceof Error ? error.message : error}`);
  return endWith(error instanceof UsageError ? 2 : 1);
}

cleanUpOnSignals();
process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
try {
  const options = parseOptions(process.argv.slice(2));
  if (options.help) {
    printUsage();
  } else {
    void main(options).catch(fail);
  }
} catch (error) {
  void fail(error);
}
