/** Any value in a template. */
export type Json = string | number | boolean | null | undefined | readonly Json[] | JsonObject;

/** An object in a template. */
export interface JsonObject { readonly [key: string]: Json }

/** A synthesized template, and what is known of where it will be deployed. */
export interface TemplateInput {
  /** Name of the stack, unique among the templates that are checked together. */
  readonly stackName: string;
  /** The template as JSON. */
  readonly template: JsonObject;
  /** The account, if the stack names one. */
  readonly account?: string;
  /** The Region, if the stack names one. */
  readonly region?: string;
  /** Paths of the constructs by logical id, where they are known from elsewhere than the template's metadata. */
  readonly paths?: ReadonlyMap<string, string>;
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
