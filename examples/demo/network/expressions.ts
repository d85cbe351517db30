import { NetworkStack } from '../network-emulator';
import { Template } from '../target';

const PREFIX = 'Expression';

/** Adds an output to a template for each expression in properties of these types, so that CloudFormation says what it is. */
export function withExpressionOutputs<T extends Template>(template: T, types: string[]): T {
  const Outputs: Template['Outputs'] = { ...template.Outputs };
  for (const text of expressionsIn(template, types)) Outputs[`${PREFIX}${Object.keys(Outputs).length}`] = { Value: JSON.parse(text) };
  return { ...template, Outputs };
}

/** What CloudFormation has said of the expressions. */
export function evaluate(value: any, stack: NetworkStack): any {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, stack));
  if (!isObject(value)) return value;
  if (isExpression(value)) return stack.values.get(JSON.stringify(value));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, evaluate(inner, stack)]));
}

/** The values of the expressions by their text. */
export function valuesOf({ Outputs }: Template, outputs: Record<string, string>): Map<string, string> {
  const ours = Object.keys(Outputs).filter((key) => key.startsWith(PREFIX));
  return new Map(ours.map((key) => [JSON.stringify(Outputs[key].Value), outputs[key]]));
}

function expressionsIn({ Resources }: Template, types: string[]): Set<string> {
  const texts = new Set<string>();
  const collect = (value: any): void => {
    if (!isObject(value)) return;
    if (isExpression(value)) texts.add(JSON.stringify(value));
    else Object.values(value).forEach(collect);
  };
  Object.values(Resources).filter(({ Type }) => types.includes(Type)).forEach(({ Properties }) => collect(Properties));
  return texts;
}

function isExpression(value: object): boolean {
  const [key, ...others] = Object.keys(value);
  return others.length === 0 && (key === 'Ref' || key?.startsWith('Fn::'));
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
