import { literal, print, segments, Text, text, Variable } from './text';
import { certain, every, Verdict } from './verdict';

/** Above this many steps a comparison is not worth its time, and its answer is unknown. */
const MOST_STEPS = 4_000_000;

/** Have both texts the same value, whatever the variables are? */
export function same(one: Text, other: Text): Verdict {
  if (print(one) === print(other)) return 'yes';
  const [parts, others] = [segments(one), segments(other)];
  if (!parts || !others) return atWorstUnknown(one, other, []);
  return parts.length === others.length ? every(parts.map((part, index) => [part, others[index]] as const), ([left, right]) => (
    print(left) === print(right) ? 'yes' : atWorstUnknown(left, right, [])
  )) : 'no';
}

/**
 * Does the value match the pattern, in which `*` stands for any characters, also none, and `?` for one?
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
 */
export function matches(pattern: Text, value: Text): Verdict {
  return print(pattern) === print(value) ? 'yes' : atWorstUnknown(pattern, value, ['*', '?']);
}

/**
 * Does the ARN match the pattern? Each of the six parts between colons is compared by itself, so that no wildcard reaches over a colon. Of a pattern
 * with fewer parts, such as `arn:aws:sns:*`, the documentation does not say what it matches.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
 */
export function matchesArn(pattern: Text, value: Text): Verdict {
  if (print(pattern) === print(value) || print(pattern) === '*') return 'yes';
  const [patterns, values] = [partsOfArn(pattern), partsOfArn(value)];
  if (!patterns || !values || patterns.length < 6) return matches(pattern, value) === 'no' ? 'no' : 'unknown';
  return patterns.length === values.length
    ? every(patterns.map((part, index) => [part, values[index]] as const), ([part, known]) => matches(part, known))
    : 'no';
}

/** The sixth part of an ARN, the resource, may hold colons, and what may be anything. */
function partsOfArn(value: Text): Text[] | undefined {
  const open = value.findIndex((piece) => typeof piece !== 'string' && piece.kind === 'any');
  const [known, rest] = open < 0 ? [value, []] : [value.slice(0, open), value.slice(open)];
  const parts = segments(known)!;
  if (parts.length < 6) return open < 0 ? parts : undefined;
  return [...parts.slice(0, 5), text([...parts.slice(5).flatMap((part, index) => (index === 0 ? part : [':', ...part])), ...rest])];
}

type Token = string | Variable;

function atWorstUnknown(pattern: Text, value: Text, wildcards: string[]): Verdict {
  const [known, received] = [literal(pattern), literal(value)];
  if (known !== undefined && received !== undefined && !wildcards.some((one) => known.includes(one))) return known === received ? 'yes' : 'no';
  const [left, right] = withoutCommonStart(tokens(pattern, wildcards), tokens(value, []), wildcards);
  const definite = isDefinite(left, right, wildcards);
  if (definite !== false) return definite ? 'yes' : 'unknown';
  const variable = [...left, ...right].some((token) => typeof token !== 'string');
  if (!variable) return 'no';
  if (ownNamesDiffer(pattern, value)) return 'no';
  return left.length * right.length > MOST_STEPS ? 'unknown' : certain(isPossible(left, right, wildcards)) === 'no' ? 'no' : 'unknown';
}

/** Two names that CloudFormation makes for two resources differ, and none is empty. */
function ownNamesDiffer(one: Text, other: Text): boolean {
  const [parts, others] = [segments(one), segments(other)];
  return parts !== undefined && others !== undefined && parts.length === others.length && parts.some((part, index) => {
    const [[name, ...rest], [otherName, ...otherRest]] = [part, others[index]];
    if (name === undefined || otherName === undefined) return isOwn(name) || isOwn(otherName);
    const endAlike = print(rest) === print(otherRest) || (beginsPath(rest) && beginsPath(otherRest));
    return isOwn(name) && isOwn(otherName) && name.name !== otherName.name && endAlike;
  });
}

function beginsPath([next]: Text): boolean {
  return typeof next === 'string' && next.startsWith('/');
}

function isOwn(piece: string | Variable | undefined): piece is Variable {
  return typeof piece === 'object' && piece.kind === 'own';
}

/** Characters and variables; runs of `*` are one. */
function tokens(value: Text, wildcards: string[]): Token[] {
  return value
    .flatMap((piece): Token[] => (typeof piece === 'string' ? [...piece] : [piece]))
    .filter((token, index, all) => !(token === '*' && wildcards.includes('*') && all[index - 1] === '*'));
}

/** What both begin with matches, whatever its value is, unless a wildcard may be in it. */
function withoutCommonStart(pattern: Token[], value: Token[], wildcards: string[]): [Token[], Token[]] {
  const mayBeWildcard = (token: Token) => (typeof token === 'string' ? wildcards.includes(token) : token.kind === 'any');
  const end = pattern.findIndex((token, index) => value[index] === undefined || mayBeWildcard(token) || !alike(token, value[index]));
  const common = end < 0 ? pattern.length : end;
  return [pattern.slice(common), value.slice(common)];
}

function alike(one: Token, other: Token): boolean {
  return typeof one === 'string' || typeof other === 'string' ? one === other : one.name === other.name;
}

/**
 * Matches whatever the variables are: a variable is like nothing but itself. Goes back to the last `*` only, so it never explodes. Undefined where it would
 * take too long.
 */
function isDefinite(pattern: Token[], value: Token[], wildcards: string[]): boolean | undefined {
  const isWildcard = (token: Token | undefined, wildcard: string) => token === wildcard && wildcards.includes(wildcard);
  let [at, seen, star, resume, steps] = [0, 0, -1, 0, 0];
  while (seen < value.length) {
    if (++steps > MOST_STEPS) return undefined;
    if (isWildcard(pattern[at], '*')) {
      star = at++;
      resume = seen;
    } else if (at < pattern.length && (alike(pattern[at], value[seen]) || (isWildcard(pattern[at], '?') && typeof value[seen] === 'string'))) {
      at++;
      seen++;
    } else if (star >= 0) {
      at = star + 1;
      seen = ++resume;
    } else {
      return false;
    }
  }
  return pattern.slice(at).every((token) => isWildcard(token, '*'));
}

/** Whether a variable may have such a character in it. */
function mayHold({ kind }: Variable, held: Token): boolean {
  return kind === 'any' || !(held === ':' || (held === '/' && kind === 'own'));
}

/** Could match for some values of the variables: each, like `*`, stands for any characters. */
function isPossible(pattern: Token[], value: Token[], wildcards: string[]): boolean {
  const isOpen = (token: Token): token is Variable => typeof token !== 'string';
  const isStar = (token: Token) => isOpen(token) || (token === '*' && wildcards.includes('*'));
  let row = [true];
  for (const token of value) {
    row.push(row[row.length - 1] && isOpen(token));
  }
  for (const part of pattern) {
    const next = [row[0] && isStar(part)];
    for (const [index, token] of value.entries()) {
      next.push(isStar(part)
        ? row[index + 1] || (next[index] && (typeof part === 'string' || mayHold(part, token)))
        : (row[index] && ((isOpen(token) && mayHold(token, part)) || part === token || (part === '?' && wildcards.includes('?')))) || (next[index] && isOpen(token))
          || (isOpen(token) && mayHold(token, part) && row[index + 1]));
    }
    row = next;
  }
  return row[row.length - 1];
}
