import { at, Change, isExpression, Path, redirected, references, Stacks, Value } from './place';

/** One way to change a value. */
export interface Mutation {
  /** Names the operator, for example `action replaced`. */
  readonly operator: string;
  /** Below the resource. */
  readonly path: Path;
  readonly change: Change;
  /** The resource of which the mutant has a twin, to refer to in its place. */
  readonly twinOf?: string;
}

export const TWIN = 'Twin';
const ANOTHER_ACTION = 'ec2:DescribeInstances';
/** Of a service to which nothing is sent. */
export const ANOTHER_ARN = 'arn:aws:ec2:us-east-1:999999999999:instance/i-0';
const ANOTHER_ACCOUNT = '999999999999';

const gone: Change = () => undefined;
const to = (value: Value): Change => () => value;

/** All that is changed in a statement. */
export function mutationsOfStatement(resources: Stacks[string]['Resources'], resource: Value, path: Path): Mutation[] {
  const statement = at(resource, path);
  const effect = statement.Effect === 'Allow' ? [{ operator: 'Allow turned to Deny', path: [...path, 'Effect'], change: to('Deny') }] : [];
  return [
    { operator: 'statement dropped', path, change: gone },
    ...effect,
    ...each(statement.Action, [...path, 'Action']).flatMap((one) => [...oneOfMany('action dropped', one), replaced('action replaced', one, ANOTHER_ACTION)]),
    ...mutationsOfPrincipal(statement.Principal, [...path, 'Principal']),
    ...each(statement.Resource, [...path, 'Resource']).flatMap((one) => [...oneOfMany('resource dropped', one), otherArn(resources, 'resource replaced', one)]),
    ...mutationsOfConditions(resources, statement, [...path, 'Condition']),
  ];
}

function mutationsOfPrincipal(principal: Value, path: Path): Mutation[] {
  if (principal === undefined) return [];
  if (typeof principal === 'string' || isExpression(principal)) {
    return [{ operator: 'principal replaced', path, change: to({ AWS: ANOTHER_ACCOUNT }) }];
  }
  return Object.keys(principal).flatMap((kind) => each(principal[kind], [...path, kind]).flatMap((one) => [
    ...oneOfMany('principal dropped', one),
    replaced('principal replaced', one, kind === 'Service' ? 'ec2.amazonaws.com' : ANOTHER_ACCOUNT),
  ]));
}

function mutationsOfConditions(resources: Stacks[string]['Resources'], { Effect, Condition = {} }: Value, path: Path): Mutation[] {
  return Object.keys(Condition).flatMap((operator) => Object.keys(Condition[operator]).flatMap((key): Mutation[] => {
    const ofKey = [...path, operator, key];
    const negation = negated(operator);
    return [
      ...each(Condition[operator][key], ofKey).flatMap((one) => [...oneOfMany('condition value dropped', one), otherValue(resources, one)]),
      ...(negation ? [{ operator: 'condition negated', path, change: (all: Value) => moved(all, operator, negation, key) }] : []),
      // A condition less lets more through, but of a denial.
      ...(Effect === 'Deny' ? [{ operator: 'condition dropped', path: ofKey, change: gone }] : []),
    ];
  }));
}

function negated(operator: string): string | undefined {
  const [, quantifier = '', kind, not, comparison] = /^(\w+:)?(String|Arn)(Not)?(\w+)$/.exec(operator) ?? [];
  return kind && `${quantifier}${kind}${not ? '' : 'Not'}${comparison}`;
}

function moved(conditions: Value, from: string, into: string, key: string): Value {
  const { [key]: value, ...rest } = conditions[from];
  return { ...conditions, [from]: rest, [into]: { ...conditions[into], [key]: value } };
}

/** All that is changed in a property, or in what is in it. */
export function mutationsOfProperty(resources: Stacks[string]['Resources'], path: Path, value: Value, values: readonly string[]): Mutation[] {
  const one = { path, value, of: 1 };
  const removed = { operator: 'removed', path, change: gone };
  if (values.length > 0) return [removed, ...values.filter((other) => other !== value).map((other) => replaced(`set to ${other}`, one, other))];
  if (typeof value === 'boolean' || /^(true|false)$/.test(`${value}`)) return [removed, replaced('flipped', one, `${value}` === 'true' ? false : true)];
  if (typeof value === 'number' || /^\d{1,9}$/.test(`${value}`)) {
    const numbers = [0, 1, 1_000_000_000].filter((number) => `${number}` !== `${value}`);
    return [removed, ...numbers.map((number) => replaced(`set to ${number}`, one, number))];
  }
  if (typeof value === 'string') return [removed, replaced('replaced', one, value.startsWith('arn:') ? ANOTHER_ARN : 'another')];
  return isExpression(value) ? [removed, otherArn(resources, 'replaced', one)] : [removed];
}

interface One { readonly path: Path; readonly value: Value; readonly of: number }

/** What a policy gives as one or as a list. */
function each(value: Value, path: Path): One[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((one, index) => ({ path: [...path, index], value: one, of: value.length })) : [{ path, value, of: 1 }];
}

function oneOfMany(operator: string, { path, of }: One): Mutation[] {
  return of > 1 ? [{ operator, path, change: gone }] : [];
}

function replaced(operator: string, { path }: One, value: Value): Mutation {
  return { operator, path, change: to(value) };
}

/** What refers to a resource refers to its twin instead. */
function otherArn(resources: Stacks[string]['Resources'], operator: string, one: One): Mutation {
  const named = references(one.value).find((name) => Object.hasOwn(resources, name));
  if (named === undefined) return replaced(operator, one, ANOTHER_ARN);
  return { operator, path: one.path, twinOf: named, change: (value) => redirected(value, named, TWIN) };
}

function otherValue(resources: Stacks[string]['Resources'], one: One): Mutation {
  const operator = 'condition value replaced';
  if (references(one.value).some((name) => Object.hasOwn(resources, name))) return otherArn(resources, operator, one);
  if (/^(true|false)$/.test(`${one.value}`)) return replaced(operator, one, `${one.value}` === 'true' ? 'false' : 'true');
  const isAccount = one.value?.Ref === 'AWS::AccountId' || /^\d{12}$/.test(`${one.value}`);
  return replaced(operator, one, isAccount ? ANOTHER_ACCOUNT : `${one.value}`.startsWith('arn:') ? ANOTHER_ARN : 'another');
}
