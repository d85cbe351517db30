const OBJECT = /^\s*\{(.*)\}\s*$/s;
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\](),]|[^"{}[\](),]+/gs;
const KEY = /^\s*(?:"([^"\\]*)"|([A-Za-z_]\w*))\s*(?::|$)/;

/**
 * The keys of the object that a jq expression makes; undefined where it is no plain object with plain keys.
 * @see https://jqlang.org/manual/v1.6/#object-construction
 */
export function keysOfJq(expression: string): readonly string[] | undefined {
  const [, inner] = OBJECT.exec(expression) ?? [];
  if (inner === undefined || inner.includes('\\(')) return undefined;
  const keys = membersIn(inner)?.map((member) => KEY.exec(member)).map((match) => match?.[1] ?? match?.[2]);
  return keys?.every((key) => key !== undefined) ? keys : undefined;
}

/** What is between the commas that are in no brackets; undefined where brackets or quotes do not match. */
function membersIn(inner: string): string[] | undefined {
  const tokens = inner.match(TOKENS) ?? [];
  if (tokens.join('') !== inner) return undefined;
  const members = [''];
  let depth = 0;
  for (const token of tokens) {
    if (/^[{[(]$/.test(token)) depth++;
    if (/^[}\])]$/.test(token)) depth--;
    if (depth < 0) return undefined;
    if (token === ',' && depth === 0) members.push('');
    else members[members.length - 1] += token;
  }
  return depth === 0 ? members : undefined;
}
