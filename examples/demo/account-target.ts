import * as readline from 'node:readline/promises';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { undoAtEnd } from './clean-up';
import { makeClients } from './clients';
import { REDRIVE_BY_MOVE_TASK } from './redrive';
import { Target, Template } from './target';

/** US dollars a month, us-east-1, standard-resolution alarms. */
const MONTHLY_PRICES: Record<string, number> = {
  'AWS::KMS::Key': 1,
  'AWS::CloudWatch::Alarm': 0.10,
};

export async function accountTarget(withoutAsking: boolean): Promise<Target> {
  const clients = makeClients();
  const region = await clients.sts.config.region().catch(() => {
    throw new Error('No Region is set: set AWS_REGION, or use a profile that has one.');
  });
  const { Account: account, Arn: identity } = await clients.sts.send(new GetCallerIdentityCommand({})).catch((error) => {
    throw new Error(`No usable AWS credentials: ${error.message}`);
  });
  console.log(`This goes to AWS account ${account}, Region ${region}, as ${identity}.`);

  return {
    kind: 'account',
    name: `account ${account}, ${region}`,
    clients,
    patience: { arrivalSeconds: 120, quietSeconds: 10 },
    redrive: REDRIVE_BY_MOVE_TASK,
    alarmByHand: 'not to wait for the metric',
    neverTwice: false,
    mayBreak: false,
    deployable: (assembly) => assembly,
    agrees: async (template) => {
      printPlan(template);
      const yes = withoutAsking || await asks(`Deploy to account ${account}? [y/N] `);
      if (yes) undoAtEnd(() => printHowToDestroy(template));
      return yes;
    },
  };
}

function printPlan(template: Template): void {
  const counts = new Map<string, number>();
  Object.values(template.Resources).forEach(({ Type }) => counts.set(Type, (counts.get(Type) ?? 0) + 1));
  const monthly = Object.entries(MONTHLY_PRICES).map(([type, price]) => ({ type, price, count: counts.get(type) ?? 0 }));
  const total = monthly.reduce((sum, { price, count }) => sum + price * count, 0);

  console.log('\nIt creates the stack OrderFanOut, in an account and Region that `npx cdk bootstrap` has prepared:');
  [...counts].sort().forEach(([type, count]) => console.log(`  ${`${count}`.padStart(3)}  ${type}`));
  console.log(`
It costs about $${total.toFixed(2)} a month for as long as it stays, at the prices of us-east-1:
${monthly.map(({ type, price, count }) => `${`${count}`.padStart(5)} x $${price.toFixed(2)}  ${type}`).join('\n')}
Each of a key's first two yearly rotations adds $1.00 a month. The requests of one run cost less than $0.01. Lambda asks the queue
Billing for messages all the time, about 650,000 requests a month: within the free tier of SQS, or $0.26.

A probe queue with a subscription to the topic Pages is made and removed. One page goes to whoever is subscribed to Pages.
Everything in the queues Audit, Shipping and Invoices is received and deleted; dead letters of Billing are redriven.
`);
}

function printHowToDestroy(template: Template): void {
  const retained = Object.values(template.Resources).filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
  const types = [...new Set(retained.map(({ Type }) => Type))].sort();
  console.log('\nTo destroy the stack: npx cdk destroy OrderFanOut');
  if (types.length > 0) {
    console.log(`It retains these, and a key keeps its price until you delete it: ${types.join(', ')}`);
  }
}

async function asks(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error('Nobody can be asked here: standard input is no terminal. Say --yes to deploy without a question.');
  const terminal = readline.createInterface({ input: process.stdin, output: process.stdout });
  terminal.once('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return /^y(es)?$/i.test((await terminal.question(question)).trim());
  } finally {
    terminal.close();
  }
}
