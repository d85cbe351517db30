import { CommandError } from './command-error';
import { nameOf, YamlNode } from './yaml-node';
import { Json } from '../model/template';

/** Aliases of aliases can make a small file as large as one likes. */
const MOST_NODES = 2_000_000;

/**
 * A YAML document as JSON, its short tags in their long form: `!GetAtt a.b` is `{ 'Fn::GetAtt': 'a.b' }`.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function jsonOfYaml(root: YamlNode | null): Json {
  let nodes = 0;

  function convert(node: YamlNode | null | undefined): Json {
    if (++nodes > MOST_NODES) throw new CommandError('its aliases make it too large');
    if (!node) return null;
    if (node.type === 'ALIAS') return convert(node.source);
    if (node.type === 'PAIR') return Object.fromEntries(members({ items: [node] }));
    const long = longForm(node.tag);
    const json = node.items === undefined ? scalar(node) : isMap(node) ? Object.fromEntries(members(node)) : node.items.map(convert);
    return long === undefined ? json : { [long]: json };
  }

  /** What is merged in gives way to what is written out, and what is named later to what is named first. */
  function members({ items = [] }: YamlNode): [string, Json][] {
    const merged = items.filter(({ type }) => type === 'MERGE_PAIR').flatMap(({ value }) => [...(value as YamlNode).items!].reverse());
    const own = items.filter(({ type }) => type !== 'MERGE_PAIR');
    return [
      ...merged.flatMap(({ source }) => members(source!)),
      ...own.map(({ key, value }): [string, Json] => [nameOf(key), convert(value as YamlNode | null)]),
    ];
  }

  return convert(root);
}

/** CloudFormation reads YAML 1.1, where more words are truth values. */
function scalar({ type, tag, value }: YamlNode): Json {
  if (type !== 'PLAIN' || tag !== undefined) return value as Json;
  if (/^(yes|on)$/i.test(`${value}`)) return true;
  return /^(no|off)$/i.test(`${value}`) ? false : value as Json;
}

function isMap({ type }: YamlNode): boolean {
  return type === 'MAP' || type === 'FLOW_MAP';
}

function longForm(tag: string | undefined): string | undefined {
  if (!tag?.startsWith('!')) return undefined;
  const name = tag.slice(1);
  return name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
}
