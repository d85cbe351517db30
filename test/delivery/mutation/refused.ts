import { mkdtempSync, rmSync, writeFileSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { isExpression, Value } from './place';
import { ResourceJson } from '../cases/delivery-case';

const ANSWERS = new Map<string, boolean>();

/** Whether the L1 of a type, which is made from the schema that CloudFormation has of it, refuses the properties and took them before. */
export function isRefused(before: ResourceJson, after: ResourceJson | undefined): boolean {
  return after !== undefined && isTaken(before) && !isTaken(after);
}

function isTaken({ Type, Properties }: ResourceJson): boolean {
  const template = JSON.stringify({ Resources: { Resource: { Type, Properties: literal(Properties ?? {}) } } });
  const answer = ANSWERS.get(template) ?? include(template);
  ANSWERS.set(template, answer);
  return answer;
}

function include(template: string): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'mutant-'));
  try {
    const templateFile = join(directory, 'mutant.json');
    writeFileSync(templateFile, template);
    const stack = new Stack(new App({ outdir: directory }), 'Mutant');
    stack.resolve(new CfnInclude(stack, 'Template', { templateFile }).getResource('Resource')._toCloudFormation());
    return true;
  } catch {
    return false;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The value without expressions, which would need the rest of the template. */
function literal(value: Value): Value {
  if (typeof value !== 'object' || value === null) return value;
  if (isExpression(value)) return 'expression';
  if (Array.isArray(value)) return value.map(literal);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, literal(inner)]));
}
