/** What a policy says, statement by statement or merged. */
interface PolicyDocument {
  readonly Statement: Statement[];
}

interface Statement {
  readonly Effect: string;
  readonly Principal?: string | Record<string, unknown>;
  readonly Action?: string | string[];
  readonly Resource?: unknown;
  readonly Condition?: Record<string, unknown>;
}

/** One thing that one principal may, or may not, do with one resource. */
export interface Right {
  readonly effect: string;
  /** `*`, or kind and name as JSON; empty in the policy of a role. */
  readonly principal: string;
  readonly action: string;
  /** As JSON; empty in the trust policy of a role. */
  readonly resource: string;
  /** As JSON, `{}` if there is none. */
  readonly condition: string;
}

/** Every policy document below a value, as rights. */
export function rightsIn(value: unknown): Right[] {
  if (isPolicyDocument(value)) return value.Statement.flatMap(rightsOf);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(rightsIn) : [];
}

/** The value with each policy document replaced by its rights in alphabetical order, so that it does not matter how statements are merged. */
export function withRightsInOrder(value: unknown): unknown {
  if (isPolicyDocument(value)) return [...new Set(rightsIn(value).map((right) => JSON.stringify(right)))].sort();
  if (Array.isArray(value)) return value.map(withRightsInOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withRightsInOrder(inner)]));
}

function isPolicyDocument(value: unknown): value is PolicyDocument {
  return Array.isArray((value as Partial<PolicyDocument> | undefined | null)?.Statement);
}

function rightsOf(statement: Statement): Right[] {
  const unknown = Object.keys(statement).filter((key) => !['Sid', 'Effect', 'Principal', 'Action', 'Resource', 'Condition'].includes(key));
  if (unknown.length > 0) {
    throw new Error(`A statement has ${unknown.join(', ')}, which these contracts do not understand yet`);
  }
  const { Effect, Condition = {} } = statement;
  return principalsOf(statement.Principal).flatMap((principal) => listOf(statement.Action).flatMap((action) => (
    listOf(statement.Resource).map((resource) => ({ effect: Effect, principal, action, resource, condition: sortedJson(Condition) }))
  )));
}

function principalsOf(principal: Statement['Principal']): string[] {
  return typeof principal !== 'object'
    ? [principal ?? '']
    : Object.entries(principal).flatMap(([kind, names]) => listOf(names).map((name) => name === '*' ? '*' : `${kind} ${name}`));
}

function listOf(oneOrMore: unknown): string[] {
  return [oneOrMore ?? ''].flat().map((one) => typeof one === 'string' ? one : sortedJson(one));
}

function sortedJson(value: unknown): string {
  return JSON.stringify(value, (_, inner) => (
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => a < b ? -1 : 1))
      : inner
  ));
}
