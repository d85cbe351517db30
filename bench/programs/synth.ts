/**
 * Synthesizes an app in a process of its own and prints what that took:
 * `node synth.js <file of the app> <number of constructs> <constructs in a stack> [template]`.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- what is loaded when is measured */
import type * as cdk from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

const begun = process.cpuUsage();
const [app, constructs, inStack, template] = process.argv.slice(2);

/** CPU time since the first line, in milliseconds. */
function spent(): number {
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1000;
}

function synthesize(): CloudAssembly {
  const { App, Stack, Validations } = require('aws-cdk-lib') as typeof cdk;
  const { build } = require(app) as { build(stack: cdk.Stack, id: string): void };
  const made = new App({ context: require('aws-cdk-lib/recommended-feature-flags.json') });
  Validations.of(made).acknowledge({ id: 'Annotation::cdk-keel:AlarmRouting.noRoute', reason: 'plain L2s do not say it either' });
  let stack!: cdk.Stack;
  for (let index = 0; index < Number(constructs); index++) {
    if (index % Number(inStack) === 0) stack = new Stack(made, `Stack${index}`, { env: { region: 'eu-west-1' } });
    build(stack, `It${index}`);
  }
  return made.synth();
}

const { stacks } = synthesize();
const cpu = spent();
const memory = process.resourceUsage().maxRSS / 1024;
const types: Record<string, number> = {};
for (const { Type } of stacks.flatMap((stack) => Object.values<{ Type: string }>(stack.template.Resources ?? {}))) {
  types[Type] = (types[Type] ?? 0) + 1;
}
console.log(JSON.stringify({ cpu, memory, types, template: template && stacks[0].template }));
