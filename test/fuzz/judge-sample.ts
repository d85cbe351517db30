import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Sampled } from './samples';
import { DeliveryChecks } from '../../src';

/** Whether somebody is told is up to the app. */
const UP_TO_THE_APP = ['KEEL-ALARM-01'];

const INVALID = /^\w+ '[^\n]*' got invalid values:$/;
const BROKEN_RULE = /^ {2}- '[^\n]*' must .+, but got .*$/s;

/** Anything that ends a line, or moves what a terminal shows. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What became of a sample: a template in which everything arrives, or an error that says which prop is wrong. */
export type Outcome = 'made' | 'refused';

/** Throws where a sample is neither made as it should be nor refused as it should be. */
export function judgeSample<Data>({ make }: Sampled<Data>, id: string, data: Data): Outcome {
  const stack = new Stack(new App(), 'Shop');
  try {
    make(stack, id, data);
  } catch (error) {
    mustBeClear(error as Error);
    return 'refused';
  } finally {
    mustBeUnpolluted();
  }
  mustArrive(Template.fromStack(stack).toJSON());
  return 'made';
}

function mustBeClear({ message, stack }: Error): void {
  const [first, ...rules] = message.split('\n');
  const lines = [first, ...rules];
  if (!INVALID.test(first) || rules.length === 0 || !rules.every((line) => BROKEN_RULE.test(line)) || lines.some((line) => CONTROL.test(line))) {
    throw new Error(`refused without a clear error: ${JSON.stringify(message)}\n${stack}`);
  }
}

function mustBeUnpolluted(): void {
  const added = [Object.prototype, Array.prototype, Function.prototype].flatMap((prototype) => Object.keys(prototype));
  if (added.length > 0) throw new Error(`a prototype got ${added.join(', ')}`);
}

function mustArrive(template: { Resources?: object }): void {
  const names = Object.keys(template.Resources ?? {}).filter((logicalId) => !/^[A-Za-z0-9]{1,255}$/.test(logicalId));
  if (names.length > 0) throw new Error(`CloudFormation does not take these logical ids: ${names.join(', ')}`);
  const findings = DeliveryChecks.findingsOf({ Shop: template }).filter(({ ruleId }) => !UP_TO_THE_APP.includes(ruleId));
  if (findings.length > 0) throw new Error(`something does not arrive: ${JSON.stringify(findings)}`);
}
