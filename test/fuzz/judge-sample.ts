import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { Beside } from './beside';
import { Given } from './given';
import { Sampled } from './sampled';
import { findingsOfValidator } from './validator';
import { DeliveryChecks } from '../../src';

/**
 * Whether somebody is told is up to the app, and a short visibility timeout that it asks for: it is warned of one, and one that is shorter than the function's
 * timeout is refused, unless it is known in the template only.
 */
const UP_TO_THE_APP = ['KEEL-ALARM-01', 'KEEL-SQS-LAMBDA-04', 'KEEL-SQS-LAMBDA-05'];

const INVALID = /^[^\n]+ got invalid values:$/;
const BROKEN_RULE = /^ {2}- '[^\n]*' must .+, but got .*$/s;

/** Anything that ends a line, or moves what a terminal shows. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** Assemblies are written so deep that a path which leads out of them ends within, where it is seen. */
const AROUND = mkdtempSync(join(tmpdir(), 'cdk-keel-fuzz-'));
const ASSEMBLY = join(AROUND, 'some', 'where', 'cdk.out');
mkdirSync(ASSEMBLY, { recursive: true });
const WRITTEN = /^((Shop\.(template|assets|metadata)|manifest|tree|validation-report|asset\.[0-9a-f]{64}(\.assets)?)\.json|cdk\.out|asset\.[0-9a-f]{64}(\.\w+)?)$/;

/** What became of a sample: a template in which everything arrives, or an error that says which prop is wrong. */
export type Outcome = 'made' | 'refused';

/** The template of the last sample that was made. */
export const TEMPLATE_FILE = join(ASSEMBLY, 'Shop.template.json');

/** Throws where a sample is neither made as it should be nor refused as it should be. */
export function judgeSample<Value>({ make }: Sampled<Value>, id: string, data: Given<Value>, validates = false): Outcome {
  const app = new App({ outdir: ASSEMBLY, treeMetadata: false, analyticsReporting: false });
  const stack = new Stack(app, 'Shop');
  try {
    const beside = new Beside(stack, 'Beside');
    make(stack, id, data.of(beside), beside);
  } catch (error) {
    mustBeClear(error as Error);
    return 'refused';
  } finally {
    mustBeUnpolluted();
  }
  app.synth();
  mustStayInside();
  mustArrive(JSON.parse(readFileSync(TEMPLATE_FILE, 'utf8')));
  if (validates) mustBeValid();
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

/** Ids and names are no paths. */
function mustStayInside(): void {
  const outside = [
    ...readdirSync(AROUND).filter((name) => name !== 'some'),
    ...readdirSync(join(AROUND, 'some')).filter((name) => name !== 'where'),
    ...readdirSync(join(AROUND, 'some', 'where')).filter((name) => name !== 'cdk.out'),
    ...readdirSync(ASSEMBLY).filter((name) => !WRITTEN.test(name)),
  ];
  if (outside.length > 0) throw new Error(`written where nothing should be: ${JSON.stringify(outside)}`);
}

function mustArrive(template: { Resources?: object }): void {
  const names = Object.keys(template.Resources ?? {}).filter((logicalId) => !/^[A-Za-z0-9]{1,255}$/.test(logicalId));
  if (names.length > 0) throw new Error(`CloudFormation does not take these logical ids: ${names.join(', ')}`);
  const findings = DeliveryChecks.findingsOf({ Shop: template }).filter(({ ruleId }) => !UP_TO_THE_APP.includes(ruleId));
  if (findings.length > 0) throw new Error(`something does not arrive: ${JSON.stringify(findings)}`);
}

function mustBeValid(): void {
  const findings = findingsOfValidator(TEMPLATE_FILE);
  if (findings.length > 0) throw new Error(`CDK's validator: ${findings.join('; ')}`);
}
