import { ResourceJson, Resources } from '../cases/delivery-case';

/** A value in the JSON of a template. */
export type Value = any;
export type Path = readonly (string | number)[];

/** The templates of one app, by name of their stacks. */
export type Stacks = Readonly<Record<string, { readonly Resources: Resources }>>;

/** A place in the templates. */
export interface Place {
  readonly stack: string;
  readonly logicalId: string;
  /** Below the resource; empty for the resource itself. */
  readonly path: Path;
}

/** What changes a value into another; undefined takes it away. */
export type Change = (value: Value) => Value;

/** The value with a change at a path, sharing all that stays. Of a list, what is taken away leaves no gap. */
export function changedAt(value: Value, [first, ...rest]: Path, change: Change): Value {
  if (first === undefined) return change(value);
  const inner = changedAt(value?.[first], rest, change);
  if (Array.isArray(value)) return value.flatMap((one, index) => (index !== first ? [one] : inner === undefined ? [] : [inner]));
  const { [first]: _before, ...others } = value ?? {};
  return inner === undefined ? others : { ...value, [first]: inner };
}

/** The templates with a change at a place. */
export function changed(stacks: Stacks, { stack, logicalId, path }: Place, change: Change): Stacks {
  return changedAt(stacks, [stack, 'Resources', logicalId, ...path], change);
}

/** The value at a path. */
export function at(value: Value, path: Path): Value {
  return path.reduce((inner, step) => inner?.[step], value);
}

/** The resource of a place. */
export function resourceAt(stacks: Stacks, { stack, logicalId }: Place): ResourceJson {
  return stacks[stack].Resources[logicalId];
}

/** Whether CloudFormation puts something else in the place of the value. */
export function isExpression(value: Value): boolean {
  const [first, ...rest] = Object.keys(Object(value));
  return !Array.isArray(value) && rest.length === 0 && (first === 'Ref' || `${first}`.startsWith('Fn::'));
}

/** The logical ids, and parameters, that a value refers to. */
export function references(value: Value): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(references);
  return Object.entries<Value>(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return [`${inner}`];
    if (key === 'Fn::GetAtt') return [Array.isArray(inner) ? `${inner[0]}` : `${inner}`.split('.')[0]];
    if (key !== 'Fn::Sub') return references(inner);
    const [text, ...values] = [inner].flat();
    return [...[...`${text}`.matchAll(/\$\{([^!}.]+)[^}]*\}/g)].map(([, name]) => name), ...references(values)];
  });
}

/** The value with each reference to one resource turned to another. */
export function redirected(value: Value, from: string, to: string): Value {
  const text = JSON.stringify(value)
    .replaceAll(`{"Ref":"${from}"}`, `{"Ref":"${to}"}`)
    .replaceAll(`{"Fn::GetAtt":["${from}",`, `{"Fn::GetAtt":["${to}",`)
    .replaceAll(`{"Fn::GetAtt":"${from}.`, `{"Fn::GetAtt":"${to}.`)
    .replaceAll(`\${${from}}`, `\${${to}}`)
    .replaceAll(`\${${from}.`, `\${${to}.`);
  return JSON.parse(text);
}
