/** Any value in a template. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;

/** An object in a template. */
export interface JsonObject { readonly [key: string]: Json }

const DEEPEST = 500;

/** A synthesized template, and what is known of where it will be deployed. */
export interface TemplateInput {
  /** Unique among the templates that are checked together. */
  readonly id: string;
  /** Name of the deployed stack, if it is known. */
  readonly stackName?: string;
  /** The template as JSON. */
  readonly template: JsonObject;
  /** The account, if the stack names one. */
  readonly account?: string;
  /** The Region, if the stack names one. */
  readonly region?: string;
  /** Paths of the constructs by logical id, where they are known from elsewhere than the template's metadata. */
  readonly paths?: ReadonlyMap<string, string>;
  /** The resource that deploys the template as a nested stack. */
  readonly nestedIn?: { readonly id: string; readonly logicalId: string };
}

/** The value if it is an object. */
export function objectOf(value: Json): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as JsonObject : {};
}

/** The value as a list: itself, or alone in one, or empty where it is missing. */
export function listOf(value: Json): readonly Json[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** A property that the template itself gives: `constructor` is none. */
export function member(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A name as it stands in a template; a list or object is none. */
export function nameOf(value: Json): string {
  return typeof value === 'object' && value !== null ? '' : `${value}`;
}

/** Whether CloudFormation puts something else in the place of the value. */
export function isIntrinsic(value: Json): value is JsonObject {
  const keys = Object.keys(objectOf(value));
  return keys.length === 1 && (keys[0] === 'Ref' || keys[0].startsWith('Fn::'));
}

/** What the value may be: both branches of an `Fn::If`. */
export function possible(value: Json): Json[] {
  if (value === undefined || value === null) return [];
  const branches = isIntrinsic(value) ? value['Fn::If'] : undefined;
  return Array.isArray(branches) ? branches.slice(1).flatMap(possible) : [value];
}

/** What may be in a list. */
export function possibleMembers(list: Json): Json[] {
  return possible(list).flatMap(listOf).flatMap(possible);
}

/** What an object may be that may also be given as a string of JSON. What is neither stays as it is. */
export function possibleObjects(value: Json): Json[] {
  return possible(value).map((one) => {
    if (typeof one !== 'string') return one;
    try {
      const parsed = JSON.parse(one) as Json;
      return isTooDeep(parsed) ? one : parsed;
    } catch {
      return one;
    }
  });
}

/** Deeper than any template that people or CDK write: what walks through it would run out of stack. */
export function isTooDeep(value: Json): boolean {
  let level: readonly Json[] = [value];
  for (let depth = 0; depth < DEEPEST && level.length > 0; depth++) {
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) as Json[] : []));
  }
  return level.length > 0;
}

/** The value without everything that is `AWS::NoValue`. */
export function withoutNoValue(value: Json): Json {
  if (typeof value !== 'object' || value === null) return value;
  const stays = (one: Json) => objectOf(one).Ref !== 'AWS::NoValue';
  if (Array.isArray(value)) return value.filter(stays).map(withoutNoValue);
  return Object.fromEntries(Object.entries(value).filter(([, one]) => stays(one)).map(([key, one]) => [key, withoutNoValue(one)]));
}
